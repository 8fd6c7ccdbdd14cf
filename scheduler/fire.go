package scheduler

import (
	"context"
	"fmt"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// tickEvery is how often the time of the last look is written down while nothing
// is due; a look itself writes nothing.
const tickEvery = 10 * time.Minute

// Fire says what is due now, in one transaction: the firings that keep a slot from
// speaking again and the deliveries that carry the words are kept together or not
// at all. It may be called at any time, any number of times.
func (s *Scheduler) Fire(ctx context.Context) error {
	idle := false
	err := s.db.View(func(tx *store.Tx) error {
		idle = isIdle(tx)
		return nil
	})
	if err != nil || idle {
		return err
	}
	var done outcome
	err = s.db.Update(ctx, func(tx *store.Tx) error {
		done = fire(tx)
		return nil
	})
	if err != nil {
		return fmt.Errorf("fire reminders: %w", err)
	}
	s.report(done)
	if done.enqueued > 0 {
		s.wake()
	}
	return nil
}

func (s *Scheduler) report(o outcome) {
	if len(o.fired) > 0 {
		s.log.Info().Int("slots", len(o.fired)).Int("deliveries", o.enqueued).Msg("reminders fired")
	}
	for _, f := range o.fired {
		if f.Why == WhyNoWay {
			s.log.Warn().Str("slot", f.Key).Msg("reminder has no address")
		}
	}
	if o.back > 0 {
		s.log.Warn().Dur("by", o.back).Msg("clock was set back")
	}
}

// isIdle tells whether Fire would only note the time, and has done so lately.
func isIdle(tx *store.Tx) bool {
	now, last := tx.Now(), tx.LastTick()
	if last.IsZero() || now.Before(last) || now.Sub(last) >= tickEvery {
		return false
	}
	if tx.Paused() {
		return true
	}
	return len(Due(tx.Plan().Campaign, open(tx, tx.Gaps()), last, now)) == 0
}

// outcome is what one transaction did, for the log.
type outcome struct {
	fired    []store.Firing
	enqueued int
	back     time.Duration // the clock stands so much before the last look
}

func fire(tx *store.Tx) outcome {
	m := newMoment(tx)
	last := tx.LastTick()
	var o outcome
	if m.now.Before(last) {
		o.back = last.Sub(m.now)
	}
	tx.SetLastTick(m.now)
	if tx.Paused() { // what was missed is caught up when the pause ends
		return o
	}
	r := &round{moment: m}
	for _, v := range Due(m.plan.Campaign, open(tx, m.gaps), last, m.now) {
		r.take(v)
	}
	r.say()
	for _, f := range r.fired {
		tx.PutFired(f)
	}
	o.fired, o.enqueued = r.fired, r.enqueued
	return o
}

// round gathers what is said at one moment, so that a group hears it at once.
type round struct {
	*moment
	fired    []store.Firing
	enqueued int

	asked  []messages.Asked
	events []messages.Coming
	lists  []messages.DueList
	// The firings, by index, of what the groups hear, of the lists and of the closing sheet.
	group, desk, closing []int
}

// take sorts a verdict into what will be said, or notes why nothing is.
func (r *round) take(v Verdict) {
	f := store.Firing{Key: v.Key, At: r.now, Why: v.Why}
	if v.Why == "" {
		f.Why = r.gather(v, &f)
	}
	if f.Why == "" {
		switch v.Kind {
		case messages.KindReminder, messages.KindMilestone:
			r.group = append(r.group, len(r.fired))
		case messages.KindDigest:
			r.desk = append(r.desk, len(r.fired))
		case messages.KindStatus:
			r.closing = append(r.closing, len(r.fired))
		}
	}
	r.fired = append(r.fired, f)
}

func (r *round) gather(v Verdict, f *store.Firing) (why string) {
	switch v.Kind {
	case messages.KindReminder:
		o, why := r.owed(v)
		if why != "" {
			return why
		}
		r.asked = append(r.asked, o)
		f.Units = ids(o.Missing)
	case messages.KindMilestone:
		c, why := r.coming(v)
		if why != "" {
			return why
		}
		r.events = append(r.events, c)
		f.Units = ids(c.For)
	case messages.KindDigest:
		l, ok := r.dueList(v.Slot)
		if !ok {
			return WhyUnknown
		}
		r.lists = append(r.lists, l)
		f.Units = ids(append(append([]ledger.Unit(nil), l.Missing...), l.Partial...))
	}
	return ""
}

func ids(units []ledger.Unit) []ledger.UnitID {
	var out []ledger.UnitID
	for _, u := range units {
		out = append(out, u.ID)
	}
	return out
}
