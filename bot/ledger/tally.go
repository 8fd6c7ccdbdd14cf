package ledger

import "time"

// Tally is what all records of one unit and one item add up to. The zero Tally
// is "nothing said yet".
type Tally struct {
	// Answered says that a record is in force, be it an explicit zero.
	Answered bool `json:"answered,omitempty"`
	// Parts are the totals per box (scope or type); the empty box holds what came without one.
	Parts   map[string]int `json:"parts,omitempty"`
	Approx  bool           `json:"approx,omitempty"`
	Measure string         `json:"measure,omitempty"` // only when it differs from the item's
	Pieces  []Piece        `json:"pieces,omitempty"`
	Events  []Event        `json:"events,omitempty"`
	// Names are the people signed up, per event; the empty event stands for all.
	Names map[MilestoneID][]string `json:"names,omitempty"`
	Texts []string                 `json:"texts,omitempty"`
	Files []File                   `json:"files,omitempty"`

	Sent     bool `json:"sent,omitempty"`
	Received bool `json:"received,omitempty"`

	// Told are the boxes of a head count as they were last spoken of, kept when a
	// whole total comes later: the audit adds them up.
	Told map[string]int `json:"told,omitempty"`
	// Leap is a head count's last jump, as long as the total is still beyond it.
	Leap *Leap `json:"leap,omitempty"`
	// Explained are the queries that somebody has answered.
	Explained []Explanation `json:"explained,omitempty"`

	// At is the time of the last record in force that states a fact; DoneAt the time
	// since when the item has been fulfilled without interruption (zero: it is not).
	// What a verdict interrupts was in time if it had been: DoneBefore keeps since when.
	At         time.Time `json:"at,omitzero"`
	DoneAt     time.Time `json:"done_at,omitzero"`
	DoneBefore time.Time `json:"done_before,omitzero"`
	// Last is the Seq of the last record in force that states a fact.
	Last uint64 `json:"last,omitempty"`
}

// Value is the total: pieces, sessions, heads, names, texts or mails.
func (t Tally) Value() int { return t.value() }

func (t *Tally) value() int {
	switch {
	case len(t.Names) > 0:
		return len(t.everybody())
	case len(t.Texts) > 0:
		return len(t.Texts)
	case t.Sent || t.Received:
		return 1
	}
	sum := 0
	for _, n := range t.Parts {
		sum += n
	}
	return sum
}

// MeasureOf is what the total counts: the item's own measure, or the one that was
// reported in its place (人次 for 人).
func (t *Tally) MeasureOf(it *Item) string {
	if t.Measure != "" {
		return t.Measure
	}
	return it.Measure
}

// Unnamed is how much of the total nothing more is known of: no box, no title, no date.
func (t Tally) Unnamed() int {
	n := t.Parts[""]
	for _, p := range t.Pieces {
		if p.Submitted && p.Type == "" && p.known() {
			n--
		}
	}
	return max(0, n-len(t.Events))
}

// Untitled is how many pieces of a type are only counted.
func (t Tally) Untitled(kind string) int {
	n := t.Parts[kind]
	for _, p := range t.Pieces {
		if p.Submitted && p.Type == kind && p.known() {
			n--
		}
	}
	return max(0, n)
}

// Fulfilled tells whether the tally satisfies the item's least number and no file
// is missing. What is asked for without a least number is fulfilled by any answer.
func (t Tally) Fulfilled(it Item) bool { return t.fulfilled(&it) }

func (t *Tally) fulfilled(it *Item) bool {
	if len(t.lacks(it)) > 0 {
		return false
	}
	if it.Min == 0 {
		return t.Answered
	}
	if it.Kind == Signup && len(it.Events) > 0 {
		return len(t.Unserved(*it)) == 0
	}
	return t.value() >= it.Min
}
