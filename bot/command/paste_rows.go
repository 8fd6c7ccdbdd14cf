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
	switch {
	case q.asks(), !ok:
	case sub.Outcome == Reply:
		return nil
	case sub.Outcome == Ask:
		trouble = sub
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

// done gives the list as a whole. When most of it was not understood, it is no list
// to be trusted with the rest.
func (g *gathered) done() (Reading, bool) {
	if g.first != nil && g.missed >= g.rows {
		return *g.first, true
	}
	if len(g.Acts) == 1 {
		return Reading{}, false
	}
	if q := g.p.twice(g.Acts); q != nil {
		return *q, true
	}
	return g.Reading, true
}

// body reads a letter of one unit that cannot be read as one line: row by row, and
// shown before anything is kept.
func (p *parse) body(rows []row) (Reading, bool) {
	units, doubt := p.unitsIn(0, len(p.toks))
	if len(units) > 1 { // whom the letter addresses is not whom it is about
		units = slices.DeleteFunc(units, func(id ledger.UnitID) bool {
			u, _ := p.g.plan.Unit(id)
			return u.Kind == ledger.City
		})
	}
	if doubt != nil || len(units) > 1 || len(units) == 0 && p.c.Role != ledger.Contact || p.has&cOrder != 0 && p.orderAt("undo", "nudge", "announce", "move") >= 0 {
		return Reading{}, false
	}
	if r, ok := p.question(); ok && r.Outcome == Reply {
		return Reading{}, false
	}
	if r, ok := p.report(); ok && r.Outcome != Ask && r.Outcome != Unknown {
		return Reading{}, false
	}
	out := p.gather()
	out.tolerant = true
	plain := 0 // a letter has rows without figures: whom it addresses, who signs
	for _, r := range rows {
		q := p.lex(r.text)
		if q.nums == 0 && !q.hasTitle() {
			plain++
			continue
		}
		if len(units) == 1 && !q.toks[0].is(cUnit) { // 耒阳日报 inside a row is no unit
			q = p.lex(p.g.plan.UnitName(units[0]) + " " + r.text)
		}
		out.read(q, r)
	}
	if out.rows < 2 && len(out.Acts) < 3 || out.rows <= out.missed || plain == 0 {
		return Reading{}, false
	}
	return out.done()
}
