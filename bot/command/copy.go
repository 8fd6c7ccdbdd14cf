package command

import (
	"strconv"

	"pufabot/bot/ledger"
)

// This file writes the lines to copy of a question with the person's own figures.

// own is a line that reports item k with what the line itself says; where it says
// nothing that fits, an example.
func (p *parse) own(k int) string {
	it := p.g.item(k)
	switch it.Kind {
	case ledger.Count:
		if n, ok := p.figureFor(k, true); ok {
			return it.Name + " " + n + it.Measure
		}
	case ledger.Entry:
		if n, ok := p.figureFor(k, false); ok {
			return it.Name + " " + n + it.Measure
		}
	case ledger.Sessions:
		return p.ownSession(k)
	}
	return p.g.example(k)
}

// ownSession is 昨天普法宣讲1场 60人: the day, the number of sessions and the audience.
func (p *parse) ownSession(k int) string {
	it := p.g.item(k)
	n, counted := p.figureFor(k, false)
	heads, heard := p.headsSaid()
	if !counted && !heard {
		return p.g.example(k)
	}
	line := p.dayPast()
	if !counted {
		n = "1"
	}
	line += it.Name + n + it.Measure
	if heard {
		line += " " + heads + "人"
	}
	return line
}

// dayPast is the first day of the line that is not ahead, as typed.
func (p *parse) dayPast() string {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kDate {
			if _, bad := p.g.resolve(t.day, p.now, false); bad == noTrouble && !p.comes(t) {
				return p.txt(t)
			}
		}
	}
	return ""
}

// waiting tells of each token whether its clause speaks of what is not done, or not yet.
func (p *parse) waiting() []bool {
	out := make([]bool, len(p.toks))
	for _, c := range p.clauses() {
		waits := false
		for k := c.from; k < c.to; k++ {
			t := &p.toks[k]
			waits = waits || t.is(cPlan|cNeg) || t.kind == kDate && p.comes(t)
		}
		for k := c.from; k < c.to; k++ {
			out[k] = waits
		}
	}
	return out
}

// comes tells whether a day, read as one of a report, has not come.
func (p *parse) comes(t *token) bool {
	d, bad := p.g.resolve(t.day, p.now, false)
	return bad == noTrouble && ledger.DateOf(p.now).Before(d)
}

// figureFor is the last figure of the line that counts item k: with a measure of
// its own, or, of heads, with none.
func (p *parse) figureFor(k int, heads bool) (string, bool) {
	found, waits := "", p.waiting()
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.odd != fine || t.num.frac || found != "" && waits[i] {
			continue
		}
		m := ""
		if n := p.next(i); n >= 0 && p.toks[n].is(cMeasure|cForeign) {
			m = p.toks[n].w.text
		}
		switch {
		case m == "" && heads, m != "" && p.g.measures[k][m] && headMeasure(m) == heads:
			found = p.plainly(t)
		}
	}
	return found, found != ""
}

// headsSaid is the last figure that counts people.
func (p *parse) headsSaid() (string, bool) {
	found := ""
	for i := range p.toks {
		t := &p.toks[i]
		if n := p.next(i); t.kind == kNum && t.num.odd == fine && !t.num.frac && n >= 0 && p.toks[n].is(cMeasure) && headMeasure(p.toks[n].w.text) {
			found = p.plainly(t)
		}
	}
	return found, found != ""
}

// plainly writes a figure in digits.
func (p *parse) plainly(t *token) string {
	if t.num.approx {
		return "约" + strconv.Itoa(t.num.value)
	}
	return strconv.Itoa(t.num.value)
}

// summable tells whether the two figures of a question may be parts of one.
func (p *parse) summable(q *Question, it ledger.Item) bool {
	return q.Code == AskWhichFigure && it.Kind == ledger.Count && p.has&(cCorrect|cSet|cTotal|cSub|cOld|cPoison) == 0 && p.nums == 2
}

// bothFigures are the lines that settle which of two figures holds, and their sum
// where the line may tell of two parts.
func (p *parse) bothFigures(q *Question) []string {
	it, ok := p.g.plan.Item(q.Item)
	if !ok || q.Value == 0 || q.Other == 0 || q.Value == q.Other {
		return nil
	}
	var out []string
	figures := []int{q.Value, q.Other}
	if p.summable(q, it) {
		figures = append([]int{q.Value + q.Other}, figures...)
	}
	unit := ""
	if units, _ := p.unitsIn(0, len(p.toks)); len(units) == 1 && p.c.Role != ledger.Contact {
		unit = p.g.plan.UnitName(units[0])
	}
	for _, n := range figures {
		out = append(out, unit+it.Name+" "+strconv.Itoa(n)+it.Measure)
	}
	return out
}
