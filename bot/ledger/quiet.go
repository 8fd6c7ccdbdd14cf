package ledger

import "time"

// Quiet tells whether t falls into the campaign's quiet hours: from the first
// instant of QuietFrom up to, and not including, QuietUntil, by the clock on the wall.
func (c Campaign) Quiet(t time.Time) bool {
	from, until := c.QuietFrom.Seconds(), c.QuietUntil.Seconds()
	s := ClockOf(t.In(c.Zone)).Seconds()
	switch {
	case from == until:
		return false
	case from < until:
		return from <= s && s < until
	}
	return s >= from || s < until
}

// QuietEnd is when the quiet hours around t end; t itself when there are none.
func (c Campaign) QuietEnd(t time.Time) time.Time {
	if !c.Quiet(t) {
		return t
	}
	day := DateOf(t.In(c.Zone))
	end := day.At(c.QuietUntil, c.Zone)
	if !end.After(t) {
		end = day.AddDays(1).At(c.QuietUntil, c.Zone)
	}
	return end
}
