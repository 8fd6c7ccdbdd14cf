package command

import "pufabot/bot/ledger"

// This file reads words of a report that their neighbours give a meaning.

// wordInContext reads a word that means something by what stands around it, whatever its
// classes; false: it does not.
func (r *reporter) wordInContext(i int) (next int, read bool) {
	t := &r.toks[i]
	w := t.w
	if r.txt(t) == "小" && i+1 < len(r.toks) && r.toks[i+1].kind == kNum { // 小两百
		r.approx = true
		return i + 1, true
	}
	if r.besides(i, besideCause|besideDemand) && i+1 < len(r.toks) { // 通知三塘社区宣讲60人
		if c, _ := r.nameRun(i + 1); c == cPlaceEnd {
			r.residue = append(r.residue, t.span())
		}
	}
	if (r.txt(t) == "为止" || r.txt(t) == "止") && r.endsWithFigure() && r.figureBefore(i) { // 达到50人为止
		return r.fail(AskMeaning, t), true
	}
	if r.besides(i, besideDemand) && i+1 < len(r.toks) && oneOfUs[r.txt(&r.toks[i+1])] && r.c.Role == ledger.Contact && r.classIn(i, len(r.toks)-1, cAdd|cMaybeAdd) { // 小刘让我们再补2篇
		return r.fail(AskMeaning, t), true
	}
	if visiting[r.txt(t)] { // 去听了一场宣讲
		n := i + 1
		if n < len(r.toks) && (r.txt(&r.toks[n]) == "了" || r.txt(&r.toks[n]) == "过") {
			n++
		}
		if n < len(r.toks) && r.toks[n].kind == kNum && r.tightSessions(n) {
			return r.fail(AskMeaning, t), true
		}
	}
	if w.class&(cNot|cNo) != 0 && r.forbids(i) {
		return r.forbidden(i), true
	}
	if k := r.boxOnly(i); k > i {
		r.weighAll(t.start, r.toks[k-1].end)
		return k, true
	}
	if r.restIs(i) {
		r.weigh(i)
		return i + 1, true
	}
	if r.wished(i) {
		return r.fail(AskMeaning, t), true
	}
	if r.beginsName(i) {
		_, end := r.nameRun(i + 1)
		return r.named(i, end, cPlaceEnd), true
	}
	if w.class&(cNeg|cPoison) != 0 && r.addedAfter(i) { // 还有一场没报,加上
		r.weigh(i)
		r.op, r.opWord, r.fix = ledger.Add, t, false
		if r.endsWithFigure() {
			f := &r.cur.figs[len(r.cur.figs)-1]
			f.op, f.turned, r.op = ledger.Add, true, ""
		}
		return i + 1, true
	}
	if r.takesBack(i) {
		r.weigh(i)
		r.fix, r.fixAt = true, i
		r.op, r.allOf = "", false
		r.dropLast()
		return i + 1, true
	}
	return i, false
}

// boxOnly reads a box that a figure leaves out, so that it counts the other one:
// 答题86人,不含外单位; 除了局里的,县直部门答题300人. It gives the token behind it; i: none.
func (r *reporter) boxOnly(i int) int {
	n := i + 1
	if n >= len(r.toks) || !r.toks[n].is(cOwn|cOthers) || r.toks[n].is(cUnit) {
		return i
	}
	other := ledger.ScopeOwn
	if r.toks[n].is(cOwn) {
		other = ledger.ScopeOthers
	}
	for n++; n < len(r.toks) && (r.txt(&r.toks[n]) == "的" || r.txt(&r.toks[n]) == "外" || r.txt(&r.toks[n]) == "以外"); n++ {
	}
	if n < len(r.toks) && r.toks[n].kind != kSep {
		return i
	}
	switch r.txt(&r.toks[i]) {
	case "不含", "不包括", "不包含", "不算":
		if !r.endsWithFigure() || r.cur.item < 0 || !r.g.scoped[r.cur.item] || len(r.cur.figs) != 1 {
			return i
		}
		f := &r.cur.figs[0]
		if f.scope != "" && f.scope != other {
			return i
		}
		f.scope, f.said = other, true
	case "除了", "除", "除开", "除去":
		if r.cur != nil || r.has&cOthers == 0 || r.has&cOwn == 0 {
			return i
		}
	default:
		return i
	}
	return n
}

// visiting is what those do who come to a session of somebody else's.
var visiting = wordSet("听 听了 去听 去听了 观摩 观摩了 旁听 旁听了 观看 观看了 参加 参加了")

// tightSessions tells whether the figure at token i counts sessions.
func (r *reporter) tightSessions(i int) bool {
	k, ok := r.g.tight[r.measureAt(i)]
	return ok && r.sessionsOf(k)
}
