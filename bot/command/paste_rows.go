package command

import "pufabot/bot/ledger"

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
	if q := g.p.twice(g.Acts); q != nil {
		return *q, true
	}
	return g.Reading, true
}
