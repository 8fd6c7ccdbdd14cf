package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// Rung is how loudly a reminder speaks. An item's reminders climb: the first is
// said privately, where there is a private way; the next gives the group the
// count; those after it name and mention. The call of the advised day, everything
// inside the last 24 hours and the last reminder of all name units in any case.
type Rung int

// The rungs of the ladder.
const (
	Named Rung = iota
	Counted
	Private
)

// climb puts an item's reminders in the order of time and gives each its rung;
// advised is when the last working day that satisfies everybody ends.
func climb(reminders []Slot, advised time.Time) []Slot {
	reminders = tidy(reminders)
	for i := range reminders {
		s := &reminders[i]
		last := i == len(reminders)-1
		switch {
		case last || s.Due.Sub(s.At) <= lastDay || s.At.Before(advised) && !reminders[i+1].At.Before(advised):
			s.Rung = Named
		case s.Unit != "": // a moved deadline is the unit's own affair until the end
			s.Rung = Private
		case i == 0 && ledger.DateOf(s.At) != ledger.DateOf(reminders[i+1].At):
			s.Rung = Private
		case i <= 1: // the day's budget is left for the later call of the day
			s.Rung = Counted
		}
	}
	return reminders
}

// counts tells whether a group hears only how many are missing: a lower rung, or
// the names are left to a later slot of the same day.
func (m *moment) counts(s Slot) bool {
	if m.slots.isLast(s, m.now) {
		return false
	}
	low := s.Rung == Counted || s.Rung == Private && s.Unit == ""
	return low || m.slots.laterToday(m.plan.Campaign, s, m.now)
}

// reachable tells whether somebody of the unit who is not on leave can be written to privately.
func (m *moment) reachable(u ledger.UnitID) bool {
	return slices.ContainsFunc(m.tx.Present(u), func(p ledger.Person) bool {
		_, ok := m.tx.PersonAddress(p)
		return ok
	})
}
