package ledger

import "time"

// InForce leaves out undos and what they take back.
func InForce(records []Record) []Record {
	gone := map[uint64]bool{}
	for _, r := range records {
		if r.Verb == Undone {
			gone[r.Undoes] = true
		}
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
	// First says that nothing had been said before.
	First bool
}

// Steps walks through the records of one unit and item as they came, undos included.
func Steps(it Item, records []Record) []Step {
	var t Tally
	out := make([]Step, 0, len(records))
	for i, r := range records {
		s := Step{Record: r, From: t.Value(), First: !t.Answered}
		if r.Verb == Undone {
			t = Fold(it, records[:i+1])
		} else {
			t = t.Apply(it, r)
		}
		s.To = t.Value()
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
		if entries := t.Entries(); it.Kind == Mail && len(entries) > 0 {
			out = append(out, Judged{Record: r, Place: 1, Piece: entries[0]})
		} else {
			for _, place := range r.Pieces {
				if place <= len(entries) {
					out = append(out, Judged{Record: r, Place: place, Piece: entries[place-1]})
				}
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
	Cut         time.Time
	Tally, Now  Tally
	Supplements []Step
}

// Freeze looks at the records of one unit and item from an instant. Nothing has to
// be done at that instant: the records say what stood then, for ever.
func Freeze(it Item, records []Record, cut time.Time) Frozen {
	before := Until(records, cut)
	f := Frozen{Cut: cut, Tally: Fold(it, before), Now: Fold(it, records)}
	for _, s := range Steps(it, records)[len(before):] {
		if s.From != s.To || s.First {
			f.Supplements = append(f.Supplements, s)
		}
	}
	return f
}
