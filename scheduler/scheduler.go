package scheduler

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/store"
)

// Scheduler turns the plan's slots into deliveries.
type Scheduler struct {
	db   *store.DB
	log  zerolog.Logger
	wake func()
	// settled is the last delivery up to which all are sent, or their failure is told.
	settled atomic.Uint64
}

// New makes a scheduler; wake is called after something was enqueued and may be nil.
func New(db *store.DB, log zerolog.Logger, wake func()) *Scheduler {
	if wake == nil {
		wake = func() {}
	}
	return &Scheduler{db: db, log: log, wake: wake}
}

// open are the slots without a firing, in the order of time.
func open(tx *store.Tx) []Slot { return unfired(tx, every(tx.Plan(), tx.Moved())) }

func unfired(tx *store.Tx, slots []Slot) []Slot {
	return slices.DeleteFunc(slots, func(s Slot) bool { return tx.Fired(s.Key) })
}

// Next is the next instant after now at which Fire may have something to do:
// a slot's, or the end of the quiet hours that hold one back. Zero: none is known.
func (s *Scheduler) Next(now time.Time) (time.Time, error) {
	var next time.Time
	err := s.db.View(func(tx *store.Tx) error {
		next = nextAt(tx.Plan().Campaign, open(tx), now)
		return nil
	})
	return next, err
}

// untilNext is how long it is to Next by the store's clock; zero: nothing is known.
func (s *Scheduler) untilNext() (wait time.Duration, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		now := tx.Now()
		if next := nextAt(tx.Plan().Campaign, open(tx), now); !next.IsZero() {
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
			at = c.QuietEnd(now)
		}
		if at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// skipBefore marks everything planned before t as done, so that a rehearsal that
// begins in the middle begins there.
func (s *Scheduler) skipBefore(ctx context.Context, t time.Time) error {
	return s.db.Update(ctx, func(tx *store.Tx) error {
		for _, slot := range open(tx) {
			if slot.At.Before(t) {
				tx.PutFired(store.Firing{Key: slot.Key, Why: WhyBefore})
			}
		}
		return nil
	})
}
