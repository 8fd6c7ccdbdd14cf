package ledger

import "time"

// Deadline is when an item is due, read in two ways at once: Advised satisfies
// even the strictest reading and falls on a working day; only after Due is a
// record late. In between it is in time, but close.
type Deadline struct {
	Day     Date      // the named day
	Due     time.Time // the last instant that is in time
	Advised Date      // the last working day that satisfies the strict reading
	Soft    bool      // the notice names no date
	// Extended says that the coordinator moved it for the unit asked about.
	Extended bool
}

// Late tells whether t is after the due instant. Minutes count, seconds do not:
// a receipt that reads 12:00 is in time for a deadline of 12:00.
func (d Deadline) Late(t time.Time) bool { return t.Truncate(time.Minute).After(d.Due) }

// Extend gives the deadline moved to another due instant for one unit.
func (p *Plan) Extend(d Deadline, due time.Time) Deadline {
	due = due.In(p.Campaign.Zone)
	d.Due, d.Day, d.Extended = due, DateOf(due), true
	d.Advised = p.advised(d.Day, ClockOf(due))
	return d
}

// dayEnds is the time of a due instant that is the end of a day.
var dayEnds = Clock{23, 59, 59}

// advised is the last working day on which what is due on a day, at that time, can be
// done in time however "before" is read: with the end of the day, the eve is that day;
// a morning leaves no working day of its own.
func (p *Plan) advised(due Date, at Clock) Date {
	switch {
	case at == dayEnds:
		return p.Calendar.WorkdaysBefore(due.AddDays(-1), 0)
	case at.Hour < 12:
		return p.Calendar.WorkdaysBefore(due, 1)
	}
	return p.Calendar.WorkdaysBefore(due, 0)
}

// MilestoneAt is the instant of a milestone: its time, or the start of its day.
func (p *Plan) MilestoneAt(m Milestone) time.Time { return m.Day.At(m.Time, p.Campaign.Zone) }
