package scheduler

import (
	"context"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// Scheduler turns the plan's slots into deliveries.
type Scheduler struct {
	db   *store.DB
	log  zerolog.Logger
	wake func()
}

// New makes a scheduler; wake is called after something was enqueued and may be nil.
func New(db *store.DB, log zerolog.Logger, wake func()) *Scheduler {
	if wake == nil {
		wake = func() {}
	}
	return &Scheduler{db: db, log: log, wake: wake}
}

// open are the slots without a firing, in the order of time.
func open(tx *store.Tx, gaps []ledger.Gap) []Slot {
	slots := append(Slots(tx.Plan()), ExtensionSlots(tx.Plan(), gaps)...)
	slots = slices.DeleteFunc(slots, func(s Slot) bool { return tx.Fired(s.Key) })
	return tidy(slots)
}

// Next is the next instant after now at which Fire may have something to do:
// a slot's, or the end of the quiet hours that hold one back. Zero: none is known.
func (s *Scheduler) Next(now time.Time) (time.Time, error) {
	var next time.Time
	err := s.db.View(func(tx *store.Tx) error {
		next = nextAt(tx.Plan().Campaign, open(tx, tx.Gaps()), now)
		return nil
	})
	return next, err
}

// untilNext is how long it is to Next by the store's clock; zero: nothing is known.
func (s *Scheduler) untilNext() (wait time.Duration, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		now := tx.Now()
		if next := nextAt(tx.Plan().Campaign, open(tx, tx.Gaps()), now); !next.IsZero() {
			wait = next.Sub(now)
		}
		return nil
	})
	return wait, err
}

func nextAt(c ledger.Campaign, slots []Slot, now time.Time) time.Time {
	var next time.Time
	for _, slot := range slots {
		at := slot.At
		if !at.After(now) && Held(c, slot, now) {
			at = QuietEnd(c, now)
		}
		if at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// upcoming is how many moments 提醒计划 shows.
const upcoming = 8

// Upcoming words the next reminders, as they stand now.
func (s *Scheduler) Upcoming(tx *store.Tx, now time.Time) messages.Message {
	p := tx.Plan()
	gaps := tx.Gaps()
	owing := map[ledger.ItemID]bool{}
	for _, g := range gaps {
		owing[g.Item.ID] = owing[g.Item.ID] || g.Owing()
	}
	type moment struct {
		at    time.Time
		kind  messages.Kind
		about []string
	}
	var plan []moment
	for _, slot := range open(tx, gaps) {
		at := Effective(p.Campaign, slot)
		if !at.After(now) || slot.Kind == messages.KindReminder && !owing[slot.Item] {
			continue
		}
		name := p.ItemName(slot.Item)
		if m, ok := p.Milestone(slot.Milestone); ok {
			name = m.Title
		}
		kind := slot.Kind
		if kind == messages.KindMilestone {
			kind = messages.KindReminder // both go to the group, in one message
		}
		i := slices.IndexFunc(plan, func(m moment) bool { return m.at.Equal(at) && m.kind == kind })
		if i < 0 {
			i = len(plan)
			plan = append(plan, moment{at: at, kind: kind})
		}
		if name != "" && !slices.Contains(plan[i].about, name) {
			plan[i].about = append(plan[i].about, name)
		}
	}
	slices.SortStableFunc(plan, func(a, b moment) int { return a.at.Compare(b.at) })
	var lines []string
	for _, m := range plan[:min(len(plan), upcoming)] {
		lines = append(lines, messages.NextReminder(m.at.In(p.Campaign.Zone), m.about, m.kind))
	}
	return messages.NextReminders(lines, tx.Paused())
}

// skipBefore marks everything planned before t as done, so that a rehearsal that
// begins in the middle begins there.
func (s *Scheduler) skipBefore(ctx context.Context, t time.Time) error {
	return s.db.Update(ctx, func(tx *store.Tx) error {
		for _, slot := range open(tx, tx.Gaps()) {
			if slot.At.Before(t) {
				tx.PutFired(store.Firing{Key: slot.Key, Why: WhyBefore})
			}
		}
		return nil
	})
}
