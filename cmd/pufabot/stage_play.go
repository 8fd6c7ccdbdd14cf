package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"pufabot/bot/console"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/scheduler"
	"pufabot/store"
)

// play is one run of the campaign: the whole bot, a clock that stands still until
// it is moved, and a folder that goes away with it.
type play struct {
	*service
	clock  *scheduler.Clock
	dir    string
	cast   []sample
	cancel context.CancelFunc
	group  *errgroup.Group
}

const (
	// afterwards is how long after the last day the clock may still go on: the
	// coordinator's last lists come on working days after it.
	afterwards = 14
	// settleFor bounds the wait until what is due has been said.
	settleFor = 10 * time.Second
	// settleEvery is how often that is looked at, in real time.
	settleEvery = 2 * time.Millisecond
)

// playBegins is when a play begins on the campaign's first day: what the plan has
// for the hours before is played on the way.
var playBegins = ledger.Clock{Hour: 8}

// newPlay raises the curtain on the campaign's first morning.
func newPlay(ctx context.Context, c *Config, log zerolog.Logger, r console.Rehearsal) (*play, error) {
	dir, err := scratch("rehearse")
	if err != nil {
		return nil, err
	}
	c = c.onStage(dir)
	midnight := c.Campaign.Start.At(ledger.Clock{}, c.Campaign.Zone)
	p := &play{clock: scheduler.NewClock(midnight), dir: dir}
	if p.service, err = newService(c, log, p.clock.Now); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	p.console.Rehearse(r, calendarDays(p.plan))
	p.cast = castOf(p.plan)
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	p.cancel = cancel
	p.group, work = errgroup.WithContext(work)
	p.work(work, p.group)
	err = p.advance(ctx, console.Move{To: c.Campaign.Start.At(playBegins, c.Campaign.Zone)})
	if err != nil {
		return nil, errors.Join(err, p.end())
	}
	return p, nil
}

// onStage is the configuration with a store in dir and without any way out but
// the console: no keys, no platform, nobody real to be told.
func (c *Config) onStage(dir string) *Config {
	on := *c
	on.DataDir = dir
	on.Console.Enabled = true
	on.Backup.Keep = 0 // the copies of the real ledger must not meet those of a rehearsal
	d := defaults()
	on.WeCom, on.DingTalk = d.WeCom, d.DingTalk
	on.WeCom.BotName = c.WeCom.BotName
	on.Groups, on.People = nil, nil
	for _, g := range c.Groups {
		on.Groups = append(on.Groups, GroupConfig{ID: g.ID, Title: g.Title, Push: g.Push})
	}
	return &on
}

// end takes the play down.
func (p *play) end() error {
	p.console.Close()
	p.cancel()
	err := p.group.Wait()
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return errors.Join(err, p.db.Close(), os.RemoveAll(p.dir))
}

// where tells where the play stands.
func (p *play) where() (console.Clock, error) {
	zone := p.plan.Campaign.Zone
	c := console.Clock{Now: p.clock.Now().In(zone), Last: p.plan.Campaign.End.AddDays(afterwards).At(ledger.Clock{}, zone)}
	next, err := p.next(c.Now)
	if !next.IsZero() && !next.After(c.Last) {
		c.Next = next.In(zone)
	}
	return c, err
}

// next is the next moment after now at which something may be said; zero: none.
func (p *play) next(now time.Time) (time.Time, error) {
	next, err := p.sched.Next(now)
	if err != nil {
		return next, err
	}
	return next, p.db.View(func(tx *store.Tx) error {
		planned, ok := tx.NextDeliveryAt() // something that a coordinator wants said later
		if ok && planned.After(now) && (next.IsZero() || planned.Before(next)) {
			next = planned
		}
		return nil
	})
}

// advance moves the clock from moment to moment up to an instant. At each of them
// everything that is due is said before the clock goes on, so that no slot is
// skipped and every message bears the time at which it would have come.
func (p *play) advance(ctx context.Context, m console.Move) error {
	for {
		if err := p.settle(ctx); err != nil {
			return err
		}
		now := p.clock.Now()
		at, err := p.next(now)
		if err != nil {
			return err
		}
		line, spoken := p.prompt(now, m)
		if spoken && (at.IsZero() || !line.at.After(at)) {
			p.clock.Set(line.at)
			if err := p.recite(ctx, line); err != nil {
				return err
			}
			continue
		}
		if at.IsZero() || at.After(m.To) {
			break
		}
		before := p.spoken()
		p.clock.Set(at)
		if err := p.settle(ctx); err != nil {
			return err
		}
		if m.Next && p.pushedSince(before) {
			return nil
		}
	}
	if !m.Next {
		p.clock.Set(m.To)
	}
	return p.settle(ctx)
}

// settle fires what is due by the clock and waits until all of it has been said.
func (p *play) settle(ctx context.Context) error {
	if err := p.sched.Fire(ctx); err != nil {
		return err
	}
	p.out.Wake() // the clock was moved
	ctx, cancel := context.WithTimeout(ctx, settleFor)
	defer cancel()
	look := time.NewTicker(settleEvery)
	defer look.Stop()
	for {
		waiting := false
		err := p.db.View(func(tx *store.Tx) error {
			at, ok := tx.NextDeliveryAt()
			waiting = ok && !at.After(p.clock.Now())
			return nil
		})
		if err != nil || !waiting {
			return err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// spoken is the number of the last delivery.
func (p *play) spoken() (seq uint64) {
	_ = p.db.View(func(tx *store.Tx) error { seq = tx.LastDelivery(); return nil })
	return seq
}

// pushedSince tells whether something was said of the bot's own accord after a
// delivery, or something that was planned earlier has gone out now.
func (p *play) pushedSince(seq uint64) bool {
	found := false
	now := p.clock.Now()
	_ = p.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			found = d.Kind != messages.KindReply && d.State == messages.Sent && (d.Seq > seq || d.NextAt.Equal(now))
			return !found
		})
		return nil
	})
	return found
}
