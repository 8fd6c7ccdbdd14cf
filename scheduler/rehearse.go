package scheduler

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// Clock is a clock that stands still until it is set. It is the store's clock in a
// rehearsal; safe for concurrent use.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock makes a clock that stands at t.
func NewClock(t time.Time) *Clock { return &Clock{now: t} }

// Now is where the clock stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock, forward or back.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Push is one message that a rehearsal would have pushed, in the shape of
// rehearse --json.
type Push struct {
	At   time.Time     `json:"at"`
	Key  string        `json:"key"`
	Kind messages.Kind `json:"kind"`
	To   messages.To   `json:"to"`
	// About are ids of items and of milestones.
	About []string        `json:"about"`
	Units []ledger.UnitID `json:"units"`
	Text  string          `json:"text"`
}

// Rehearse plays the campaign from one instant to another, both included, on a
// store whose clock is the given one, and gives every message that was pushed on
// the way, in order. Nothing is sent and nothing sleeps.
//
// cues are instants at which play is called with their index, the clock standing
// there (to speak the lines of a script); they may be in any order, and those
// outside the time are left out. Lines may push messages, too.
func Rehearse(ctx context.Context, db *store.DB, clock *Clock, from, to time.Time, cues []time.Time, play func(ctx context.Context, i int) error) ([]Push, error) {
	s := New(db, zerolog.Nop(), nil)
	clock.Set(from)
	if err := s.skipBefore(ctx, from); err != nil {
		return nil, err
	}
	order := cuesBetween(cues, from, to)
	for ctx.Err() == nil {
		for len(order) > 0 && !cues[order[0]].After(clock.Now()) {
			if err := play(ctx, order[0]); err != nil {
				return nil, err
			}
			order = order[1:]
		}
		if err := s.Fire(ctx); err != nil {
			return nil, err
		}
		if err := arrive(ctx, db); err != nil {
			return nil, err
		}
		next, err := s.nextMoment(clock.Now())
		if err != nil {
			return nil, err
		}
		if len(order) > 0 && (next.IsZero() || cues[order[0]].Before(next)) {
			next = cues[order[0]]
		}
		if next.IsZero() || next.After(to) {
			break
		}
		clock.Set(next)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	clock.Set(to)
	return pushes(db)
}

// arrive sends what is due as an outbox would whose platforms always answer.
func arrive(ctx context.Context, db *store.DB) error {
	return db.Update(ctx, func(tx *store.Tx) error {
		fresh := Fresh(tx)
		for _, d := range tx.DueDeliveries(tx.Now(), 0) {
			d.NextAt = tx.Now()
			d = fresh(d)
			if d.State == messages.Pending && !d.NextAt.After(tx.Now()) {
				d.State, d.SentAt = messages.Sent, tx.Now()
				Sent(tx, d)
			}
			tx.PutDelivery(d)
		}
		return nil
	})
}

// nextMoment is the next slot or planned delivery after now; zero: none is known.
func (s *Scheduler) nextMoment(now time.Time) (time.Time, error) {
	next, err := s.Next(now)
	if err != nil {
		return next, err
	}
	return next, s.db.View(func(tx *store.Tx) error {
		if at, ok := tx.NextDeliveryAt(); ok && at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
		return nil
	})
}

func cuesBetween(cues []time.Time, from, to time.Time) []int {
	var order []int
	for i, t := range cues {
		if !t.Before(from) && !t.After(to) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cues[a].Compare(cues[b]) })
	return order
}

// pushes reads back what was pushed. A message that goes to several addresses is
// one push.
func pushes(db *store.DB) ([]Push, error) {
	var out []Push
	seen := map[string]bool{}
	err := db.View(func(tx *store.Tx) error {
		zone := tx.Plan().Campaign.Zone
		tx.Deliveries(func(d messages.Delivery) bool {
			key, _, _ := strings.Cut(d.Key, addressMark)
			if d.Kind == messages.KindReply || d.State != messages.Sent || seen[key] {
				return true
			}
			seen[key] = true
			out = append(out, Push{At: d.SentAt.In(zone), Key: key, Kind: d.Kind, To: d.To, About: about(d),
				Units: append([]ledger.UnitID{}, d.Units...), Text: messages.Render(d.Message, messages.DialectText)})
			return true
		})
		return nil
	})
	slices.SortStableFunc(out, func(a, b Push) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	return out, err
}

func about(d messages.Delivery) []string {
	out := []string{}
	for _, it := range d.About {
		out = append(out, string(it))
	}
	for _, m := range d.Marks {
		out = append(out, string(m))
	}
	return out
}
