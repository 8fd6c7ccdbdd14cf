package ledger

import (
	"maps"
	"slices"
	"time"
)

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
