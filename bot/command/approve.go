package command

import (
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// approve settles requests by their numbers: 通过3号绑定申请,5号的驳回.
func (p *parse) approve() (Reading, bool) {
	if p.has&cVerdict == 0 {
		return Reading{}, false
	}
	if p.has&(cUnit|cItem) != 0 {
		return p.approveOf()
	}
	r := Reading{Outcome: Apply}
	kind := p.requestKind()
	verdict := ""
	var waiting []Act
	asked := strings.Contains(p.s, "申请") || strings.Contains(p.s, "请求")
	numbered := asked
	remarks, reason := p.remarksOnVerdict()
	for i := range p.toks {
		t := &p.toks[i]
		if remarks.holds(t) {
			continue
		}
		id := 0
		switch {
		case t.is(cVerdict):
			v := t.w.verdict
			if v != "accept" && v != "return" {
				return Reading{}, false
			}
			if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) {
				return Reading{}, false
			}
			verdict = v
			for _, a := range waiting {
				a.Verdict = v
				r.Acts = append(r.Acts, a)
			}
			if len(waiting) > 0 {
				verdict = ""
			}
			waiting = nil
			continue
		case t.kind == kDate && t.day.form == formDay:
			id, numbered = t.day.d, true
		case t.kind == kNum && t.num.odd == fine && !t.num.approx && !t.num.frac:
			id = t.num.value
			if t.start > 0 && p.s[t.start-1] == '#' {
				numbered = true
			}
			if n := p.next(i); n >= 0 && p.toks[n].is(cMeasure|cForeign) && p.txt(&p.toks[n]) != "个" {
				return Reading{}, false
			}
		case t.kind == kNth:
			id, numbered = t.num.value, true
		case t.kind == kNum, t.kind == kTitle, t.kind == kClock:
			return Reading{}, false
		}
		if t.kind == kSep && t.strength >= sepComma && len(waiting) == 0 {
			verdict = ""
		}
		if id <= 0 {
			continue
		}
		a := Act{Verb: Approve, IDs: []string{strconv.Itoa(id)}, Verdict: verdict, Kind: kind, Span: t.span()}
		if verdict == "" {
			waiting = append(waiting, a)
		} else {
			r.Acts = append(r.Acts, a)
		}
	}
	if len(waiting) > 0 && len(r.Acts) > 0 {
		return p.ask(AskWhat, p.whole()), true
	}
	if len(r.Acts) == 0 {
		if asked && p.c.Role == ledger.Coordinator {
			return p.ask(AskWhat, p.whole()), true
		}
		return Reading{}, false
	}
	if !numbered && p.text > 0 {
		return Reading{}, false
	}
	for i := range r.Acts {
		if r.Acts[i].Verdict == "return" {
			r.Acts[i].Reason = reason
		} else if reason != "" { // 1号同意,最迟23号: until when?
			return p.ask(AskWhat, p.whole()), true
		}
	}
	return r, true
}

// remarksOnVerdict are the clauses behind the last verdict that say more than numbers:
// 1号不同意,最迟20号.
func (p *parse) remarksOnVerdict() (Span, string) {
	cs := p.clauses()
	last := -1
	for k, c := range cs {
		if p.classIn(c.from, c.to-1, cVerdict) {
			last = k
		}
	}
	if last < 0 || last+1 >= len(cs) {
		return Span{}, ""
	}
	c := cs[last+1]
	says := false
	for i := c.from; i < c.to; i++ {
		switch t := &p.toks[i]; {
		case t.kind == kDate, t.kind == kNum, t.kind == kNth, t.kind == kSep:
		case t.is(cFiller | cVerdict | cRequest | cOrder), t.kind == kText && letters1(p.txt(t)) == 0:
		default:
			says = true
		}
	}
	if !says {
		return Span{}, ""
	}
	sp := Span{p.toks[c.from].start, p.toks[len(p.toks)-1].end}
	return sp, p.quote(sp.Start, sp.End)
}

// approveOf settles what a unit has asked for, by its name: 驳回祁东的申请.
func (p *parse) approveOf() (Reading, bool) {
	units, doubt := p.unitsIn(0, len(p.toks))
	items := p.itemsIn(0, len(p.toks), false)
	if p.has&cRequest == 0 || !strings.Contains(p.s, "申请") && !strings.Contains(p.s, "请求") || doubt != nil || len(units) == 0 || len(items) > 1 || p.nums > 0 || p.hasDay() {
		return Reading{}, false
	}
	a := Act{Verb: Approve, Units: units, Kind: p.requestKind()}
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.is(cNeg|cNot|cPlan) && !t.is(cVerdict|cOrder):
			return Reading{}, false
		case t.is(cVerdict) && a.Verdict != "" && a.Verdict != t.w.verdict:
			return Reading{}, false
		case t.is(cVerdict):
			a.Verdict = t.w.verdict
		}
	}
	if a.Verdict != "accept" && a.Verdict != "return" {
		return Reading{}, false
	}
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	return p.single(Apply, a)
}

// requestKind is the kind of request that a line names: 绑定申请, 延期申请.
func (p *parse) requestKind() string {
	bind, extend := p.orderAt("bind") >= 0, p.orderAt("extend") >= 0
	switch {
	case bind && !extend:
		return "bind"
	case extend && !bind:
		return "extension"
	}
	return ""
}
