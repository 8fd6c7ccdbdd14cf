package ledger

import (
	"maps"
	"slices"
	"time"
)

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

// Piece is an article, work or essay of which more than its number is known.
type Piece struct {
	Seq       uint64 `json:"seq"` // the record that named it first
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Type      string `json:"type,omitempty"`
	Media     string `json:"media,omitempty"`
	Date      Date   `json:"date,omitzero"`
	Written   bool   `json:"written,omitempty"`
	Published bool   `json:"published,omitempty"`
	// Submitted pieces are in the total; others are on their way, or were returned.
	Submitted bool `json:"submitted,omitempty"`

	// Verdict is the city's last word on it, with its reason and record. Returns
	// counts how often it went back, Revised is the record that handed it in again.
	Verdict  Verdict `json:"verdict,omitempty"`
	Reason   string  `json:"reason,omitempty"`
	Reviewed uint64  `json:"reviewed,omitempty"`
	Returns  int     `json:"returns,omitempty"`
	Revised  uint64  `json:"revised,omitempty"`
}

// Event is a session of which the date, the place or the audience is known.
type Event struct {
	Seq    uint64 `json:"seq"`
	Date   Date   `json:"date,omitzero"`
	Place  string `json:"place,omitempty"`
	People int    `json:"people,omitempty"`
	Approx bool   `json:"approx,omitempty"`
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

// Audience is the sum of the known audiences.
func (t Tally) Audience() int {
	sum := 0
	for _, e := range t.Events {
		sum += e.People
	}
	return sum
}

func (t *Tally) everybody() []string {
	var all []string
	for _, names := range t.Names {
		all = append(all, names...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// NamesFor are the people who serve at an event, named for it or for all.
func (t Tally) NamesFor(event MilestoneID) []string {
	out := slices.Clone(t.Names[event])
	for _, n := range t.Names[""] {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Fold adds up records in order, leaving out undos and what they take back.
func Fold(it Item, records []Record) Tally {
	var t Tally
	for _, r := range InForce(records) {
		t = t.Apply(it, r)
	}
	return t
}

// Apply adds one record, which is not an undo (those need [Fold]). The receiver
// is left as it was.
func (t Tally) Apply(it Item, r Record) Tally {
	before := t.Fulfilled(it)
	t = t.clone()
	if r.States() {
		t.Answered, t.At, t.Last = t.Answered || r.Verb != Filed, r.At, r.Seq
	}
	switch r.Verb {
	case Handed:
		t.hand(r)
	case Held:
		t.hold(r)
	case Counted:
		was := t.figure(r.Box())
		t.shift(r)
		t.flag(it, r)
		t.watch(was, r)
	case SignedUp:
		t.sign(r)
	case Told:
		if r.Op == Set { // there is none
			t.Texts = nil
			break
		}
		t.Texts = append(t.Texts, r.Text)
	case Mailed:
		if len(t.Pieces) > 0 && t.Pieces[0].Verdict == Returned { // sent once more
			t.Pieces = nil
		}
		t.Sent = t.Sent || r.State == StateSent
		t.Received = t.Received || r.State == StateReceived
	case Filed:
		t.file(r)
	case Reviewed:
		t.review(r)
	case Explained:
		t.explain(r)
	}
	t.clock(before, t.Fulfilled(it), r)
	return t
}

// clock keeps since when the item has been fulfilled.
func (t *Tally) clock(before, after bool, r Record) {
	switch {
	case after && !before && !t.DoneBefore.IsZero():
		t.DoneAt, t.DoneBefore = t.DoneBefore, time.Time{}
	case after && !before:
		t.DoneAt = r.At
	case before && !after && r.Verb == Reviewed:
		t.DoneAt, t.DoneBefore = time.Time{}, t.DoneAt
	case before && !after:
		t.DoneAt = time.Time{}
	}
}

// clone copies what Apply changes in place.
func (t Tally) clone() Tally {
	t.Parts = maps.Clone(t.Parts)
	if t.Parts == nil {
		t.Parts = map[string]int{}
	}
	t.Pieces = slices.Clone(t.Pieces)
	t.Events = slices.Clone(t.Events)
	t.Texts = slices.Clone(t.Texts)
	t.Files = slices.Clone(t.Files)
	t.Told = maps.Clone(t.Told)
	t.Explained = slices.Clone(t.Explained)
	t.Names = maps.Clone(t.Names)
	for k, v := range t.Names {
		t.Names[k] = slices.Clone(v)
	}
	return t
}

// shift moves the total of the record's box. No total goes below zero; the
// handler refuses such lines before they get here.
func (t *Tally) shift(r Record) {
	box := r.Box()
	switch r.Op {
	case Set:
		if box == "" && r.Value > 0 && r.Value == t.Value() { // said again: its parts stay known
			return
		}
		if box == "" {
			clear(t.Parts)
		}
		t.Parts[box] = r.Value
	case Add:
		t.Parts[box] += r.Value
	case Sub:
		left := r.Value
		for _, b := range []string{box, "", ScopeOthers, ScopeOwn} { // take from the rest when the box is too small
			if n := min(left, t.Parts[b]); n > 0 { // no box comes into being by taking from it
				t.Parts[b] -= n
				left -= n
			}
		}
		for _, b := range slices.Sorted(maps.Keys(t.Parts)) {
			n := min(left, t.Parts[b])
			t.Parts[b] -= n
			left -= n
		}
	case Detail:
		n := min(r.Value, t.Parts[""])
		t.Parts[""] -= n
		t.Parts[box] += n
	}
}

// flag keeps whether the figure is approximate or in another measure; an exact total clears both.
func (t *Tally) flag(it Item, r Record) {
	if r.Op == Set && r.Box() == "" {
		t.Approx, t.Measure = false, ""
	}
	t.Approx = t.Approx || r.Approx
	if r.Measure != "" && r.Measure != it.Measure {
		t.Measure = r.Measure
	}
}

// hold counts sessions. Detail of none tells a known session again.
func (t *Tally) hold(r Record) {
	if i := t.Known(r.Date, r.Place); i >= 0 && r.Op == Detail && r.Value == 0 {
		t.Events[i].tellMore(r)
		return
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

// sign puts names on the list of an event; set replaces it, sub takes names off.
func (t *Tally) sign(r Record) {
	if t.Names == nil {
		t.Names = map[MilestoneID][]string{}
	}
	list := t.Names[r.Event]
	switch r.Op {
	case Set:
		list = nil
	case Sub:
		list = slices.DeleteFunc(list, func(n string) bool { return slices.Contains(r.Names, n) })
		t.Names[r.Event] = list
		return
	}
	for _, n := range r.Names {
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	t.Names[r.Event] = list
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

// Unserved are the events of a sign-up that have fewer people than they want.
func (t Tally) Unserved(it Item) []MilestoneID {
	var out []MilestoneID
	for _, e := range it.Events {
		if len(t.NamesFor(e)) < it.Min {
			out = append(out, e)
		}
	}
	return out
}
