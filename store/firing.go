package store

import (
	"cmp"
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// Firing is a slot of the reminder plan that has been dealt with, with or without
// words. It is what keeps a slot from firing twice.
type Firing struct {
	Key   string
	At    time.Time
	Units []ledger.UnitID // who was reminded
	Items []ledger.ItemID // of what
	// Group says that a group heard it; Alone are those who were told privately.
	Group bool
	Alone []ledger.UnitID
	// Why is the reason for which nothing was said; empty: it was.
	Why string
	// ByHand is when a coordinator's own reminder goes out, zero for those of the plan;
	// Spared are the units that he left out of it.
	ByHand time.Time
	Spared []ledger.UnitID
}

type storedFiring struct {
	Key   string          `json:"key"`
	At    time.Time       `json:"at"`
	Units []ledger.UnitID `json:"units,omitempty"`
	Items []ledger.ItemID `json:"items,omitempty"`
	Group bool            `json:"group,omitempty"`
	Alone []ledger.UnitID `json:"alone,omitempty"`
	Why   string          `json:"why,omitempty"`

	ByHand time.Time       `json:"by_hand,omitzero"`
	Spared []ledger.UnitID `json:"spared,omitempty"`
}

// ClockSlack is how far a clock may be set back without a word: a correction of
// seconds must let nothing be said twice.
const ClockSlack = 10 * time.Minute

// Fired tells whether the slot with this key has been dealt with. What bears a time
// that is still to come was done while the clock was ahead (a wrong date after a
// repair). It counts only if units have heard it: they hear nothing twice.
func (tx *Tx) Fired(key string) bool {
	f, ok := tx.firing(key)
	if !ok {
		return false
	}
	heard := f.Why == "" && (f.Group || len(f.Alone) > 0)
	return heard || f.At.Sub(tx.now) <= ClockSlack
}

// EverFired tells whether there is a firing with this key, whatever its time: of what
// is told of one thing that has happened, which a clock put right does not undo.
func (tx *Tx) EverFired(key string) bool {
	_, ok := tx.firing(key)
	return ok
}

func (tx *Tx) firing(key string) (f storedFiring, ok bool) {
	ok = tx.getJSON(textKey(kFiring, key), &f)
	return f, ok
}

// PutFired keeps a firing. At defaults to the transaction's time.
func (tx *Tx) PutFired(f Firing) {
	if f.At.IsZero() {
		f.At = tx.now
	}
	f.At, f.ByHand = utc(f.At), utc(f.ByHand)
	tx.putJSON(textKey(kFiring, f.Key), storedFiring(f))
}

// Firings visits all firings in the order of time, until fn gives false.
func (tx *Tx) Firings(fn func(Firing) bool) {
	var all []Firing
	tx.scan([]byte{kFiring}, func(key, body []byte) bool {
		var f storedFiring
		ok := tx.decode(key, body, &f)
		all = append(all, Firing(f))
		return ok
	})
	if tx.err != nil {
		return
	}
	slices.SortStableFunc(all, func(a, b Firing) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key))
	})
	for _, f := range all {
		if !fn(f) {
			return
		}
	}
}

// Moments counts the instants before another at which somebody was told something
// that the caller cares for; several firings of one instant are one.
func (tx *Tx) Moments(before time.Time, heard func(Firing) bool) int {
	n := 0
	var at time.Time
	tx.Firings(func(f Firing) bool {
		if f.Why == "" && heard(f) && f.At.Before(before) && !f.At.Equal(at) {
			n, at = n+1, f.At
		}
		return true
	})
	return n
}

// LastTick is the time up to which slots have been dealt with; zero: never.
func (tx *Tx) LastTick() time.Time {
	var t time.Time
	tx.getJSON(tickKey, &t)
	return t
}

// SetLastTick keeps that time.
func (tx *Tx) SetLastTick(t time.Time) { tx.putJSON(tickKey, utc(t)) }

// Paused tells whether the coordinator has paused all reminders.
func (tx *Tx) Paused() bool {
	_, ok := tx.get(pausedKey)
	return ok
}

// SetPaused pauses the reminders or lets them go on.
func (tx *Tx) SetPaused(paused bool) {
	if paused {
		tx.put(pausedKey, nil)
	} else {
		tx.drop(pausedKey)
	}
}
