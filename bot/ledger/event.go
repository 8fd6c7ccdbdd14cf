package ledger

import "slices"

// Known is the place in Events of the latest session that one at this day and place
// may be: they share the day or the place, and differ in nothing that is known of
// both. It is -1 when there is none.
func (t Tally) Known(day Date, place string) int {
	for i, e := range slices.Backward(t.Events) {
		sameDay, samePlace := e.Date == day, e.Place == place
		if (sameDay || e.Date.IsZero() || day.IsZero()) && (samePlace || e.Place == "" || place == "") &&
			(sameDay && !day.IsZero() || samePlace && place != "") {
			return i
		}
	}
	return -1
}

// tellMore adds what a record says of a session that was told before.
func (e *Event) tellMore(r Record) {
	fill(&e.Place, r.Place)
	if e.Date.IsZero() {
		e.Date = r.Date
	}
	if r.People > 0 {
		e.People, e.Approx = r.People, r.Approx
	}
}
