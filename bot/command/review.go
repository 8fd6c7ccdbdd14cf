package command

import (
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// review: verdicts on what was handed in, by unit; several in one line, with
// reasons and exceptions.
func (p *parse) review() (Reading, bool) {
	if p.has&cVerdict == 0 || p.orderAt("undo") >= 0 {
		return Reading{}, false
	}
	type ruling struct {
		act Act
	}
	var out []ruling
	var units, except []ledger.UnitID
	item := ledger.ItemID("")
	all, excepting, weakOnly := false, false, true
	excAt := -1
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.is(cItem) && !t.sound && !(t.w.soft && item != ""):
			k := t.w.items[0]
			if s := p.verbStageItem(t.w.items); len(t.w.items) > 1 && s >= 0 {
				if t.w.soft { // 那篇: whatever was spoken of
					break
				}
				k = s
			}
			item = p.g.item(k).ID
			for j := range out { // one item for the whole line when it comes last
				if out[j].act.Item == "" {
					out[j].act.Item = item
				}
			}
		case t.is(cUnit):
			id, ok := p.unitOf(t)
			if !ok {
				return p.askCity(t), true
			}
			if excepting {
				except = append(except, id)
			} else {
				units = append(units, id)
			}
		case t.is(cVerdict) && !t.is(cItem):
			if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) && !p.toks[k].is(cVerdict) {
				return Reading{}, false // 没通过, 还没退回: told, not ruled
			}
			if p.asks() {
				return Reading{}, false
			}
			if strings.HasPrefix(t.w.text, "都") || strings.HasPrefix(t.w.text, "全") {
				all = true
			}
			if strongVerdict[t.w.text] {
				weakOnly = false
			}
			v := ruling{act: Act{Verb: Review, Verdict: t.w.verdict, Item: item, Units: units, Span: t.span()}}
			if excepting && len(except) > 0 && len(out) > 0 { // 除了石鼓退回
				v.act.Units = except
				excepting = false
			}
			units = nil
			if n := len(out); n > 0 && len(out[n-1].act.Units) == 0 && out[n-1].act.Verdict == v.act.Verdict && len(v.act.Units) > 0 {
				out = out[:n-1] // 选送耒阳、衡山的征文报省
			}
			out = append(out, v)
		case t.is(cExcept) && !t.is(cVerdict):
			excepting, excAt = true, i
		case t.is(cAllUnits) && (p.txt(t) != "都" || len(units) == 0):
			all = true
		}
	}
	if len(out) == 0 {
		return Reading{}, false
	}
	if len(units) > 0 { // 退回耒阳: the units come after
		last := &out[len(out)-1].act
		if len(last.Units) > 0 {
			if len(out) == 1 && p.c.Role != ledger.Coordinator {
				return Reading{}, false
			}
			return p.ask(AskWho, p.whole()), true
		}
		last.Units = units
	}
	named := false
	for i := range out {
		named = named || len(out[i].act.Units) > 0
	}
	if weakOnly && !named && !all || weakOnly && p.nums > 0 {
		return Reading{}, false
	}
	if p.c.Role == ledger.Unbound && weakOnly {
		return Reading{}, false
	}
	r := Reading{Outcome: Apply}
	for i := range out {
		a := &out[i].act
		if len(a.Units) == 0 && !all {
			if p.c.Role == ledger.Contact {
				return Reading{}, false
			}
			return p.ask(AskWho, p.whole()), true
		}
		if len(a.Units) == 0 || p.nums > 0 {
			r.Outcome = Confirm
			r.Question = Question{Code: AskMany, Quote: p.s}
		}
		next := len(p.s)
		if i+1 < len(out) {
			next = out[i+1].act.Span.Start
		}
		if a.Verdict != "select" || a.Reason != "" {
			a.Reason = p.reason(a.Span.End, next)
		}
		r.Acts = append(r.Acts, *a)
	}
	if len(except) > 0 && len(out) == 1 {
		a := &r.Acts[0]
		a.Except = except
		a.Reason = ""
		r.Outcome, r.Question = Confirm, Question{Code: AskMany, Quote: p.s}
		if why := p.exceptReason(excAt); why != "" && a.Verdict == "accept" {
			r.Acts = append(r.Acts, Act{Verb: Review, Verdict: "return", Item: a.Item, Units: except, Reason: why, Span: Span{p.toks[excAt].start, len(p.s)}})
		}
	}
	return r, true
}

// strongVerdict are verdicts that mean nothing else.
var strongVerdict = func() map[string]bool {
	m := map[string]bool{}
	for _, row := range verdictWords {
		for _, w := range strings.Fields(row.words) {
			m[w] = true
		}
	}
	for _, w := range strings.Fields("过 过了 认可 同意 准 可以 没问题 ok 行 收下 给过 退 报省 推荐 不行 放着 先等 先等等 再看 再看看 保留 存疑 可 算数 不过 没过 留着 没问题 重报 准了 批准") {
		delete(m, w)
	}
	return m
}()

// reason is what follows a verdict, up to the next unit that has a verdict of its own.
func (p *parse) reason(from, to int) string {
	end := to
	if to < len(p.s) {
		for i := range p.toks {
			t := &p.toks[i]
			if t.start >= from && t.start < to && t.is(cUnit) {
				end = t.start
				break
			}
		}
	}
	for i := range p.toks { // 退回耒阳的征文,理由:跑题: names are no reason
		t := &p.toks[i]
		if t.start >= from && t.start < end && (t.is(cUnit) || t.is(cItem) && !t.w.soft && from < end) {
			cut := strings.IndexAny(p.s[t.end:end], ",;:。\n ")
			if cut < 0 {
				return ""
			}
			from = t.end + cut
		}
	}
	s := strings.Trim(p.s[from:end], " ,;:。、!\n了哈啊吧")
	for _, x := range []string{"因为", "理由是", "理由:", "理由", "原因是", "原因:", "原因", "由于", "主要是", ":"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, x))
	}
	if letters1(s) < 2 {
		return ""
	}
	return s
}

// exceptReason is what is said about the units left out, after their names.
func (p *parse) exceptReason(at int) string {
	if at < 0 {
		return ""
	}
	from := -1
	for i := at; i < len(p.toks); i++ {
		t := &p.toks[i]
		if s := p.txt(t); t.is(cUnit) || from >= 0 && (t.is(cItem|cMeasure) || t.kind == kNum || s == "的" || s == "那" || s == "那个" || s == "这" || s == "那篇") {
			from = t.end
			continue
		}
		if from >= 0 {
			break
		}
	}
	if from < 0 {
		return ""
	}
	s := strings.Trim(p.s[from:], " ,;:。、!的")
	for _, x := range []string{"以外", "之外", "外"} {
		if s == x || strings.HasPrefix(s, x+",") {
			return ""
		}
	}
	if letters1(s) < 2 {
		return ""
	}
	return s
}

// approve settles requests by their numbers: 通过3号绑定申请,5号的驳回.
func (p *parse) approve() (Reading, bool) {
	if p.has&cVerdict == 0 || p.has&(cUnit|cItem) != 0 {
		return Reading{}, false
	}
	r := Reading{Outcome: Apply}
	verdict := ""
	var waiting []Act
	asked := strings.Contains(p.s, "申请") || strings.Contains(p.s, "请求")
	numbered := asked
	for i := range p.toks {
		t := &p.toks[i]
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
		a := Act{Verb: Approve, IDs: []string{strconv.Itoa(id)}, Verdict: verdict, Span: t.span()}
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
	return r, true
}
