package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// gathered is a pasted list on its way: what was read, and the rows that were not.
type gathered struct {
	p *parse
	Reading
	// tolerant lists leave unclear rows out and tell them.
	tolerant bool
	letter   bool     // of one unit, with items told in words
	first    *Reading // the first row's trouble
	missed   int      // how many rows have figures that were not understood
	rows     int      // how many rows were read
}

func (p *parse) gather() *gathered {
	g := &gathered{p: p, tolerant: p.c.Role == ledger.Coordinator}
	g.Outcome, g.Question = Confirm, Question{Code: AskList}
	g.Acts = append(g.Acts, Act{Verb: Paste, Span: p.whole()})
	return g
}

// misses notes a row that was not read and tells whether it keeps the whole list
// back. A name that two units share does: another row may be the other one's.
func (g *gathered) misses(r row, trouble Reading) bool {
	if !g.tolerant || trouble.Question.Code == AskCity {
		return true
	}
	if g.first == nil {
		g.first = &trouble
	}
	g.missed++
	g.Unread = append(g.Unread, r.text)
	return false
}

// read takes in what a row reports. A reading back means that the list ends with it.
func (g *gathered) read(q *parse, r row) *Reading {
	trouble := g.p.rowUnclear(r)
	sub, ok := q.report()
	if g.letter && q.mentionsText() {
		sub, ok = q.freeText()
	}
	switch {
	case q.asks(), !ok:
	case sub.Outcome == Reply: // nothing done yet
		if g.tolerant {
			g.Unread = append(g.Unread, r.text)
		}
		return nil
	case sub.Outcome == Ask:
		trouble = sub
		if sub.Question.Code == AskCity {
			trouble.Question.Options = g.p.meant(r, sub.Question)
		}
		trouble.Question.Quote = r.text
	case sub.Outcome == Apply || sub.Outcome == Confirm:
		if sub.Outcome == Confirm {
			switch sub.Question.Code {
			case AskResidue, AskNotOwed, AskMayAdd:
			default:
				g.Question = sub.Question
			}
		}
		for _, a := range sub.Acts {
			a.Span = Span{r.at, r.at + len(r.text)}
			g.Acts = append(g.Acts, a)
		}
		g.rows++
		return nil
	}
	if g.misses(r, trouble) {
		return &trouble
	}
	return nil
}

// instead gives the acts of a letter that was read as a whole.
func (g *gathered) instead(whole Reading) Reading {
	g.Acts, g.Unkept = append(g.Acts[:1], whole.Acts...), whole.Unkept
	if whole.Outcome == Confirm {
		g.Question = whole.Question
	}
	return g.Reading
}

// done gives the list as a whole. When most of it was not understood, it is no list
// to be trusted with the rest.
func (g *gathered) done() (Reading, bool) {
	if g.first != nil && g.missed >= g.rows {
		return *g.first, true
	}
	if len(g.Acts) == 1 {
		return Reading{}, false
	}
	if q := g.repeated(); q != nil {
		return *q, true
	}
	return g.Reading, true
}

// repeated settles what a list says more than once of a unit's item: the same figure
// counts once; of others none is taken, and all are named. A whole beside both its
// boxes says nothing more when they make it up.
func (g *gathered) repeated() *Reading {
	rep := &reporter{parse: g.p}
	type key struct {
		u  ledger.UnitID
		it ledger.ItemID
	}
	groups := map[key][]*Act{}
	for i := range g.Acts {
		if a := &g.Acts[i]; a.standing() {
			k := key{a.Unit, a.Item}
			if !slices.ContainsFunc(groups[k], a.sameFigure) {
				groups[k] = append(groups[k], a)
			}
		}
	}
	var taken []*Act
	for i := range g.Acts {
		a := &g.Acts[i]
		if !a.standing() {
			taken = append(taken, a)
			continue
		}
		group := groups[key{a.Unit, a.Item}]
		if slices.ContainsFunc(taken, a.sameFigure) || a.madeUp(group) {
			continue
		}
		if ask := rep.clash(slices.DeleteFunc(slices.Clone(group), func(b *Act) bool { return b.madeUp(group) })); ask != nil {
			if !g.tolerant {
				return ask
			}
			g.Repeated = append(g.Repeated, *a)
			continue
		}
		taken = append(taken, a)
	}
	out := make([]Act, len(taken))
	for i, a := range taken {
		out[i] = *a
	}
	g.Acts = out
	return nil
}

// standing tells whether an act says how things stand: a total, or a session by its
// day or place.
func (a *Act) standing() bool {
	return a.Reporting() && (a.Op == ledger.Set || a.Verb == Session && a.Op == ledger.Add && (!a.Date.IsZero() || a.Place != ""))
}

// sameFigure tells whether two acts give the same bare figure.
func (a *Act) sameFigure(b *Act) bool {
	return a.Verb == b.Verb && a.Unit == b.Unit && a.Item == b.Item && a.Op == ledger.Set && b.Op == ledger.Set &&
		a.Scope == b.Scope && a.Type == b.Type && a.Value == b.Value && a.Stage == b.Stage && len(a.Titles)+len(b.Titles) == 0
}

// madeUp tells whether a whole is made up by the boxes beside it.
func (a *Act) madeUp(group []*Act) bool {
	if a.Verb != Count || a.Scope != "" {
		return false
	}
	sum, boxes := 0, 0
	for _, b := range group {
		if b.Scope != "" {
			sum, boxes = sum+b.Value, boxes+1
		}
	}
	return boxes == 2 && sum == a.Value
}
