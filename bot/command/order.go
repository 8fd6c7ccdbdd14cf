package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// order reads what only coordinators may ask for; who speaks is checked by the
// policy, except that a contact's wish for more time is a request.
func (p *parse) order() (Reading, bool) {
	if p.reportLike() {
		return Reading{}, false
	}
	if len(p.orders) > 0 || p.has&cVerdict != 0 { // 如果没盖章就退回: an order with a condition is nothing to do now
		for i := range p.toks {
			switch p.txt(&p.toks[i]) {
			case "如果", "要是", "假如", "若", "若是", "万一", "假设":
				if p.c.Role == ledger.Coordinator {
					return p.ask(AskMixed, p.whole()), true
				}
			}
		}
	}
	for _, f := range [...]func() (Reading, bool){p.received, p.move, p.extend, p.silence, p.nudge, p.demand, p.review, p.exports, p.handMe} {
		if r, ok := f(); ok {
			return r, true
		}
	}
	return Reading{}, false
}

// reportLike tells whether a contact's line states figures of items, so that a
// word such as 过 or 表 in it is no order.
func (p *parse) reportLike() bool {
	if p.c.Role == ledger.Coordinator {
		return false
	}
	if p.orderAt("extend") >= 0 && p.hasDay() {
		return false
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == kTitle {
			return true
		}
		if t.kind == kNum {
			if n := p.next(i); n < 0 || !p.toks[n].is(cForeign) || p.toks[n].is(cMeasure) {
				return true
			}
		}
	}
	return false
}

// nudge: 催一下没交的, 把没交征文的@出来,别@常宁, 剩下的明天上午十点再催.
func (p *parse) nudge() (Reading, bool) {
	i := p.orderAt("nudge")
	if i < 0 || p.has&cGripe != 0 && p.c.Role != ledger.Coordinator {
		return Reading{}, false
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
	a := Act{Verb: Nudge, Units: units, Except: except, Span: p.whole()}
	if at, r, ok := p.nudgeTime(i); !ok {
		return r, true
	} else {
		a.At = at
	}
	if p.has&cDistrib != 0 || a.At.IsZero() && p.nums > 0 && p.has&cForeign != 0 { // 每天催一次, 10分钟后催
		return p.ask(AskDue, p.whole()), true
	}
	r := Reading{Outcome: Confirm, Question: Question{Code: AskMany, Quote: p.s}}
	items := p.itemsIn(0, len(p.toks), true)
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

// withExcept parts the units of an order into those meant and those left out
// (别@常宁, 除了石鼓, 衡南除外).
func (p *parse) withExcept() (units, except []ledger.UnitID, doubt *token) {
	out := false
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.is(cExcept|cNot) && !t.is(cFiller):
			out = true
			if s := p.txt(t); s == "以外" || s == "之外" || s == "例外" || s == "不用管" {
				except = append(except, units...)
				units, out = nil, false
			}
		case t.is(cUnit):
			id, ok := p.unitOf(t)
			if !ok {
				return nil, nil, t
			}
			if n := p.next(i); n >= 0 && (strings.HasPrefix(p.s[p.toks[n].start:], "除外") || strings.HasPrefix(p.s[p.toks[n].start:], "不用") || strings.HasPrefix(p.s[p.toks[n].start:], "别")) {
				except = append(except, id)
				for k := p.prev(i); k > 0 && (p.toks[k].is(cWith|cUnit) || p.toks[k].kind == kSep && p.toks[k].strength == sepList); k = p.prev(k) {
					if p.toks[k].is(cUnit) && len(units) > 0 {
						except = append(except, units[len(units)-1])
						units = units[:len(units)-1]
					}
				}
				continue
			}
			if out {
				except = append(except, id)
			} else if !containsID(units, id) {
				units = append(units, id)
			}
		case t.kind == kSep && t.strength >= sepComma, t.is(cOrder) && !t.is(cExcept|cNot) && p.txt(t) != "@":
			out = false
		}
	}
	return units, except, nil
}

// silence: 周末别再催了,周一再说; 明天上午九点前别催他们.
func (p *parse) silence() (Reading, bool) {
	no := -1
	for i := range p.toks {
		t := &p.toks[i]
		s := p.txt(t)
		if t.is(cNot) || t.is(cExcept) && (strings.Contains(s, "催") || strings.Contains(s, "提醒")) {
			no = i
			break
		}
	}
	if no < 0 || p.nums > 0 && !p.hasDuration() {
		return Reading{}, false
	}
	s := p.txt(&p.toks[no])
	what := strings.Contains(s, "催") || strings.Contains(s, "提醒")
	nudges := 0
	for _, i := range p.orders {
		switch p.toks[i].w.order {
		case "nudge", "pause", "mute":
			if i > no {
				what = true
			} else {
				nudges++
			}
		}
	}
	if strings.Contains(p.s[p.toks[no].end:], "推送") || strings.Contains(p.s[p.toks[no].end:], "打扰") || strings.Contains(p.s[p.toks[no].end:], "发消息") {
		what = true
	}
	if later := p.nudgesAfter(no); later > 1 || later == 1 && strings.Contains(s, "催") { // 不要催衡东,催衡山
		return p.ask(AskMixed, p.whole()), true
	}
	if !what || nudges > 0 || p.has&cOwing != 0 && !p.hasDay() {
		return Reading{}, false
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	a := Act{Verb: Silence, Units: units, Span: p.whole()}
	var bad trouble
	if a.At, a.Until, bad = p.restOf(no); bad != noTrouble || !a.Until.After(p.now) || a.Until.Before(a.At) {
		return p.ask(AskDue, p.whole()), true
	}
	r := Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s}}
	return r, true
}

func (p *parse) nudgesAfter(i int) int {
	n := 0
	for _, k := range p.orders {
		if k > i && p.toks[k].w.order == "nudge" {
			n++
		}
	}
	return n
}

// duration reads 两天, 一周, 3天 as days.
func (p *parse) duration() (int, bool) {
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.odd != fine || t.num.approx {
			continue
		}
		if n := p.next(i); n >= 0 {
			switch p.txt(&p.toks[n]) {
			case "天", "日":
				return t.num.value, t.num.value > 0 && t.num.value < 60
			case "周", "个星期":
				return 7 * t.num.value, t.num.value > 0 && t.num.value < 9
			}
		}
	}
	return 0, false
}

func (p *parse) hasDuration() bool { _, ok := p.duration(); return ok }

// exports: 导出csv,再来张进度图; 打包署名文章.
func (p *parse) exports() (Reading, bool) {
	if p.nums > 1 || p.has&(cNot|cNeg) != 0 {
		return Reading{}, false
	}
	r := Reading{Outcome: Apply}
	seen := map[string]bool{}
	for _, i := range p.orders {
		t := &p.toks[i]
		v := t.w.order
		if seen[v] {
			continue
		}
		a := Act{Verb: Verb(v), Span: t.span()}
		switch v {
		case "picture":
		case "files":
			units, doubt := p.unitsIn(0, len(p.toks))
			if doubt != nil {
				return p.askCity(doubt), true
			}
			if len(units) == 1 {
				a.Unit = units[0]
			}
			if items := p.itemsIn(0, len(p.toks), true); len(items) == 1 {
				a.Item = p.g.item(items[0]).ID
			}
		case "export":
			a.Format = p.format(i)
			if seen["pack"] {
				continue
			}
		case "pack":
			for _, k := range p.itemsIn(0, len(p.toks), true) {
				b := a
				b.Item = p.g.item(k).ID
				r.Acts = append(r.Acts, b)
				seen[v] = true
			}
			if seen[v] {
				continue
			}
		default:
			continue
		}
		seen[v] = true
		r.Acts = append(r.Acts, a)
	}
	if len(r.Acts) == 0 && p.wantsFile() {
		r.Acts = []Act{{Verb: Export, Format: p.format(len(p.toks)), Span: p.whole()}}
	}
	if len(r.Acts) > 0 && p.asks() && !p.polite() { // excel怎么导
		return p.single(Reply, Act{Verb: Help})
	}
	if p.hasTitle() {
		return Reading{}, false
	}
	return r, len(r.Acts) > 0
}

// wantsFile tells whether a coordinator wants a format without an order word:
// 来份word版的汇总. What was sent, and pieces of an item, are no wish.
func (p *parse) wantsFile() bool {
	if p.has&cFormat == 0 || p.c.Role != ledger.Coordinator || p.has&(cVerdict|cItem|cPlan|cUnit) != 0 {
		return false
	}
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.kind == kNum && !(t.num.value == 1 && p.next(i) >= 0 && wantedPieces[p.txt(&p.toks[p.next(i)])]),
			t.is(cStage) && strings.ContainsAny(p.txt(t), doneLetters):
			return false
		}
	}
	for _, x := range [...]string{"发我", "给我", "要", "导", "来", "发", "出", "整", "弄", "拉", "打印", "汇总", "进度", "情况"} {
		if strings.Contains(p.s, x) {
			return true
		}
	}
	return false
}

// wantedPieces measure files that are asked for: 一份word.
var wantedPieces = wordSet("份 个 张")

// format is the format named nearest after an order, else anywhere, else a sheet.
func (p *parse) format(at int) string {
	for i := at; i < len(p.toks); i++ {
		if p.toks[i].is(cFormat) {
			return p.toks[i].w.format
		}
	}
	for i := range p.toks {
		if p.toks[i].is(cFormat) {
			return p.toks[i].w.format
		}
	}
	return "xlsx"
}
