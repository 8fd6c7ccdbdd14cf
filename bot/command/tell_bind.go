package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// bind: a person says which unit they speak for.
func (p *parse) bind() (Reading, bool) {
	if i := p.orderAt("bind"); i >= 0 || p.introduces() {
		return p.bound(i)
	}
	return Reading{}, false
}

// bound binds by the order at i, or by what somebody is introduced as.
func (p *parse) bound(i int) (Reading, bool) {
	p = p.notFrom()
	if i >= 0 {
		p, _ = p.withoutDenied()
		i = p.orderAt("bind")
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	if i < 0 {
		if p.nums > 0 || len(p.itemsIn(0, len(p.toks), false)) > 0 || p.asks() || len(units) == 0 && doubt == nil {
			return Reading{}, false
		}
	}
	if p.asks() {
		if i >= 0 && p.topic() == "" {
			if containsAny(p.s, boundTo) && p.has&cUnit == 0 {
				return p.single(Reply, Act{Verb: WhoAmI})
			}
			return p.single(Reply, Act{Verb: Help})
		}
		return Reading{}, false
	}
	if p.nums > 0 && p.has&cItem != 0 || p.has&cVerdict != 0 && strings.Contains(p.s, "申请") && p.c.Role == ledger.Coordinator {
		return Reading{}, false
	}
	weak := i >= 0 && !strings.HasPrefix(p.toks[i].w.text, "绑") && !strings.HasPrefix(p.toks[i].w.text, "申请") && p.c.Role != ledger.Unbound
	if weak && (len(units) == 0 || p.has&(cItem|cVerdict|cStage) != 0) {
		return Reading{}, false
	}
	if p.has&cNot != 0 || p.negated() {
		return p.ask(AskWhat, p.whole()), true
	}
	if doubt != nil {
		return p.askCity(doubt), true
	}
	switch len(units) {
	case 0:
		return p.ask(AskBind, p.whole()), true
	case 1:
	default:
		r := p.ask(AskUnit, p.whole())
		r.Question.Units = units
		return r, true
	}
	a := Act{Verb: Bind, Unit: units[0], Person: p.person()}
	r, _ := p.single(Confirm, a)
	r.Question = Question{Code: AskRequest, Quote: p.s, Unit: units[0]}
	if i >= 0 && strings.HasPrefix(p.toks[i].w.text, "绑") {
		r.Outcome = Apply
	}
	return r, true
}

// cameFrom stand before the unit that somebody has left.
var cameFrom = wordSet("从 由 自 原 原来 原先 之前 先前 以前 此前 原本 原来在 之前在 以前在 不在 离开 已离开 原是 原来是 本来 本来在")

// notFrom leaves out the unit that somebody came from, where another is named beside it:
// 从衡南调到常宁.
func (p *parse) notFrom() *parse {
	from, left, stay := -1, -1, 0
	for i := range p.toks {
		if !p.toks[i].is(cUnit) {
			continue
		}
		k := i - 1
		for k > 0 && p.toks[k].is(cLoc|cMyself|cFiller|cOrder) && !cameFrom[p.txt(&p.toks[k])] {
			k--
		}
		if k >= 0 && cameFrom[p.txt(&p.toks[k])] && left < 0 {
			from, left = k, i
		} else {
			stay++
		}
	}
	if left < 0 || stay == 0 {
		return p
	}
	p.weighAll(p.toks[from].start, p.toks[left].end)
	return p.with(slices.Delete(slices.Clone(p.toks), from, left+1))
}

// introduces tells whether the line begins as people say who they are.
func (p *parse) introduces() bool {
	for _, x := range [...]string{"我是", "你好,我是", "您好,我是", "大家好,我是", "你好 我是"} {
		if strings.HasPrefix(p.s, x) {
			return true
		}
	}
	return false
}

// boundTo ask what somebody is bound to, and not how to be.
var boundTo = []string{"的啥", "的什么", "啥单位", "什么单位", "在哪", "的哪", "哪个", "哪里", "哪儿", "绑了", "绑好", "绑上", "绑没"}

// negated tells whether a plain negation stands in the line (不是, 没).
func (p *parse) negated() bool {
	for i := range p.toks {
		t := &p.toks[i]
		if t.is(cNeg) || t.is(cCorrect) && p.txt(t) == "不是" {
			return true
		}
	}
	return false
}

// unbind: 我调走了,给我解绑; a coordinator names the unit.
func (p *parse) unbind() (Reading, bool) {
	i := p.orderAt("unbind")
	if i < 0 || p.asks() && !p.polite() || p.nums > 0 {
		return Reading{}, false
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) {
		return Reading{Outcome: Ignore, Chatter: Small}, true
	}
	if p.classIn(i+1, len(p.toks)-1, cNot|cNeg|cNo) { // 上午说要解绑,刚又说不用了
		return p.ask(AskWhat, p.whole()), true
	}
	a := Act{Verb: Unbind}
	switch {
	case len(units) > 1:
		r := p.ask(AskUnit, p.whole())
		r.Question.Units = units
		return r, true
	case len(units) == 1:
		a.Unit = units[0]
	case p.c.Role == ledger.Contact:
		a.Unit = p.c.Unit
	case p.c.Role == ledger.Coordinator && !strings.Contains(p.s, "我"):
		return p.ask(AskUnit, p.whole()), true
	}
	if w := p.toks[i].w.text; w == "解除" || w == "注销" || w == "不负责了" {
		if len(units) == 0 && !strings.Contains(p.s, "我") {
			return Reading{}, false
		}
	}
	r, _ := p.single(Confirm, a)
	r.Question = Question{Code: AskSure, Quote: p.s}
	return r, true
}
