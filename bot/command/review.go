package command

import (
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
	excAt, part := -1, -1
	var titles []string
	var whose []ledger.UnitID // the units of the last ruling, for 《甲》通过,《乙》退回
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
			if len(titles) > 0 && len(units) == 0 {
				units = whose
			}
			v := ruling{act: Act{Verb: Review, Verdict: t.w.verdict, Item: item, Units: units, Titles: titles, Span: t.span()}}
			whose, titles = units, nil
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
		case t.kind == kTitle:
			if excepting {
				return p.ask(AskMixed, p.whole()), true
			}
			titles = append(titles, strings.Trim(p.txt(t), "《》"))
		case p.partly(i): // 第2篇, 退回1篇: which one is it?
			part = i
		case t.is(cAllUnits) && (p.txt(t) != "都" || len(units) == 0):
			all = true
		}
	}
	if len(out) == 0 {
		return Reading{}, false
	}
	if len(titles) > 0 { // 退回《甲》; 除了《甲》 names what is left out
		last := &out[len(out)-1].act
		if len(last.Titles) > 0 {
			return p.ask(AskMixed, p.whole()), true
		}
		last.Titles = titles
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
	returned := false
	for i := range out {
		returned = returned || out[i].act.Verdict == "return"
	}
	if part >= 0 && p.c.Role == ledger.Coordinator && (p.toks[part].kind == kNth || returned && !all && p.has&cAllUnits == 0) {
		q := p.ask(AskPiece, p.toks[part].span())
		q.Question.Item = item
		return q, true
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
		if len(a.Titles) > 0 && r.Outcome == Apply {
			r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: p.s}
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
			if a.Reason == "" && a.Verdict == "return" {
				a.Reason = p.reasonBefore(a.Span.Start)
			}
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

// partly tells whether token i picks some of the pieces without naming them:
// 第2篇, 1篇. Titles name them.
func (p *parse) partly(i int) bool {
	t := &p.toks[i]
	switch t.kind {
	case kNth:
		return !p.hasTitle()
	case kNum:
		return !p.hasTitle() && i+1 < len(p.toks) && p.toks[i+1].is(cMeasure) && !p.toks[i+1].is(cForeign)
	}
	return false
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
