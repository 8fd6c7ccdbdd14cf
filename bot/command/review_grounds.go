package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file keeps the reason of a return whole. What a coordinator says after 退回 is
// meant for the one who gets the piece back: whatever words stand in it, names,
// figures, verdicts (查重没过) or 哪, they are read as nothing else.

// ground is why the verdict that ends at a byte of the line was given.
type ground struct {
	after int
	text  string
}

// lightly are words between a verdict and the mark before its reason.
var lightly = wordSet("了 吧 啊 呀 哈 哦 嘛 啦 掉 去 改 回去 改改 重改 修改 重写 重做 重新写 重新做 一下 下 先 请 给他们 给他 他们")

// returned reads returns with their reasons.
func (p *parse) returned() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&cVerdict == 0 || p.has&(cUnit|cItem|cAllUnits) == 0 && !p.hasTitle() ||
		p.orderAt("extend") >= 0 || strings.Contains(p.s, "申请") || strings.Contains(p.s, "延") {
		return Reading{}, false
	}
	if p.disclaims() && !p.asks() {
		return p.ask(AskMixed, p.whole()), true
	}
	if i := p.first(cVerdict); p.hangs(p.toks[i].start) && !p.asks() {
		return p.ask(AskMixed, p.whole()), true
	}
	var toks []token
	q := *p
	q.grounds = nil
	asked := false
	var reasons []int
	for i := 0; i < len(p.toks); i++ {
		toks = append(toks, p.toks[i])
		if t := &p.toks[i]; !t.is(cVerdict) || t.is(cItem) || t.w.verdict != "return" {
			continue
		}
		from, colon := p.groundFrom(i)
		if from < 0 {
			continue
		}
		to, more := p.groundTo(from, colon)
		if more { // 退回,催他们重报; 退回,其他的通过
			return p.ask(AskMixed, p.whole()), true
		}
		if s, ok := p.groundText(from, to, colon); ok {
			q.grounds = append(q.grounds, ground{p.toks[i].end, s})
			for _, t := range p.toks[i+1 : from] { // 打回去重写,内容太空: the verdict need not be said again
				if t.kind != kWord || t.is(cUnit|cItem) {
					toks = append(toks, t)
				}
			}
			for _, t := range p.toks[from:to] {
				reasons = append(reasons, t.start)
			}
			if !colon {
				asked = asked || slices.ContainsFunc(p.toks[from:to], func(t token) bool { return t.is(cAsk | cAskRef) })
			}
			i = to - 1
		}
	}
	if len(q.grounds) == 0 {
		return Reading{}, false
	}
	r, ok := q.over(toks).review()
	if ok {
		*p.weighed = append(*p.weighed, reasons...)
	}
	if ok && asked && r.Outcome == Apply { // 退回,没说清刊发在哪: the reason, or a question?
		r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: p.s}
	}
	return r, ok
}

// over is the same line with only some of its tokens.
func (p *parse) over(toks []token) *parse {
	q := p.with(toks)
	q.has, q.nums, q.text, q.echoes = 0, 0, 0, nil
	q.orders = nil
	q.survey()
	return q
}

// groundFrom is the token at which the reason of the verdict at token i begins, and
// whether a colon or 理由 announces it; -1 where none follows.
func (p *parse) groundFrom(i int) (from int, colon bool) {
	for k := i + 1; k < len(p.toks); k++ {
		t := &p.toks[k]
		switch {
		case t.kind == kSep:
			for k < len(p.toks) && p.toks[k].kind == kSep {
				colon = colon || p.txt(&p.toks[k]) == ":"
				k++
			}
			if k == len(p.toks) {
				return -1, false
			}
			if p.toks[k].is(cReason) || announces(p.txt(&p.toks[k])) {
				return k, true
			}
			if p.namesOnly(k) || p.toks[k].is(cCorrect) && !colon && (k+1 == len(p.toks) || p.toks[k+1].kind == kSep) { // 退回,祁东的; 退回,不对,通过
				return -1, false
			}
			return k, colon
		case t.is(cReason), announces(p.txt(t)):
			return k, true
		case t.is(cUnit | cItem), t.kind == kTitle, t.kind == kNth, lightly[p.txt(t)], t.w != nil && t.w.text == "的" && k > i+1:
		case t.kind == kText && letters1(p.txt(t)) > 1 && k == i+1: // 退回字太小
			return k, false
		default:
			return -1, false
		}
	}
	return -1, false
}

func announces(s string) bool {
	return s == "理由" || s == "原因" || s == "理由是" || s == "原因是"
}

// namesOnly tells whether nothing but names and figures follows from token k to the
// next mark or the end, so that they say what is judged.
func (p *parse) namesOnly(k int) bool {
	for ; k < len(p.toks); k++ {
		t := &p.toks[k]
		switch {
		case t.kind == kSep && t.strength >= sepComma:
			return true
		case t.kind == kSep, t.is(cUnit|cItem|cMeasure|cAllUnits) && !t.w.soft, t.kind == kTitle, t.kind == kNth, t.kind == kNum, p.txt(t) == "的", p.txt(t) == "那":
		default:
			return false
		}
	}
	return true
}

// groundTo is the token at which a reason ends that begins at token from: at the
// next clause that judges something else, or at the end. More tells that a clause
// wants something that cannot be done by the same line.
func (p *parse) groundTo(from int, colon bool) (to int, more bool) {
	for k := from; k < len(p.toks); {
		end := k
		judged, named, order, left, rest := false, false, false, false, false
		for ; end < len(p.toks) && (p.toks[end].kind != kSep || p.toks[end].strength < sepComma); end++ {
			t := &p.toks[end]
			judged = judged || t.is(cVerdict) && !t.is(cItem)
			named = named || t.is(cUnit|cOwing) || t.kind == kTitle || t.kind == kNth
			rest = rest || end == k && startsWith(p.s[t.start:], theRest)
			left = left || t.is(cExcept) && !t.is(cVerdict) && end == k
			order = order || t.is(cOrder) && (t.w.order == "nudge" || t.w.order == "announce")
		}
		if order || judged && rest {
			return k, true
		}
		if judged && named && (k > from || !colon) || left {
			return k, false
		}
		for k = end; k < len(p.toks) && p.toks[k].kind == kSep; k++ {
		}
	}
	return len(p.toks), false
}

// theRest speak of what is left after a verdict.
var theRest = strings.Fields("其他 其它 其余 别的 剩下 另外的")

// judgesRest tells whether a clause gives a verdict on the rest: 衡南第2篇退回,其余都收下.
func (p *parse) judgesRest() bool {
	rest := false
	for i := range p.toks {
		t := &p.toks[i]
		if i == 0 || p.toks[i-1].kind == kSep && p.toks[i-1].strength >= sepComma {
			rest = startsWith(p.s[t.start:], theRest)
		}
		if rest && t.is(cVerdict) {
			return true
		}
	}
	return false
}

func startsWith(s string, list []string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.HasPrefix(s, x) })
}

// groundText is the reason between two tokens as it was said, without the words
// that announce it and without a verdict said again at its end (抄的,退回去重写).
func (p *parse) groundText(from, to int, colon bool) (string, bool) {
	end := to
	for end > from {
		k := end - 1
		for k > from && (p.toks[k].kind != kSep || p.toks[k].strength < sepComma) {
			k--
		}
		if p.toks[k].kind == kSep {
			k++
		}
		again := false
		for j := k; j < end; j++ {
			t := &p.toks[j]
			switch {
			case t.is(cVerdict) && t.w.verdict == "return":
				again = true
			case t.kind == kSep, lightly[p.txt(t)]:
			default:
				again = false
				j = end
			}
		}
		if !again || colon && k == from {
			break
		}
		end = k
		for end > from && p.toks[end-1].kind == kSep {
			end--
		}
	}
	if end == from {
		return "", false
	}
	s := strings.Trim(p.s[p.toks[from].start:p.toks[end-1].end], " ,;:。、\n")
	for _, x := range []string{"理由是", "理由:", "理由", "原因是", "原因:", "原因", "因为", "由于", "主要是", ":"} {
		s = strings.TrimLeft(strings.TrimPrefix(s, x), " :")
	}
	return s, letters1(s) > 1
}

// groundOf is the reason of a verdict between two places of the line.
func (p *parse) groundOf(from, to int) string {
	for _, g := range p.grounds {
		if from < g.after && g.after <= to {
			return g.text
		}
	}
	return ""
}
