package ledger

import (
	"maps"
	"time"
)

// Explanation is somebody's answer to a query of the audit. It holds for the
// figures as they were: the key names them.
type Explanation struct {
	Seq  uint64    `json:"seq"`
	Key  string    `json:"key"`
	Text string    `json:"text,omitempty"`
	At   time.Time `json:"at,omitzero"`
}

// Leap is a jump of a head count, or of one of its boxes, against the figure before.
type Leap struct {
	Box  string `json:"box,omitempty"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Seq  uint64 `json:"seq"`
}

// leapLeast is the smallest change that can be a jump: small figures double in a day.
const leapLeast = 100

// leaps tells whether a change is a jump: to more than the double, or to less than
// half, by a hundred at least.
func leaps(from, to int) bool {
	if from <= 0 {
		return false
	}
	return to-from >= leapLeast && to > 2*from || from-to >= leapLeast && 2*to < from
}

// figure is the total, or what is in one box.
func (t *Tally) figure(box string) int {
	if box == "" {
		return t.Value()
	}
	return t.Parts[box]
}

// watch keeps what the audit wants to know of a head count: its boxes as they were
// told, and a jump until the figure has come back to where it was.
func (t *Tally) watch(was int, r Record) {
	box := r.Box()
	if box != "" {
		t.Told = maps.Clone(t.Parts)
		delete(t.Told, "")
	}
	if t.Leap != nil && !leaps(t.Leap.From, t.figure(t.Leap.Box)) {
		if t.Leap = nil; box == "" {
			return
		}
	}
	if now := t.figure(box); leaps(was, now) {
		t.Leap = &Leap{Box: box, From: was, To: now, Seq: r.Seq}
	}
}

func (t *Tally) explain(r Record) {
	e := Explanation{Seq: r.Seq, Key: r.Query, Text: r.Text, At: r.At}
	for i, old := range t.Explained {
		if old.Key == r.Query {
			t.Explained[i] = e
			return
		}
	}
	t.Explained = append(t.Explained, e)
}
