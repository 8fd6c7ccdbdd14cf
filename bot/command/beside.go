package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads what the neighbours of a figure make of it, when it is neither a
// count nor an audience (words_beside.go).

// maxClause is how many tokens to either side belong to one clause at most; people
// write shorter ones, and longer ones must not cost more.
const maxClause = 40

// clause gives the first and the last token of the run between commas around i.
func (p *parse) clause(i int) (from, to int) {
	cut := func(k int) bool { return p.toks[k].kind == kSep && p.toks[k].strength >= sepComma }
	for from = i; from > 0 && i-from < maxClause && !cut(from-1); from-- {
	}
	for to = i; to+1 < len(p.toks) && to-i < maxClause && !cut(to+1); to++ {
	}
	return from, to
}

// classIn tells whether a word of a class stands between two tokens.
func (p *parse) classIn(from, to int, c class) bool {
	for k := from; k <= to; k++ {
		if p.toks[k].is(c) {
			return true
		}
	}
	return false
}

func (r *reporter) besides(i int, what beside) bool {
	return r.toks[i].kind == kWord && r.toks[i].w.beside&what != 0
}

// grounds begin what a report follows: 按照通知, 根据湘统〔2026〕38号.
var grounds = [...]string{"按", "根据", "依据", "依照", "遵照", "对照"}

// ground tells whether 要求 at i only names what the report follows: 按照通知要求.
func (r *reporter) ground(i int) bool {
	from, _ := r.clause(i)
	for k := i - 1; k >= from; k-- {
		t := &r.toks[k]
		for _, g := range grounds {
			if strings.HasPrefix(r.txt(t), g) {
				return true
			}
		}
		if t.kind == kNum || t.is(cItem) {
			return false
		}
	}
	return false
}

// oneOfUs is who is told to report; 让我报 is only the way it came.
var oneOfUs = wordSet("我们 咱们 我局 我县 我区 我市 我们县 我们局 我们区 各单位 各县 大家")

// caused tells whether the people at i, or those who were to reach the figure, were
// told to, which does not say that they did.
func (r *reporter) caused(i int, heads bool) bool {
	if r.has&cBeside == 0 {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		switch t := &r.toks[k]; {
		case r.besides(k, besideDemand), r.besides(k, besideCause) && (heads || oneOfUs[r.txt(&r.toks[k+1])]):
			return r.txt(t) != "要求" || !r.ground(k)
		case t.is(cItem|cMyself|cHold) && !t.is(cUnit), r.txt(t) == "我们", r.txt(t) == "去", r.txt(t) == "咱们",
			deeds[r.txt(t)] && k > 0 && (oneOfUs[r.txt(&r.toks[k-1])] || r.besides(k-1, besideDemand)): // 通知让我们报短视频1个
			heads = false
		case t.is(cOwn | cOthers | cAudience | cApproxPre | cTotal), r.txt(t) == "了", r.txt(t) == "到":
		default:
			return false
		}
	}
	return false
}

// ofSpeaker tells whether the word at i only says where a speaker comes from: 省局专家主讲.
func (r *reporter) ofSpeaker(i int) bool {
	switch r.txt(&r.toks[i]) {
	case "省里", "省局", "全省", "全国", "外省", "省厅", "国家局":
		for _, w := range speakers {
			if strings.HasPrefix(r.s[r.toks[i].end:], w) {
				return true
			}
		}
	}
	return false
}

// afterSpeaker tells whether the people at i may be those who speak: 讲座专家3人.
func (r *reporter) afterSpeaker(i int) bool {
	before := strings.TrimRight(r.s[:r.toks[i].start], " 共有约")
	if last, _ := utf8.DecodeLastRuneInString(before); !speakerEnds.has(last) {
		return false
	}
	for _, w := range speakers {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// wished tells whether the words say only what would do: 一场就行, 两篇也可以.
func (r *reporter) wished(i int) bool {
	switch r.txt(&r.toks[i]) {
	case "就", "也", "才":
	default:
		return false
	}
	if !r.endsWithFigure() || i+1 >= len(r.toks) {
		return false
	}
	n := &r.toks[i+1]
	return n.is(cYes) || enough[r.txt(n)] || r.txt(&r.toks[i]) == "才" && only[r.txt(n)]
}

// enough and only are words that say what would do, after 就, 也 and 才 and after
// 才 alone: 5场才够, 2篇才算完成.
var (
	enough = wordSet("够 够了 成 算数 达标 合格")
	only   = wordSet("算 能 能算 可以 完成 算完成 过关 圆满 好 有")
)

// sentOut tells whether the figure at i counts who was sent a link or a message.
func (r *reporter) sentOut(i int) bool {
	if r.has&cBeside == 0 {
		return false
	}
	matter, sent := false, false
	for k, to := r.clause(i); k <= to; k++ {
		t := &r.toks[k]
		if t.kind == kSep && t.strength >= sepComma {
			return false
		}
		matter = matter || r.besides(k, besideMatter)
		switch r.txt(t) {
		case "转发", "群发", "推送", "转", "扫", "推送了", "转给":
			sent = true
		}
		sent = sent || t.is(cStage) && t.w.stage == "sent"
	}
	return matter && sent
}

// holding tells whether the people from i to end held the session instead of
// hearing it: 派5人到三塘社区宣讲, 2名局领导带队.
func (r *reporter) holding(i, end int) bool {
	from, to := r.clause(i)
	session := r.cur != nil && r.cur.item >= 0 && r.g.item(r.cur.item).Kind == ledger.Sessions
	for k := from; k <= to; k++ {
		if t := &r.toks[k]; t.is(cItem) && len(t.w.items) == 1 {
			session = r.g.item(t.w.items[0]).Kind == ledger.Sessions
		}
	}
	if !session {
		return false
	}
	sent := r.leads(end) || r.afterHolder(i)
	for k := i - 1; k >= from && !sent; k-- {
		t := &r.toks[k]
		sent = r.besides(k, besideLead)
		if !t.is(cFiller|cOwn|cApproxPre|cSignup|cBeside|cAudience|cStaff) && t.kind != kSep {
			break
		}
	}
	for k := end; k <= to; k++ {
		switch t := &r.toks[k]; {
		case t.is(cHeads), t.is(cAudience), r.txt(t) == "听课", r.txt(t) == "听讲", r.txt(t) == "听了", r.txt(t) == "来了":
			return false // 60人到会议室听宣讲
		case t.is(cLoc) && k <= end+1:
			sent = true
		case t.kind == kNum:
			return sent
		}
	}
	return sent
}

// afterHolder tells whether the people at i are called those who held it: 宣讲人3人.
func (r *reporter) afterHolder(i int) bool {
	before := strings.TrimRight(r.s[:r.toks[i].start], " :共有约是为")
	for _, h := range holders {
		if from := len(before) - len(h); strings.HasSuffix(before, h) {
			r.residue = slices.DeleteFunc(r.residue, func(s Span) bool { return s.Start >= from })
			r.weighAll(from, len(before))
			return true
		}
	}
	return false
}

// staffSize tells whether the figure at i says how many there are, where another
// says how many of them did it: 全局45人,答题43人.
func (r *reporter) staffSize(i, end int, f *figure) bool {
	if r.has&(cOthers|cAudience) != 0 || f.measure != "" && !f.heads {
		return false
	}
	from, to := r.clause(i)
	base := false
	for k := i - 1; k >= from && !base; k-- {
		t := &r.toks[k]
		base = r.besides(k, besideBase)
		if r.txt(t) == "单位" && (k == i-1 || k > from) { // 外面的单位130人
			return false
		}
		if !t.is(cFiller|cTotal|cApproxPre|cBeside|cOwn) && !(t.kind == kSep && t.strength <= sepColon) {
			return false
		}
	}
	if !base || r.classIn(from, to, cItem) || r.cur != nil && r.cur.item >= 0 && !r.cur.full(r.g) {
		return false
	}
	for k := end; k < len(r.toks); k++ {
		if t := &r.toks[k]; t.kind == kNum {
			m := r.measureAt(k)
			f.turned = f.turned || m == "场" // 全局45人,宣讲1场: did they all come?
			return t.num.value <= f.num.value && (m == "" || m == "个" || headMeasure(m))
		}
	}
	if r.endsWithFigure() { // 答题43人,全局45人
		last := r.cur.figs[len(r.cur.figs)-1]
		return last.num.value <= f.num.value && (last.heads || last.measure == "")
	}
	return r.nums == 1 && r.classIn(end, len(r.toks)-1, cNeg) // 全局45人,还没组织答题
}
