package ledger

import (
	"slices"
	"time"
)

// InForce leaves out undos and what they take back. Without any it is the same list.
func InForce(records []Record) []Record {
	gone := map[uint64]bool{}
	for _, r := range records {
		if r.Verb == Undone {
			gone[r.Undoes] = true
		}
	}
	if len(gone) == 0 {
		return records
	}
	var out []Record
	for _, r := range records {
		if r.Verb != Undone && !gone[r.Seq] {
			out = append(out, r)
		}
	}
	return out
}

// Step is what one record did to a total.
type Step struct {
	Record   Record
	From, To int
	// First says that nothing had been said before, Received that the city got the mail by it.
	First, Received bool
	// Silent says that after it nothing stands that was said: not even zero.
	Silent bool
	// Named are the texts or titles that the record brought, Dropped those it took away.
	Named, Dropped []string
}

// Steps walks through the records of one unit and item as they came, undos included.
func Steps(it Item, records []Record) []Step {
	var t Tally
	out := make([]Step, 0, len(records))
	for i, r := range records {
		s := Step{Record: r, From: t.Value(), First: !t.Answered}
		open, said := !t.Received, t.Wording()
		if r.Verb == Undone {
			t = Fold(it, records[:i+1])
		} else {
			t = t.Apply(it, r)
		}
		s.To, s.Received, s.Silent = t.Value(), open && t.Received, !t.Answered
		s.Dropped, s.Named = beyond(said, t.Wording()), beyond(t.Wording(), said)
		out = append(out, s)
	}
	return out
}

// Judged is one verdict on one piece, as the piece then was.
type Judged struct {
	Record Record
	Place  int
	Piece  Piece
}

// Verdicts are the verdicts in force among the records of one unit and item, in their order.
func Verdicts(it Item, records []Record) []Judged {
	var t Tally
	var out []Judged
	for _, r := range InForce(records) {
		t = t.Apply(it, r)
		if r.Verb != Reviewed {
			continue
		}
		entries, places := t.Entries(), r.Pieces
		if it.Kind == Mail { // its own only piece, which is no entry
			entries, places = t.Pieces, []int{1}
		}
		for _, place := range places {
			if place <= len(entries) {
				out = append(out, Judged{Record: r, Place: place, Piece: entries[place-1]})
			}
		}
	}
	return out
}

// Corrects tells whether the step changed something that had been said: it was
// taken back, set anew, lowered, or returned by the city.
func (s Step) Corrects() bool {
	switch r := s.Record; {
	case r.Verb == Undone:
		return true
	case s.First || s.From == s.To:
		return false
	case s.To < s.From:
		return true
	}
	return s.Record.Op == Set && s.Record.Box() == "" && len(s.Record.Titles) == 0 && s.From > 0
}

// Until are the records up to an instant. The records and a later undo of one of
// them: at that instant it was in force.
func Until(records []Record, at time.Time) []Record {
	for i, r := range records {
		if r.At.After(at) {
			return records[:i:i]
		}
	}
	return records
}

// Frozen is a figure as it stood when the reports were due, and what came after.
// Reports carry Tally; Now is shown beside it with the dates of the supplements.
type Frozen struct {
	Cut        time.Time
	Tally, Now Tally
	// Supplements are the steps since then that are in force, one for each line; none
	// when they lead back to what was frozen.
	Supplements []Step
}

// Changed tells whether the figure is another now, or was confirmed since, or has
// other texts or titles behind it.
func (f Frozen) Changed() bool {
	named, dropped := f.Reworded()
	return f.Tally.Answered != f.Now.Answered || f.Tally.Value() != f.Now.Value() || f.Tally.Received != f.Now.Received ||
		len(named)+len(dropped) > 0
}

// Reworded are the texts or titles that are there now and were not when the figure
// was frozen, and those that are gone.
func (f Frozen) Reworded() (named, dropped []string) {
	was, now := f.Tally.Wording(), f.Now.Wording()
	return beyond(now, was), beyond(was, now)
}

// Wording are the texts, or the titles of the pieces in the total.
func (t Tally) Wording() []string {
	out := slices.Clone(t.Texts)
	for _, p := range t.Pieces {
		if p.Submitted && p.Title != "" {
			out = append(out, p.Title)
		}
	}
	return out
}

// beyond are those of a list that another does not have, or not as often.
func beyond(list, other []string) []string {
	other = slices.Clone(other)
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool {
		i := slices.Index(other, s)
		if i >= 0 {
			other = slices.Delete(other, i, i+1)
		}
		return i >= 0
	})
}

// Freeze looks at the records of one unit and item, so many of which came before the
// cut. Nothing has to be done at that instant: the records say what stood then, for ever.
func Freeze(it Item, records []Record, n int, cut time.Time) Frozen {
	before := records[:n:n]
	f := Frozen{Cut: cut, Tally: Fold(it, before), Now: Fold(it, records)}
	if !f.Changed() {
		return f
	}
	for _, s := range Steps(it, withoutMistakes(records, len(before)))[len(before):] {
		if s.From == s.To && !s.First && !s.Received && len(s.Named)+len(s.Dropped) == 0 {
			continue
		}
		if n := len(f.Supplements); n > 0 && f.Supplements[n-1].Record.Line == s.Record.Line { // parts of one report
			last := f.Supplements[n-1]
			s.From, s.First = last.From, last.First
			s.Named, s.Dropped = slices.Concat(last.Named, s.Named), slices.Concat(last.Dropped, s.Dropped)
			f.Supplements = f.Supplements[:n-1]
		}
		f.Supplements = append(f.Supplements, s)
	}
	return f
}

// withoutMistakes leaves out what came after the first n records and was taken back;
// taking back one of the first is a step of its own.
func withoutMistakes(records []Record, n int) []Record {
	gone := map[uint64]bool{}
	came := map[uint64]bool{}
	for _, r := range records[n:] {
		came[r.Seq] = true
		if r.Verb == Undone && came[r.Undoes] {
			gone[r.Undoes], gone[r.Seq] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(records), func(r Record) bool { return gone[r.Seq] })
}
