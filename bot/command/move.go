package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// move: 衡东那场宣讲记错了,改记到衡山名下; 不对 是衡山 不是衡东.
func (p *parse) move() (Reading, bool) {
	if p.has&cUnit == 0 {
		return Reading{}, false
	}
	i := p.orderAt("move")
	var to, from ledger.UnitID
	n := 0
	for k := range p.toks {
		t := &p.toks[k]
		if !t.is(cUnit) {
			continue
		}
		id, ok := p.unitOf(t)
		if !ok {
			if i >= 0 {
				return p.askCity(t), true
			}
			return Reading{}, false
		}
		n++
		before := ""
		if j := p.prev(k); j >= 0 {
			before = p.txt(&p.toks[j])
		}
		switch {
		case before == "不是" || before == "并非":
			from = id
		case (before == "是" || before == "应该是" || before == "应是" || before == "应为" || before == "其实是" || before == "改成" || before == "改为" || before == "实际是") && i < 0:
			to = id
		case i >= 0 && k > i && to == "":
			to = id
		case from == "":
			from = id
		}
	}
	shape := from != "" && to != "" && from != to && n == 2
	if i < 0 && (!shape || p.nums > 0 || !strings.Contains(p.s, "不是") && p.has&cCorrect == 0) {
		return Reading{}, false
	}
	if !shape {
		if n >= 1 && p.has&cNeg == 0 {
			return p.ask(AskWho, p.whole()), true
		}
		return Reading{}, false
	}
	a := Act{Verb: Move, From: from, To: to, Span: p.whole()}
	if items := p.itemsIn(0, len(p.toks), false); len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	} else if len(items) > 1 {
		return p.ask(AskWhat, p.whole()), true
	}
	for k := range p.toks {
		if t := &p.toks[k]; t.kind == kNum {
			if t.num.odd != fine || a.HasValue {
				return p.ask(AskNumber, t.span()), true
			}
			a.Value, a.HasValue = t.num.value, true
		}
	}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s}}, true
}
