package dossier

import (
	"slices"

	"pufabot/bot/ledger"
)

// Source is where a detail comes from.
type Source struct {
	// Record is the report, as its unit made it.
	Record ledger.Record
	// Said is the line with its words: the one that a question was asked about, when
	// the report's own line only answered. Settled is what settled it afterwards, or
	// zero: that answer, or the order or confirmation of a coordinator.
	Said, Settled Line
}

// Of finds the source of a detail.
func (s *Reader) Of(x Detail) Source { return s.source(s.report(x)) }

// report is the record behind a detail, and the line that settled it later; 0: none did.
func (s *Reader) report(x Detail) (r ledger.Record, settled uint64) {
	of := s.inForce(Place{x.Unit.ID, x.Item.ID})
	r, named := s.Record(x.Record)
	if named = named && r.States(); !named { // a verdict calls a piece by its place, but did not report it
		r, _ = s.Record(x.Last)
	}
	for i := len(of) - 1; i >= 0 && !named; i-- {
		if named = x.saidIn(of[i]); named {
			r = of[i]
		}
	}
	for r.Moved != 0 { // a coordinator found that it was another unit's
		settled = r.Line
		r, _ = s.Record(r.Moved)
	}
	if x.State == ledger.StateReceived && r.State == ledger.StateSent {
		for _, o := range of {
			if o.State == ledger.StateReceived {
				settled = o.Line
			}
		}
	}
	return r, settled
}

// Source is where a record's words come from.
func (s *Reader) Source(r ledger.Record) Source { return s.source(r, 0) }

func (s *Reader) source(r ledger.Record, settled uint64) Source {
	out := Source{Record: r}
	out.Said, out.Settled = s.words(r.Line)
	if settled != 0 {
		out.Settled, _ = s.words(settled)
	}
	return out
}

// words are the line with the words behind a line, and the answer if that only answered.
func (s *Reader) words(seq uint64) (said, answer Line) {
	said, _ = s.Line(seq)
	if said.Said == 0 {
		return said, Line{}
	}
	answer = said
	said, _ = s.Line(answer.Said)
	return said, answer
}

// saidIn tells whether a record says what a detail says that no record has named.
func (x Detail) saidIn(r ledger.Record) bool {
	switch r.Verb {
	case ledger.Told:
		return r.Text == x.Title
	case ledger.SignedUp:
		return r.Op != ledger.Sub && slices.Contains(r.Names, x.Title)
	case ledger.Mailed:
		return r.State == ledger.StateSent
	case ledger.Counted:
		return r.Box() == x.Scope+x.Type
	case ledger.Handed, ledger.Held:
		more := len(r.Titles) > 0 || r.Author != "" || r.Stage != "" || len(r.Pieces) > 0 || !r.Date.IsZero() || r.Place != "" || r.People > 0
		return !more && r.Box() == x.Type
	}
	return false
}
