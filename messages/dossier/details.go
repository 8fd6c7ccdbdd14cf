package dossier

import (
	"iter"
	"maps"
	"slices"

	"pufabot/bot/ledger"
)

// Detail is one thing behind a total: a piece, a session, a box of a count, a
// person, a text, a mail, or the part of a total of which nothing more is known.
type Detail struct {
	Unit ledger.Unit
	Item ledger.Item
	// Value is what it adds to the total: the details of a unit and item add up to
	// its tally's value. A piece that is not handed in yet adds nothing.
	Value int
	// Measure is what Value counts.
	Measure string
	Approx  bool
	// Title is a piece's title, a text, or a person's name.
	Title, Author, Type, Media, Place string
	Scope                             string // of a count: own, others
	Stage                             ledger.Stage
	State                             string // of a mail: sent, received
	Date                              ledger.Date
	People                            int
	Events                            []ledger.MilestoneID
	// Verdict is the city's last word on a piece or a mail, Reviewed its record.
	Verdict  ledger.Verdict
	Reviewed uint64
	// Again says that a piece was handed in once more after a return.
	Again bool
	// Rest marks the part of which nothing more is known.
	Rest bool
	// Record is the one that named a piece or a session first; 0: [Sources] look for
	// it. Last is the last one on the whole.
	Record, Last uint64
}

// Details are what is behind every total, in the order of the gaps.
func Details(gaps []ledger.Gap) iter.Seq[Detail] {
	return func(yield func(Detail) bool) {
		for _, g := range gaps {
			if !g.Tally.Answered {
				continue
			}
			for _, d := range detailsOf(g) {
				if !yield(d) {
					return
				}
			}
		}
	}
}

func detailsOf(g ledger.Gap) []Detail {
	bare := Detail{Unit: g.Unit, Item: g.Item, Measure: g.Tally.MeasureOf(&g.Item), Last: g.Tally.Last, Approx: g.Tally.Approx}
	t := g.Tally
	switch {
	case len(t.Names) > 0:
		return people(bare, t)
	case len(t.Texts) > 0:
		return texts(bare, t)
	case t.Sent || t.Received:
		return []Detail{mail(bare, t)}
	case len(t.Pieces) > 0 || len(t.Events) > 0:
		return pieces(bare, t)
	}
	return boxes(bare, t)
}

// pieces names articles or sessions, then gives what is left of the total.
func pieces(bare Detail, t ledger.Tally) []Detail {
	var out []Detail
	left := t.Value()
	for _, p := range t.Pieces {
		d := bare
		d.Record, d.Approx = p.Seq, false
		d.Title, d.Author, d.Type, d.Media, d.Date, d.Stage = p.Title, p.Author, p.Type, p.Media, p.Date, StageOf(p)
		d.Verdict, d.Reviewed, d.Again = p.Verdict, p.Reviewed, p.Returns > 0
		if p.Submitted && left > 0 {
			d.Value = 1
			left--
		}
		out = append(out, d)
	}
	for _, e := range t.Events {
		d := bare
		d.Record, d.Date, d.Place, d.People, d.Approx = e.Seq, e.Date, e.Place, e.People, e.Approx
		if left > 0 {
			d.Value = 1
			left--
		}
		out = append(out, d)
	}
	if left > 0 {
		d := bare
		d.Value, d.Rest = left, true
		out = append(out, d)
	}
	return out
}

// StageOf is how far a piece has come.
func StageOf(p ledger.Piece) ledger.Stage {
	switch {
	case p.Submitted:
		return ledger.Submitted
	case p.Published:
		return ledger.Published
	}
	return ledger.Written
}

// boxes gives the parts of a count or of a figure by type; a bare zero is a row too.
func boxes(bare Detail, t ledger.Tally) []Detail {
	var out []Detail
	for _, box := range slices.Sorted(maps.Keys(t.Parts)) {
		n := t.Parts[box]
		if n == 0 && len(t.Parts) > 1 {
			continue
		}
		d := bare
		d.Value, d.Rest = n, box == ""
		if box == ledger.ScopeOwn || box == ledger.ScopeOthers {
			d.Scope = box
		} else {
			d.Type = box
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		out = append(out, bare)
	}
	return out
}

// people gives each person once, with the events served.
func people(bare Detail, t ledger.Tally) []Detail {
	var out []Detail
	at := map[string]int{}
	for _, event := range slices.Sorted(maps.Keys(t.Names)) {
		for _, name := range t.Names[event] {
			i, known := at[name]
			if !known {
				i = len(out)
				at[name] = i
				d := bare
				d.Title, d.Value = name, 1
				out = append(out, d)
			}
			if event != "" {
				out[i].Events = append(out[i].Events, event)
			}
		}
	}
	if len(out) == 0 { // all names were taken off again
		out = append(out, bare)
	}
	return out
}

func texts(bare Detail, t ledger.Tally) []Detail {
	out := make([]Detail, len(t.Texts))
	for i, s := range t.Texts {
		out[i] = bare
		out[i].Title, out[i].Value = s, 1
	}
	return out
}

func mail(bare Detail, t ledger.Tally) Detail {
	bare.Value, bare.State = 1, ledger.StateSent
	if t.Received {
		bare.State = ledger.StateReceived
	}
	for _, p := range t.Pieces {
		bare.Verdict, bare.Reviewed = p.Verdict, p.Reviewed
	}
	return bare
}
