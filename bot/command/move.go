package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// move: 衡东那场宣讲记错了,改记到衡山名下; 不对 是衡山 不是衡东.
func (p *parse) move() (Reading, bool) {
	if p.has&cUnit == 0 {
		return Reading{}, false
	}
	if p.c.Role == ledger.Unbound { // 我不是衡东的,我是衡山的
		return Reading{}, false
	}
	stands := p.standsAt()
	if stands >= 0 && p.asks() {
		return Reading{}, false
	}
	i := p.movesTo(stands)
	var to, from ledger.UnitID
	var named []ledger.UnitID
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
		if !slices.Contains(named, id) { // 其实是衡山的,改到衡山名下
			named = append(named, id)
		}
		before := ""
		if j := p.prev(k); j >= 0 {
			before = p.txt(&p.toks[j])
		}
		switch {
		case k == stands:
			from = id
		case before == "不是" || before == "并非":
			from = id
		case (before == "是" || before == "应该是" || before == "应是" || before == "应为" || before == "其实是" || before == "改成" || before == "改为" || before == "实际是") && i < 0:
			to = id
		case (i >= 0 && k > i || stands >= 0 || i >= 0 && p.next(k) == i && endsWith(p.s[:t.start], "到", "给", "归")) && to == "": // 改到衡山名下
			to = id
		case from == "":
			from = id
		}
	}
	if from, _ := p.clause(max(i, 0)); i >= 0 && p.classIn(from, i, cNot) { // 别把石鼓的征文记到雁峰
		return p.ask(AskMixed, p.whole()), true
	}
	shape := from != "" && to != "" && from != to && len(named) == 2
	if i < 0 && stands < 0 && (!shape || p.nums > 0 || p.has&cCorrect == 0 || p.judgedBehind()) {
		return Reading{}, false
	}
	if !shape {
		if len(named) > 0 && p.has&cNeg == 0 {
			return p.ask(AskWho, p.whole()), true
		}
		return Reading{}, false
	}
	if p.backAgain(i) {
		from, to = to, from
	}
	a := Act{Verb: Move, From: from, To: to, Span: p.whole()}
	if stands >= 0 { // the order behind it only says where it stands
		i = -1
	}
	if r, ok := p.whatMoves(&a, i); !ok {
		return r, true
	}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s}}, true
}

// judgedBehind tells whether pieces of a unit named before are judged: 不是常宁的不行,退祁东的.
func (p *parse) judgedBehind() bool {
	unit, verdict := p.first(cUnit), p.first(cVerdict)
	return verdict > unit && unit >= 0
}

// standsAt is the unit at which the line says before the matter where it stands now, while
// another one is said to have it: 记在石鼓头上的征文是雁峰的. -1: it does not.
func (p *parse) standsAt() int {
	for _, i := range p.orders {
		n := p.next(i)
		if p.toks[i].w.order != "move" || n < 0 || !p.toks[n].is(cUnit) {
			continue
		}
		rest, of := strings.CutPrefix(pastAccount(p.s[p.toks[n].start+len(strings.TrimSuffix(p.txt(&p.toks[n]), "的")):]), "的")
		if !of || pastAccount(rest) != rest { // 转到衡山的名下
			continue
		}
		for k := n + 1; k < len(p.toks); k++ {
			if p.toks[k].is(cUnit) && endsWith(p.s[:p.toks[k].start], "是", "为", "属于") && !endsWith(p.s[:p.toks[k].start], "不是") {
				return n
			}
		}
	}
	return -1
}

// pastAccount is what follows a unit's name and the word for its account: 石鼓名下.
func pastAccount(rest string) string {
	for _, where := range accounts {
		rest = strings.TrimPrefix(rest, where)
	}
	return rest
}

// accounts are words for where a unit's figures stand.
var accounts = []string{"名下", "头上", "账上", "那里", "那边", "那儿"}

// movesTo is the last word of moving with a unit right after it, else the first of all;
// -1: none. What says where the matter stands now is left out.
func (p *parse) movesTo(stands int) int {
	at := -1
	for _, i := range p.orders {
		if p.toks[i].w.order != "move" || stands >= 0 && p.next(i) == stands {
			continue
		}
		if at < 0 {
			at = i
		}
		if n := p.next(i); p.toks[i].w.order == "move" && n >= 0 && p.toks[n].is(cUnit) {
			at = i
		}
	}
	return at
}

// backAgain tells whether the unit after the order at i is where the figures went by
// mistake, and should come back from: 祁东的记到衡东名下去了,帮我挪过来.
func (p *parse) backAgain(i int) bool {
	if i < 0 {
		return false
	}
	n := p.next(i)
	if n < 0 || !p.toks[n].is(cUnit) {
		return false
	}
	rest := pastAccount(p.s[p.toks[n].end:])
	went := strings.HasPrefix(rest, "去了") || strings.HasPrefix(rest, "了")
	return went && containsAny(rest, []string{"过来", "回来", "挪回", "改回", "拿回", "要回", "还回", "移回", "转回"})
}
