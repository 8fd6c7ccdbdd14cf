package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// nothing reads a line that says of one item that there is none. A zero of an item
// that is told in words is their answer (特色做法报0, 特色做法：没有); what may be a
// zero or a delay (特色做法没有, 讲座没搞) is offered as a zero.
func (p *parse) nothing() (Reading, bool) {
	item := p.onlyItem()
	if item < 0 || p.has&(cAsk|cAskRef|cPlan) != 0 || strings.Contains(p.s, "?") || p.hasDay() {
		return Reading{}, false
	}
	it := p.g.item(item)
	if it.Kind != ledger.Text && (it.Min > 0 || p.nums > 0) {
		return Reading{}, false
	}
	said := p.bare()
	for _, x := range ourHeads {
		said = strings.TrimPrefix(said, x)
	}
	words := noneWords[said]
	if p.nums == 0 && p.c.Role != ledger.Contact { // 衡阳县没有特色做法: may be asked
		return Reading{}, false
	}
	a := Act{Item: it.ID, Op: ledger.Set, HasValue: true, Span: p.whole()}
	r := Reading{Outcome: Confirm, Question: Question{Code: AskZero, Quote: p.s, Item: it.ID}}
	switch {
	case it.Kind == ledger.Text && (words || zeroWords[said]):
		a.Verb = Text
		if i := p.first(cNeg); zeroWords[said] || i >= 0 && p.entered(i) {
			r = Reading{Outcome: Apply}
		}
	case it.Min > 0 || !words && !undoneWords[said] || p.nums > 0:
		return Reading{}, false
	case it.Kind == ledger.Count:
		a.Verb = Count
	case it.Kind == ledger.Sessions:
		a.Verb = Session
	case it.Kind == ledger.Entry:
		a.Verb = Entry
	default:
		return Reading{}, false
	}
	unit, bad := p.writer(p.unitsIn(0, len(p.toks)))
	if bad != nil {
		bad.Question.Item = it.ID
		return *bad, true
	}
	a.Unit = unit
	r.Acts = []Act{a}
	return r, true
}

// none tells whether the words after a text item say in one clause that there is
// none, with other items after it: 特色做法报0,宣讲2场.
func (p *parse) none(at int) bool {
	i := at + 1
	for i < len(p.toks) && (p.toks[i].kind == kSep && p.toks[i].strength <= sepColon || p.toks[i].is(cFiller|cSet|cTotal)) {
		i++
	}
	if i == len(p.toks) {
		return false
	}
	if t := &p.toks[i]; !(t.kind == kNum && t.num.value == 0 && t.num.odd == fine) && !noneWords[p.txt(t)] {
		return false
	}
	if i++; i < len(p.toks) && p.toks[i].is(cMeasure) {
		i++
	}
	return i < len(p.toks) && p.toks[i].kind == kSep && p.toks[i].strength >= sepComma && len(p.itemsIn(i, len(p.toks), true)) > 0
}

// without tells whether a negation says that there is none of what is named beside
// it, and nothing of a thing left undone: 无, 没有特色做法.
func (r *reporter) without(f *frame) bool {
	if f.neg == nil || f.plan != nil || len(f.figs) > 0 || !noneWords[r.txt(f.neg)] {
		return false
	}
	k := r.index(f.neg)
	i := r.next(k)
	return (r.txt(f.neg) == "无" || r.entered(k)) && (i < 0 || r.toks[i].kind == kSep)
}

// entered tells whether a word fills in a form: it stands behind a colon.
func (p *parse) entered(i int) bool {
	k := p.prev(i)
	return k >= 0 && p.toks[k].kind == kSep && p.toks[k].strength == sepColon
}
