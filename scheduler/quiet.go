package scheduler

import (
	"time"

	"pufabot/bot/ledger"
)

// lastDay is how long before a due instant quiet hours and the budget give way.
const lastDay = 24 * time.Hour

// Quiet tells whether t falls into the campaign's quiet hours: from the first
// instant of QuietFrom up to, and not including, QuietUntil.
func Quiet(c ledger.Campaign, t time.Time) bool {
	from, until := c.QuietFrom.Seconds(), c.QuietUntil.Seconds()
	s := ledger.ClockOf(t.In(c.Zone)).Seconds()
	switch {
	case from == until:
		return false
	case from < until:
		return from <= s && s < until
	}
	return s >= from || s < until
}

// QuietEnd is when the quiet hours around t end; t itself when there are none.
func QuietEnd(c ledger.Campaign, t time.Time) time.Time {
	if !Quiet(c, t) {
		return t
	}
	day := ledger.DateOf(t.In(c.Zone))
	end := day.At(c.QuietUntil, c.Zone)
	if !end.After(t) {
		end = day.AddDays(1).At(c.QuietUntil, c.Zone)
	}
	return end
}

// Held tells whether a slot must wait at now for the end of quiet hours.
//
// Inside the last 24 hours before a due instant nothing is held that was planned
// for quiet hours, or that would come too late (less than an hour before) after
// them. What was planned for the day and is only being caught up at night can
// wait for the morning.
func Held(c ledger.Campaign, s Slot, now time.Time) bool {
	if !Quiet(c, now) {
		return false
	}
	if !s.Timed || s.Due.Sub(now) > lastDay {
		return true
	}
	return !Quiet(c, s.At) && QuietEnd(c, now).Before(s.Due.Add(-time.Hour))
}

// Effective is when a slot speaks if nothing is late: its instant, or the end of
// the quiet hours around it.
func Effective(c ledger.Campaign, s Slot) time.Time {
	if Held(c, s, s.At) {
		return QuietEnd(c, s.At)
	}
	return s.At
}
