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

// Sources looks for where details come from.
type Sources struct {
	d  *Dossier
	of map[place][]ledger.Record // in force
}

type place struct {
	unit ledger.UnitID
	item ledger.ItemID
}

// Sources of a dossier's details.
func (d *Dossier) Sources() Sources {
	s := Sources{d: d, of: map[place][]ledger.Record{}}
	for _, r := range ledger.InForce(d.Records) {
		at := place{r.Unit, r.Item}
		s.of[at] = append(s.of[at], r)
	}
	return s
}

// Of finds the source of a detail.
func (s Sources) Of(x Detail) Source {
	of := s.of[place{x.Unit.ID, x.Item.ID}]
	r, named := s.d.Record(x.Record)
	if named = named && r.States(); !named { // a verdict calls a piece by its place, but did not report it
		r, _ = s.d.Record(x.Last)
	}
	for i := len(of) - 1; i >= 0 && !named; i-- {
		if named = x.saidIn(of[i]); named {
			r = of[i]
		}
	}
	var settled ledger.Record
	for r.Moved != 0 { // a coordinator found that it was another unit's
		settled = r
		r, _ = s.d.Record(r.Moved)
	}
	if x.State == ledger.StateReceived && r.State == ledger.StateSent {
		for _, o := range of {
			if o.State == ledger.StateReceived {
				settled = o
			}
		}
	}
	return s.d.source(r, settled.Line)
}

// Source is where a record's words come from.
func (d *Dossier) Source(r ledger.Record) Source { return d.source(r, 0) }

func (d *Dossier) source(r ledger.Record, settled uint64) Source {
	out := Source{Record: r}
	out.Said, out.Settled = d.words(r.Line)
	if settled != 0 {
		out.Settled, _ = d.words(settled)
	}
	return out
}

// words are the line with the words behind a line, and the answer if that only answered.
func (d *Dossier) words(seq uint64) (said, answer Line) {
	said, _ = d.Line(seq)
	if said.Said == 0 {
		return said, Line{}
	}
	answer = said
	said, _ = d.Line(answer.Said)
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
