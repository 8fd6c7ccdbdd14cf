package ledger

import (
	"slices"
	"strings"
)

// Event is a session of which the date, the place or the audience is known.
type Event struct {
	Seq    uint64 `json:"seq"`
	Date   Date   `json:"date,omitzero"`
	Place  string `json:"place,omitempty"`
	People int    `json:"people,omitempty"`
	Approx bool   `json:"approx,omitempty"`
}

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

// Near is the place in Events of the latest session on a day whose place is said shorter
// or longer (三塘, 三塘镇), -1 when there is none.
func (t Tally) Near(day Date, place string) int {
	if day.IsZero() || place == "" {
		return -1
	}
	for i, e := range slices.Backward(t.Events) {
		if e.Date == day && e.Place != "" && (strings.Contains(e.Place, place) || strings.Contains(place, e.Place)) {
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

// Audience is the sum of the known audiences.
func (t Tally) Audience() int {
	sum := 0
	for _, e := range t.Events {
		sum += e.People
	}
	return sum
}

// hold counts sessions. Detail of none tells a known session again.
func (t *Tally) hold(r Record) {
	if i := t.Known(r.Date, r.Place); i >= 0 && r.Op == Detail && r.Value == 0 {
		t.Events[i].tellMore(r)
		return
	}
	if i := t.Known(r.Date, r.Place); i >= 0 && r.Op == Sub { // this one, not the latest
		t.Events = slices.Delete(t.Events, i, i+1)
	}
	t.shift(r)
	n := t.Parts[""]
	detailed := r.Op != Sub && n > 0 && (!r.Date.IsZero() || r.Place != "" || r.People > 0)
	if detailed {
		n-- // the room that this one needs
	}
	if (r.Op == Sub || r.Op == Set) && len(t.Events) > n { // fewer sessions than dated ones: the latest go
		t.Events = t.Events[:n]
	}
	if detailed {
		t.Events = append(t.Events, Event{Seq: r.Seq, Date: r.Date, Place: r.Place, People: r.People, Approx: r.Approx})
	}
}
