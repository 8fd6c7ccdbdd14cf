package command

import (
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// thatOne are words for a session that was reported before.
var thatOne = phrasesOf("那场", "那一场", "那次", "那一次", "那回", "这场", "上一场", "上场", "前一场", "头一场", "第一场", "第二场", "第三场")

// amend asks about the audience of a session that was reported before (昨天那场是80人
// 不是60): a total of sessions says nothing of it, and no session is changed by itself.
func (p *parse) amend() (Reading, bool) {
	if p.c.Role == ledger.Unbound || p.asks() || !p.says(thatOne) && !p.toldHeads() || p.has&(cCorrect|cSet) == 0 && !p.onlyHeads() {
		return Reading{}, false
	}
	item := -1
	for k, it := range p.g.plan.Items {
		if it.Kind == ledger.Sessions && item < 0 {
			item = k
		}
	}
	for _, k := range p.itemsIn(0, len(p.toks), true) {
		if k != item {
			return Reading{}, false
		}
	}
	meant, ok := p.headsMeant()
	if item < 0 || !ok || p.countsSessions(item) {
		return Reading{}, false
	}
	it, heads := p.g.item(item), meant.value
	day := p.dayPast()
	unit := ""
	if units, doubt := p.unitsIn(0, len(p.toks)); doubt == nil && len(units) == 1 && p.c.Role == ledger.Coordinator {
		unit = p.g.plan.UnitName(units[0])
	}
	r := p.ask(AskAudience, p.figureIn(p.whole(), heads))
	r.Question.Item, r.Question.Value, r.Question.Approx = it.ID, heads, meant.approx
	r.Suggest = []string{unit + it.Name + "减1" + it.Measure, unit + day + it.Name + "新增1" + it.Measure + " " + strconv.Itoa(heads) + "人"}
	return r, true
}

// toldHeads tells whether a number of people that was told before is told anew: 昨天说的
// 宣讲90人其实是70人.
func (p *parse) toldHeads() bool {
	if p.has&cOld == 0 || p.has&(cSet|cCorrect) == 0 {
		return false
	}
	old, heads, r := p.first(cOld), 0, &reporter{parse: p}
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.kind == kNum && (i < old || !headMeasure(r.measureAt(i))), t.is(cPlan|cNeg) && !t.is(cCorrect):
			return false
		case t.kind == kNum:
			heads++
		}
	}
	return heads == 2 && len(p.itemsIn(0, len(p.toks), false)) == 1
}

// onlyHeads tells whether the line says nothing of any item but one number of people:
// 昨天那场是85人.
func (p *parse) onlyHeads() bool {
	if p.has&(cEvent|cPlan|cNeg) != 0 || strings.Contains(p.s, "第") || containsAny(p.s, ended) { // 宣讲第二场, 那场宣讲搞完了: a new one
		return false
	}
	heads, r := 0, &reporter{parse: p}
	for i := range p.toks {
		switch {
		case p.toks[i].kind != kNum || p.points(i):
		case !headMeasure(r.measureAt(i)):
			return false
		default:
			heads++
		}
	}
	return heads == 1
}

// headsMeant is the figure of people that holds: not the one after 不是.
func (p *parse) headsMeant() (meant number, ok bool) {
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.odd != fine {
			continue
		}
		if n := p.next(i); n >= 0 && p.toks[n].is(cMeasure|cForeign) && !headMeasure(p.toks[n].w.text) {
			continue
		}
		if k := p.prev(i); k >= 0 && p.txt(&p.toks[k]) == "不是" {
			continue
		}
		meant, ok = t.num, true
		meant.approx = meant.approx || p.approximate(i)
	}
	return meant, ok
}

// approximate tells whether a word beside the figure at token i says that it is about so much.
func (p *parse) approximate(i int) bool {
	before, after := p.prev(i), p.next(i)
	if after >= 0 && p.toks[after].is(cMeasure) {
		after = p.next(after)
	}
	return before >= 0 && p.toks[before].is(cApproxPre) || after >= 0 && p.toks[after].is(cApproxPost)
}

// points tells whether the figure at token i points at a session instead of counting:
// 上一场, 那一场; not 晚上一场, 街道上一场.
func (p *parse) points(i int) bool {
	if i == 0 || p.toks[i-1].end != p.toks[i].start || p.toks[i].num.value != 1 {
		return false
	}
	t := &p.toks[i-1]
	s := p.txt(t)
	if t.kind == kText {
		s = lastLetter(s)
	}
	switch s {
	case "那", "这", "头":
		return true
	case "上", "前":
		return i == 1 || !p.toks[i-2].is(cPlaceEnd) && !(t.kind == kText && len(p.txt(t)) > len(s))
	}
	return false
}

// countsSessions tells whether a figure of sessions stands in the line.
func (p *parse) countsSessions(item int) bool {
	for i := range p.toks {
		if p.points(i) {
			continue
		}
		if n := p.next(i); p.toks[i].kind == kNum && n >= 0 && p.toks[n].is(cMeasure) && !headMeasure(p.toks[n].w.text) && p.g.measures[item][p.toks[n].w.text] {
			return true
		}
	}
	return false
}
