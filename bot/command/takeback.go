package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// voids are words that take something back as 撤回 does, without being orders.
var voids = wordSet("作废 作废了 不算 不算数 不作数")

// takeBack reads 撤回 with a figure or a title: 撤回征文2篇 may mean the last report of
// it, or two pieces fewer. Both are offered; what was just said (刚才的) is the report.
func (p *parse) takeBack() (Reading, bool) {
	i := p.orderAt("undo")
	if i >= 0 && p.toks[i].is(cCorrect) && !voids[p.txt(&p.toks[i])] { // 报错了: told, with the right figure to come
		return Reading{}, false
	}
	for k := 0; i < 0 && k < len(p.toks) && (p.nums > 0 || p.hasTitle()); k++ {
		if voids[p.txt(&p.toks[k])] {
			i = k
		}
	}
	if i < 0 || p.nums == 0 && !p.hasTitle() || p.asks() || p.has&(cSet|cAdd|cTotal|cPlan|cStage) != 0 || p.orderAt("move", "nudge", "announce") >= 0 {
		return Reading{}, false
	}
	if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) && !p.toks[k].is(cCorrect|cItem) {
		return Reading{Outcome: Ignore, Chatter: Small}, true
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil || len(units) > 1 {
		return Reading{}, false
	}
	a := Act{Verb: Undo, Titles: p.titlesSaid(), Span: p.whole()}
	if len(units) == 1 {
		a.Unit = units[0]
	}
	items := p.itemsIn(0, len(p.toks), false)
	if len(items) == 0 {
		items = p.impliedItems()
	}
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	r, _ := p.single(Confirm, a)
	r.Question = Question{Code: AskSure, Quote: p.s, Item: a.Item}
	if len(items) == 1 && p.nums+p.titles() > 1 { // 征文3篇,撤1篇: two figures of one item
		return Reading{}, false
	}
	ordered := i == p.orderAt("undo")
	fewer, ok := p.fewer(items, units)
	if !ok || p.has&cOld != 0 || p.saysJustNow() {
		return r, ordered || ok
	}
	q := p.ask(AskTakeBack, p.whole())
	q.Question.Item = a.Item
	q.Question.Options = []Option{{Acts: []Act{a}}, {Acts: []Act{fewer}}}
	return q, true
}

// fewer is the line read as so many less.
func (p *parse) fewer(items []int, units []ledger.UnitID) (Act, bool) {
	if len(items) != 1 || p.nums+p.titles() != 1 {
		return Act{}, false
	}
	line := p.g.item(items[0]).Name
	if len(units) == 1 {
		line = p.g.plan.UnitName(units[0]) + line
	}
	for i := range p.toks {
		switch t := &p.toks[i]; t.kind {
		case kNum:
			line += "减去" + p.txt(t) + p.g.item(items[0]).Measure
		case kTitle:
			line += "删掉" + p.txt(t)
		}
	}
	r := p.lex(line).read()
	if r.Outcome != Apply || len(r.Acts) != 1 || r.Acts[0].Op != ledger.Sub {
		return Act{}, false
	}
	r.Acts[0].Span = p.whole()
	return r.Acts[0], true
}

func (p *parse) titles() int {
	n := 0
	for i := range p.toks {
		if p.toks[i].kind == kTitle {
			n++
		}
	}
	return n
}

// titlesSaid are the titles of the line.
func (p *parse) titlesSaid() []string {
	var out []string
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kTitle {
			out = append(out, strings.Trim(p.txt(t), "《》"))
		}
	}
	return out
}

func (p *parse) saysJustNow() bool {
	for _, w := range [...]string{"刚", "上一条", "上条", "这条", "那条"} {
		if strings.Contains(p.s, w) {
			return true
		}
	}
	return false
}
