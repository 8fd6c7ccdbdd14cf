package scheduler

import (
	"time"

	"pufabot/bot/ledger"
)

// lastDay is how long before a due instant quiet hours and the budget give way.
const lastDay = 24 * time.Hour

// Held tells whether a slot must wait at now for the end of quiet hours.
//
// Inside the last 24 hours before a due instant nothing is held that was planned
// for quiet hours, or that would come too late (less than an hour before) after
// them. What was planned for the day and is only being caught up at night can
// wait for the morning.
func Held(c ledger.Campaign, s Slot, now time.Time) bool {
	if !c.Quiet(now) {
		return false
	}
	if !s.Timed || s.Due.Sub(now) > lastDay {
		return true
	}
	return !c.Quiet(s.At) && c.QuietEnd(now).Before(s.Due.Add(-time.Hour))
}

// Effective is when a slot speaks if nothing is late: its instant, or the end of
// the quiet hours around it.
func Effective(c ledger.Campaign, s Slot) time.Time {
	if Held(c, s, s.At) {
		return c.QuietEnd(s.At)
	}
	return s.At
}
