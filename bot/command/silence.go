package command

import (
	"strings"

	"pufabot/bot/ledger"
)

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
		if p.c.Role == ledger.Coordinator && p.has&cUnit != 0 && quieting[s] { // 给常宁静音到后天中午
			no = i
			break
		}
	}
	if no < 0 && p.c.Role == ledger.Coordinator && p.has&(cUnit|cOwing) == cUnit && endsNudges.matches(p) {
		if p.hasDay() || p.hasDuration() {
			return Reading{}, false
		}
		return p.ask(AskDue, p.whole()), true
	}
	if no < 0 || p.nums > 0 && !p.hasDuration() {
		return Reading{}, false
	}
	s := p.txt(&p.toks[no])
	what := strings.Contains(s, "催") || strings.Contains(s, "提醒") || quieting[s]
	nudges := 0
	for _, i := range p.orders {
		switch p.toks[i].w.order {
		case "nudge", "pause", "mute":
			if i > no {
				what = true
			} else if i < no {
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
	if but := p.allBut(no); len(but) > 0 { // 除了石鼓,这周都别催
		units = but
	}
	a := Act{Verb: Silence, Units: units, Span: p.whole()}
	var bad trouble
	if a.At, a.Until, bad = p.restOf(no); bad != noTrouble || !a.Until.After(p.now) || a.Until.Before(a.At) {
		return p.ask(AskDue, p.whole()), true
	}
	r := Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s}}
	return r, true
}

// endsNudges wants units left alone from now on: 取消对祁东的提醒, 停掉衡南的催办.
var endsNudges = newPattern(`(?:取消|停止|停掉|停了|关掉|关闭)(?:对|给)?[^,;。]{0,16}(?:提醒|催办|催报)[了吧掉。! ]*$|(?:提醒|催办|催报)(?:先|都|就|给)*(?:取消|停止|停掉|停了|关掉|关了)[了吧。! ]*$`)

// quieting are orders for the quiet of units that the line names.
var quieting = wordSet("静音 免打扰 静默 勿扰")

// allBut are the counties without those that 除了 before token no leaves out; none:
// nobody is.
func (p *parse) allBut(no int) (rest []ledger.UnitID) {
	out := map[ledger.UnitID]bool{}
	but := false
	for i := range no {
		switch t := &p.toks[i]; {
		case t.is(cExcept):
			but = true
		case t.kind == kSep && t.strength >= sepComma:
			but = false
		case t.is(cUnit) && but:
			out[p.g.plan.Units[t.w.unit].ID] = true
		}
	}
	for _, u := range p.g.plan.Units {
		if len(out) > 0 && u.Kind == ledger.County && !out[u.ID] {
			rest = append(rest, u.ID)
		}
	}
	return rest
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
