package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads letters and words that cling to names: 张局长, 代雁峰报, 雁峰发布公众号.

// bossAfter tells whether the letter at i is the family name of one who is called by
// an office: 张局长.
func (r *reporter) bossAfter(i int) bool {
	return titled(r.txt(&r.toks[i])) && i+1 < len(r.toks) && r.toks[i+1].start == r.toks[i].end && bosses[r.txt(&r.toks[i+1])]
}

// besideNext tells whether the letter at i only says something of what follows it at
// once: 代雁峰报, 其中男65女55.
func (r *reporter) besideNext(i int) bool {
	if i+1 >= len(r.toks) || r.toks[i+1].start != r.toks[i].end {
		return false
	}
	switch r.txt(&r.toks[i]) {
	case "转": // 转衡南:征文2篇
		return r.c.Role == ledger.Coordinator && i == 0 && r.toks[i+1].is(cUnit) && i+2 < len(r.toks) && r.txt(&r.toks[i+2]) == ":"
	case "代", "替":
		return r.c.Role == ledger.Coordinator && r.toks[i+1].is(cUnit)
	case "但", "可":
		return i > 0 && r.toks[i-1].is(cStage) && r.toks[i+1].is(cNeg|cPlan)
	case "向": // 向市民宣讲
		return r.toks[i+1].is(cAudience)
	case "男", "女":
		return r.inPart && r.toks[i+1].kind == kNum
	}
	return false
}

// titled tells whether a letter is a family name, which an office may follow.
func titled(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	return n == len(s) && surnameSet[first]
}

// publisher tells whether 发布 at k ends the name of a medium: 在雁峰发布公众号, 在衡南发布刊发.
func (r *reporter) publisher(k int) bool {
	if r.txt(&r.toks[k]) != "发布" || r.toks[k-1].is(cMediaEnd) {
		return false
	}
	return k+1 == len(r.toks) || r.toks[k+1].is(cMediaEnd|cStage) || r.toks[k+1].kind == kSep
}

// mediumAfter is where a medium ends that is named after whose it is: 省局网站. i: none is.
func (r *reporter) mediumAfter(i int) int {
	switch r.txt(&r.toks[i]) {
	case "省局", "全省", "省里", "全国", "全市":
		if k := i + 1; k < len(r.toks) && r.toks[k].start == r.toks[i].end && r.toks[k].is(cMediaEnd) {
			_, end := r.nameRun(k)
			return end
		}
	}
	return i
}

// fairs say when people were there, and are no part of the place: 在茅市镇赶集宣讲.
var fairs = wordSet("赶集 赶场 赶圩 赶大集 赶墟")

// desks are what a medium calls its people and pages in a county.
var desks = [...]string{"分站", "记者站", "工作站", "通讯站", "站", "频道", "分社", "分网", "专版", "版"}

// deskEnd is the token after the unit at k and the word by which a medium's desk there
// goes; k: there is none.
func (r *reporter) deskEnd(k int) int {
	if !r.toks[k].is(cUnit) {
		return k
	}
	for _, w := range desks {
		if !strings.HasPrefix(r.s[r.toks[k].end:], w) {
			continue
		}
		for n, to := k+1, r.toks[k].end+len(w); n < len(r.toks) && r.toks[n].start < to; n++ {
			if r.toks[n].end == to {
				return n + 1
			}
		}
	}
	return k
}
