package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/store"
)

// history is what has been fired, by those whom it concerned: a wave asks it for
// each of thousands of units.
type history struct {
	byHand []store.Firing // coordinators' own reminders
	// heard are the firings that were said, of each unit that was called; alone are the
	// instants at which a unit was told something privately, groups those at which a
	// group was. All are in the order of time.
	heard  map[ledger.UnitID][]*store.Firing
	alone  map[ledger.UnitID][]time.Time
	groups []time.Time
}

// past reads the history when it is first asked for.
func (m *moment) past() *history {
	if m.history != nil {
		return m.history
	}
	h := &history{heard: map[ledger.UnitID][]*store.Firing{}, alone: map[ledger.UnitID][]time.Time{}}
	m.tx.Firings(func(f store.Firing) bool {
		if !f.ByHand.IsZero() {
			h.byHand = append(h.byHand, f)
		}
		if f.Why != "" {
			return true
		}
		for _, u := range f.Units {
			h.heard[u] = append(h.heard[u], &f)
		}
		for _, u := range f.Alone {
			h.alone[u] = addInstant(h.alone[u], f.At)
		}
		if f.Group {
			h.groups = addInstant(h.groups, f.At)
		}
		return true
	})
	m.history = h
	return h
}

// addInstant adds an instant that is not before the last; several firings of one are one.
func addInstant(list []time.Time, at time.Time) []time.Time {
	if n := len(list); n > 0 && list[n-1].Equal(at) {
		return list
	}
	return append(list, at)
}

// before counts the instants before another.
func before(list []time.Time, at time.Time) int {
	n, _ := slices.BinarySearchFunc(list, at, time.Time.Compare)
	return n
}

// turn counts the moments before an instant at which a group was told something;
// it chooses among the wordings.
func (m *moment) turn(at time.Time) int { return before(m.past().groups, at) }

// turnOf is the same for what one unit was told privately.
func (m *moment) turnOf(u ledger.UnitID, at time.Time) int { return before(m.past().alone[u], at) }

// sameInstant is how near a coordinator's own reminder is to be one with the plan's.
const sameInstant = time.Minute

// byHand are the units to which a coordinator's own reminder of the item speaks at the
// instant of a slot, and those that he left out of it: the plan says nothing more to
// them, not even in a last call.
func (m *moment) byHand(s Slot) unitSet {
	out := unitSet{}
	for _, f := range m.past().byHand {
		if contains(f.Items, s.Item) && s.At.Sub(f.ByHand).Abs() < sameInstant {
			out.add(f.Units...)
			out.add(f.Spared...)
		}
	}
	return out
}
