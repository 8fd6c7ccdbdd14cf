package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// nudge: 催一下没交的, 把没交征文的@出来,别@常宁, 剩下的明天上午十点再催.
func (p *parse) nudge() (Reading, bool) {
	i := p.orderAt("nudge")
	if i < 0 || p.has&cGripe != 0 && p.c.Role != ledger.Coordinator {
		return Reading{}, false
	}
	if p.c.Role == ledger.Coordinator && containsAny(p.s, []string{"你别动", "你别催", "你先别", "你不用催", "不用你"}) { // 我12点半一起催,你别动
		return p.ask(AskMixed, p.whole()), true
	}
	if p.putsOff(i) { // 先不急着催, 谢谢你上回提醒我
		return Reading{Outcome: Ignore, Chatter: Plans}, true
	}
	w := p.toks[i].w.text
	if w == "@" && p.has&cOwing == 0 && p.c.Role != ledger.Coordinator {
		return Reading{}, false
	}
	if p.has&(cUnit|cOwing|cItem|cAllUnits) == 0 && p.text > 0 {
		return Reading{}, false
	}
	units, except, doubt := p.withExcept()
	if doubt != nil {
		return p.askCity(doubt), true
	}
	units, except, clear := p.beside(units, except)
	if !clear {
		return p.ask(AskWho, p.whole()), true
	}
	a := Act{Verb: Nudge, Units: units, Except: except, Kind: p.nudgeWay(), Span: p.whole()}
	if at, r, ok := p.withoutEventDays().nudgeTime(i); !ok {
		return r, true
	} else {
		a.At = at
	}
	if p.eachTime() || a.At.IsZero() && p.nums > 0 && p.has&cForeign != 0 { // 每天催一次, 10分钟后催
		return p.ask(AskDue, p.whole()), true
	}
	r := Reading{Outcome: Confirm, Question: Question{Code: AskMany, Quote: p.s}}
	items := p.itemsIn(0, len(p.toks), true)
	if k := (&reporter{parse: p}).signItem(); len(items) == 0 && k >= 0 && len(units) == 0 && (p.has&(cEvent|cSignup) != 0 || strings.Contains(p.s, "科室")) { // 催科室报进企业的名单
		items = []int{k}
	}
	if len(items) == 0 {
		r.Acts = []Act{a}
	}
	for _, k := range items {
		b := a
		b.Item = p.g.item(k).ID
		r.Acts = append(r.Acts, b)
	}
	return r, true
}

// putsOff tells whether the order at i is told as not to be given yet, or as given
// before.
func (p *parse) putsOff(i int) bool {
	from, _ := p.clause(i)
	before := p.s[p.toks[from].start:p.toks[i].start]
	if containsAny(before, []string{"不急", "先不", "暂不", "不忙"}) && !p.classIn(from, i, cUnit) {
		return true
	}
	me := strings.HasPrefix(strings.TrimPrefix(p.s[p.toks[i].end:], "了"), "我")
	return me && (p.has&cThanks != 0 && p.c.Role == ledger.Contact || p.c.Role == ledger.Coordinator && !strings.HasPrefix(p.s[p.toks[i].end:], "我们")) // 耒阳催了我三次
}

// withExcept parts the units of an order into those meant and those left out
// (别@常宁, 除了石鼓, 衡南除外).
func (p *parse) withExcept() (units, except []ledger.UnitID, doubt *token) {
	out := false
	before := 0 // how many units stand before the clause, if that is an order of its own
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.is(cExcept|cNot) && !t.is(cFiller):
			out = true
			if s := p.txt(t); s == "以外" || s == "之外" || s == "例外" || s == "不用管" {
				except = append(except, units[before:]...)
				units, out = units[:before], false
			}
		case t.is(cUnit):
			id, ok := p.unitOf(t)
			if !ok {
				return nil, nil, t
			}
			if endsWith(p.s[:t.start], "别忘了", "别忘", "别漏了", "别漏", "不要忘了", "不要漏了") { // one of all
				p.weigh(i)
				continue
			}
			if n := p.next(i); n >= 0 && spared(p.s[p.toks[n].start:]) && !p.sparesNext(n) {
				group := []ledger.UnitID{id}
				for k := p.prev(i); k > 0 && (p.toks[k].is(cWith|cUnit) || p.toks[k].kind == kSep && p.toks[k].strength == sepList); k = p.prev(k) {
					if p.toks[k].is(cUnit) && len(units) > 0 {
						group = append([]ledger.UnitID{units[len(units)-1]}, group...)
						units = units[:len(units)-1]
					}
				}
				except = append(except, group...)
				continue
			}
			if out {
				except = append(except, id)
			} else if !containsID(units, id) {
				units = append(units, id)
			}
		case t.kind == kSep && t.strength >= sepComma, t.is(cOrder) && !t.is(cExcept|cNot) && p.txt(t) != "@":
			out = false
			if t.kind == kSep && p.aims(clause{0, i}) {
				before = len(units)
			}
		}
	}
	return units, except, nil
}

// sparesNext tells whether the words at n leave out the unit behind them, not the one
// before: 催衡山别催衡东.
func (p *parse) sparesNext(n int) bool {
	k := p.next(n)
	for k >= 0 && p.toks[k].is(cExcept|cNot|cOrder) && !p.toks[k].is(cUnit) {
		n, k = k, p.next(k)
	}
	return k >= 0 && p.toks[k].is(cUnit) && p.toks[k].start == p.toks[n].end
}

// spared tells whether the words after a unit leave it out: 常宁先不催, 祁东也别催.
func spared(rest string) bool {
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "的"), "也")
	for _, w := range []string{"除外", "不用", "别", "先不", "先别", "不催", "莫催", "暂不", "暂时不", "就不", "不要", "免了", "例外"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return sparedLater.find(rest) != ""
}

// sparedLater tells so behind why: 衡山我电话里说过了别重复催, 南岳昨晚已经给我了就不用催了.
var sparedLater = newPattern(`^[^,;。!]{1,14}?(?:别|不用|不要|就不|甭|莫)(?:再|重复|去|又)*(?:催|提醒|点名|@)`)
