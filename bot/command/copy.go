package command

import (
	"strconv"
	"strings"

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
		if n := p.titles(); n > 0 {
			return it.Name + " " + strconv.Itoa(n) + it.Measure
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
	line := p.dayPast()
	if !counted && !heard && line == "" {
		return p.g.example(k)
	}
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
	today := ledger.DateOf(p.now)
	return bad == noTrouble && (today.Before(d) || today == d && p.tonight(t))
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

// allFigures names all figures of a line that says the total of an item in parts and
// nothing else, and their sum: 答题:局机关28人,社区210人,企业60人.
func (p *parse) allFigures(q *Question) {
	k := p.g.itemPlace(q.Item)
	if k < 0 || p.has&(cCorrect|cSet|cTotal|cParts|cAdd|cSub|cOld|cPoison|cNeg|cPlan|cStage) != 0 {
		return
	}
	heads := p.g.item(k).Kind == ledger.Count
	var figs []int
	sum := 0
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum {
			continue
		}
		m := ""
		if n := p.next(i); n >= 0 && p.toks[n].is(cMeasure|cForeign) {
			m = p.toks[n].w.text
		}
		if t.num.odd != fine || t.num.frac || t.num.approx || m != "" && !p.g.measures[k][m] || headMeasure(m) != heads && m != "" {
			return
		}
		if len(figs) == 0 && strings.ContainsAny(p.s[t.end:], "(=+:") { // a whole and its parts
			return
		}
		figs = append(figs, t.num.value)
		sum += t.num.value
	}
	switch {
	case len(figs) == 2:
		q.Value, q.Other = figs[0], figs[1]
	case len(figs) > 2:
		q.Code, q.Figures, q.Value, q.Other = AskWhichFigure, figs, sum, 0
	}
}

// bothFigures are the lines that settle which of two figures holds, and their sum
// where the line may tell of two parts.
func (p *parse) bothFigures(q *Question) []string {
	it, ok := p.g.plan.Item(q.Item)
	if !ok || q.Value == 0 || q.Other == 0 && len(q.Figures) == 0 || q.Value == q.Other {
		return nil
	}
	var out []string
	figures := []int{q.Value, q.Other}
	if len(q.Figures) > 0 {
		figures = figures[:1]
	} else if p.summable(q, it) {
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
