package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// denials deny the verdict that follows them.
var denials = wordSet("没 没有 还没 还没有 未 尚未 不 别 不要 不用 不能 不会 不想 莫 先别 先不 暂不 暂时不 并没有 并未")

// rule makes the acts, with their reasons; what reaches many, or only some of the
// pieces, is shown first.
func (v *reviewer) rule() (Reading, bool) {
	r := Reading{Outcome: Apply}
	for i, a := range v.out {
		if len(a.Units) == 0 && !v.all && !(v.c.Role == ledger.Coordinator && v.strong && len(a.Titles) > 0) { // a title says whose it is
			if v.c.Role == ledger.Contact {
				return Reading{}, false
			}
			return v.ask(AskWho, v.whole()), true
		}
		if (len(a.Titles)+len(a.IDs) > 0 || a.Type != "" || a.Scope == ScopeSelected) && r.Outcome == Apply {
			r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: v.s}
		}
		if len(a.Units) == 0 || v.nums > 0 {
			r.Outcome, r.Question = Confirm, Question{Code: AskMany, Quote: v.s}
		}
		next := len(v.s)
		if k := slices.IndexFunc(v.out[i:], func(b Act) bool { return b.Span.Start > a.Span.Start }); k > 0 {
			next = v.out[i+k].Span.Start
		} else if v.echo > 0 {
			next = v.echo
		}
		if granting[v.s[a.Span.Start:a.Span.End]] && len(a.Units) > 0 && len(a.Titles)+len(a.IDs) == 0 && a.Type == "" {
			a.Kind = KindGrant
		}
		if a.Verdict != "select" {
			a.Reason = v.why(a.Span.End, next)
		}
		if a.Verdict == "return" {
			a.Reason = v.whyReturned(v.grounded(a, next))
		}
		if overruled(v.s[a.Span.End:next]) || containsAny(a.Reason, []string{"还是过", "还是通过", "还是让过", "还是给过", "还是收"}) { // 全部退回是不可能的
			return v.ask(AskMixed, v.whole()), true
		}
		if i > 0 && v.out[i-1].Span == a.Span && r.Outcome == Apply { // one verdict on several matters
			r.Outcome, r.Question = Confirm, Question{Code: AskMany, Quote: v.s}
		}
		r.Acts = append(r.Acts, a)
	}
	if r.Outcome == Apply && (v.doubt || v.clings(r.Acts)) {
		r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: v.s}
	}
	if len(v.excepts) > 0 {
		if v.leave.Some() && len(v.except) == 0 && (len(v.out) != 1 || len(r.Acts[0].Units) != 1) || len(v.leave.Places)+len(v.leave.Titles) > 0 && len(v.except) > 1 { // whose 第2篇?
			return v.ask(AskMixed, v.whole()), true
		}
		r.Acts = v.spare(r.Acts)
		r.Outcome, r.Question = Confirm, Question{Code: AskMany, Quote: v.s}
	}
	return r, true
}

// overruled tells whether what follows a verdict says of it that it will not be.
func overruled(rest string) bool {
	rest = strings.TrimLeft(rest, "了 ")
	return strings.HasPrefix(rest, "是") && containsAny(rest, []string{"不可能", "不会", "不行", "不对", "没必要", "误", "不应该", "不合适"}) ||
		startsWith(rest, strings.Fields("不可能 没必要 不至于 不现实 不合适 不应该 不太好 不妥 不可取 也不是 就不必 就不用"))
}

// marked tells whether a mark parts two places of the line.
func (p *parse) marked(from, to int) bool {
	return slices.ContainsFunc(p.toks, func(t token) bool {
		return t.kind == kSep && t.strength >= sepComma && from <= t.start && t.start < to
	})
}

// chooses tells whether a figure of pieces before token t is how many are chosen:
// 征文选1篇报省. Such a figure is no report.
func (p *parse) chooses(t *token) bool {
	for i := range p.toks {
		if n := p.next(i); p.toks[i].kind == kNum && p.toks[i].start < t.start && n >= 0 && p.toks[n].is(cMeasure) &&
			strings.ContainsAny(p.s[:p.toks[i].start], "选挑推") {
			return true
		}
	}
	return false
}
