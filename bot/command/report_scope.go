package command

import "strings"

// This file reads whose figure is told: the own staff's, or that of others.

func (r *reporter) setScope(s string, i int) {
	if r.inclusive {
		return
	}
	if j := r.prev(i); j >= 0 && r.cur != nil && len(r.cur.figs) > 0 && (r.toks[j].kind == kNum || r.toks[j].is(cMeasure) && j > 0 && r.toks[j-1].kind == kNum || r.txt(&r.toks[j]) == "(") {
		if f := &r.cur.figs[len(r.cur.figs)-1]; f.scope == "" { // 126人(本单位)
			n := r.next(i)
			if n >= 0 && (r.toks[n].kind == kNum || r.toks[n].is(cTotal|cApproxPre)) && r.txt(&r.toks[j]) != "(" && i == j+1 {
				r.fail(AskWhichFigure, &r.toks[i])
				return
			}
			if n < 0 || r.toks[n].kind == kSep && r.toks[n].strength >= sepList {
				f.scope, f.said = s, true
				return
			}
		}
	}
	r.scope, r.scopeSaid = s, true
	if r.cur != nil && r.cur.item >= 0 && len(r.cur.figs) == 0 && r.segs[r.cur.last] == r.segs[i] {
		r.cur.scope = s
	}
}

// organisers are what an office does for others to take part.
var organisers = wordSet("组织 组织了 牵头 牵头组织 发动 发动了 动员 动员了 号召 号召了")

// organises tells whether the office at token i is only told to have had others take part:
// 本局组织全县答题1386人. Where it had its own staff do so, they are its own.
func (r *reporter) organises(i int) bool {
	k := i + 1
	for k < len(r.toks) && (r.toks[k].is(cFiller|cTotal) || r.toks[k].kind == kSep && r.toks[k].strength == sepSpace) && !organisers[r.txt(&r.toks[k])] {
		k++
	}
	if k >= len(r.toks) || !organisers[r.txt(&r.toks[k])] {
		return false
	}
	if !r.besides(k, besideCause) { // who was called upon need not have come
		r.weigh(k)
	}
	for k++; k < len(r.toks) && r.toks[k].kind != kNum && (r.toks[k].kind != kSep || r.toks[k].strength < sepComma); k++ {
		switch t := &r.toks[k]; {
		case t.is(cMyself | cOthers):
			return true
		case t.is(cStaff):
			return false
		}
	}
	return true
}

// ofOffice tells whether the word at token i speaks of the staff of the office that is
// named right before it: 祁东县统计局干部职工9人.
func (r *reporter) ofOffice(i int) bool {
	if !r.toks[i].is(cStaff) && !r.besides(i, besideBase) {
		return false
	}
	return i > 0 && r.toks[i-1].is(cUnit) && strings.HasSuffix(strings.TrimSuffix(r.txt(&r.toks[i-1]), "的"), "局")
}
