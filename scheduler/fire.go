package scheduler

import (
	"context"
	"fmt"
	"slices"
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
		idle = isIdle(tx) && len(s.troubles(tx)) == 0
		return nil
	})
	if err != nil || idle {
		return err
	}
	var done outcome
	err = s.db.Update(ctx, func(tx *store.Tx) error {
		done = fire(tx, s.troubles(tx))
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
	return len(Due(tx.Plan().Campaign, open(tx), last, now)) == 0
}

// outcome is what one transaction did, for the log.
type outcome struct {
	fired    []store.Firing
	enqueued int
	back     time.Duration // the clock stands so much before the last look
}

func fire(tx *store.Tx, troubles []messages.Delivery) outcome {
	m := newMoment(tx)
	last := tx.LastTick()
	r := &round{moment: m}
	var o outcome
	if m.now.Before(last) {
		o.back = last.Sub(m.now)
	}
	if o.back > store.ClockSlack { // what a clock that was ahead has spent
		tx.DropNudgesAfter(m.today)
	}
	tx.SetLastTick(m.now)
	r.own(troubles)
	if !tx.Paused() { // what was missed is caught up when the pause ends
		due := Due(m.plan.Campaign, unfired(tx, slices.Clone(m.slots.slots)), last, m.now)
		for _, private := range []bool{false, true} { // who is called in the group is not written to as well
			for _, v := range due {
				if (v.Rung == Private) == private {
					r.take(v)
				}
			}
		}
		r.say()
	}
	for _, f := range r.fired {
		tx.PutFired(f)
	}
	o.fired, o.enqueued = r.fired, r.enqueued
	return o
}

// round gathers what is said at one moment, so that everybody hears it at once.
type round struct {
	*moment
	fired    []store.Firing
	enqueued int

	group []Slot                      // what the groups hear
	low   []Slot                      // reminders of the lower rungs, which a private message repeats
	named callUp                      // called by name in the groups
	alone callUp                      // written to privately
	stuck map[way][]messages.Delivery // see takeStuck; nil: not read yet
	lists []messages.DueList
	// The firings, by index, of what the groups or units hear, and of the coordinator's
	// lists, calls ahead, closing sheet and opening.
	spoken, desk, ahead, closing, opening []int
}

// take sorts a verdict into what will be said, or notes why nothing is.
func (r *round) take(v Verdict) {
	f := store.Firing{Key: v.Key, At: r.now, Why: v.Why}
	if v.Item != "" {
		f.Items = []ledger.ItemID{v.Item}
	}
	i := len(r.fired)
	if f.Why == "" {
		f.Why = r.gather(v, &f, i)
	}
	r.fired = append(r.fired, f)
}

func (r *round) gather(v Verdict, f *store.Firing, i int) (why string) {
	switch {
	case v.Opening:
		r.opening = append(r.opening, i)
	case v.Kind == messages.KindReminder:
		if why := r.remind(v.Slot, f); why != "" {
			return why
		}
		r.spoken = append(r.spoken, i)
	case v.Kind == messages.KindMilestone:
		c, ok := r.coming(v.Slot)
		if !ok {
			return WhyUnknown
		}
		r.group, f.Group, f.Units = append(r.group, v.Slot), true, ids(c.For)
		r.named.add(ids(r.unsigned(c))...)
		r.spoken = append(r.spoken, i)
	case v.Kind == messages.KindDigest:
		l, ok := r.dueList(v.Slot)
		switch {
		case !ok:
			return WhyUnknown
		case v.Ahead && len(l.Open()) == 0:
			return WhyNobody
		case v.Ahead:
			r.ahead = append(r.ahead, i)
		default:
			r.list(l)
			r.desk = append(r.desk, i)
		}
		f.Units = ids(l.Open())
	case v.Kind == messages.KindStatus:
		r.closing = append(r.closing, i)
	}
	return ""
}

// list adds to the coordinator's lists; units whose deadlines for an item were moved
// to the same instant share one.
func (r *round) list(l messages.DueList) {
	for i := range r.lists {
		if o := &r.lists[i]; l.Deadline.Extended && o.Item.ID == l.Item.ID && o.Deadline.Extended && o.Deadline.Due.Equal(l.Deadline.Due) {
			o.Join(l)
			return
		}
	}
	r.lists = append(r.lists, l)
}

// remind finds out who is called for one item, and where: privately, in the group,
// or both where some cannot be reached privately.
func (r *round) remind(s Slot, f *store.Firing) (why string) {
	o, ok := r.asked(s)
	switch {
	case !ok:
		return WhyUnknown
	case len(o.Missing) == 0:
		return WhyNobody
	}
	by := r.byHand(s)
	call := pick(r.addressable(o, o.Missing, o.Last), func(u ledger.UnitID) bool {
		return !by[u] && (s.Rung != Private || o.Last || !r.waits(u))
	})
	if len(call) == 0 {
		return WhyHeldBack
	}
	f.Units, f.Group = ids(o.Missing), true
	if s.Rung == Private {
		f.Alone = ids(pick(call, func(u ledger.UnitID) bool { return r.reachable(u) && !r.named.has[u] }))
		r.alone.add(f.Alone...)
		f.Group = len(f.Alone) < len(call)
	}
	if s.Rung != Named {
		r.low = append(r.low, s)
	}
	if f.Group {
		r.group = append(r.group, s)
		if !o.CountOnly {
			alone := setOf(f.Alone)
			r.named.add(ids(pick(call, func(u ledger.UnitID) bool { return !alone[u] }))...)
		}
	}
	return ""
}
