package ledger

import "time"

// dated is a deadline with all that it follows from. Every line asks for those of all
// items, and they stay the same as long as the plan does.
type dated struct {
	from terms
	Deadline
}

type terms struct {
	due           Date
	time          Clock
	hasTime, soft bool
	strict        bool
	zone          *time.Location
	calendar      *Calendar
}

// mostDated bounds how many are kept; a plan has but a few dates.
const mostDated = 64

// Deadline of an item without extensions.
//
// A date without a time is due when that day ends, or a day earlier when the
// campaign reads "before" strictly.
func (p *Plan) Deadline(it Item) Deadline {
	from := terms{it.Due, it.DueTime, it.HasTime, it.Soft, p.Campaign.StrictBefore, p.Campaign.Zone, p.Calendar}
	var known []dated
	if kept := p.dates.Load(); kept != nil {
		known = *kept
	}
	for i := range known {
		if known[i].from == from {
			return known[i].Deadline
		}
	}
	d := p.deadline(it)
	if len(known) < mostDated {
		more := append(known[:len(known):len(known)], dated{from, d})
		p.dates.Store(&more)
	}
	return d
}

func (p *Plan) deadline(it Item) Deadline {
	d := Deadline{Day: it.Due, Soft: it.Soft}
	if it.HasTime {
		d.Due = it.Due.At(it.DueTime, p.Campaign.Zone)
		d.Advised = p.advised(it.Due, it.DueTime)
		return d
	}
	d.Advised = p.advised(it.Due, dayEnds)
	if p.Campaign.StrictBefore {
		d.Day = it.Due.AddDays(-1)
	}
	d.Due = d.Day.At(dayEnds, p.Campaign.Zone)
	return d
}
