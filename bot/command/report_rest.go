package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file reads clauses that tell of nothing done beside a report: the rest of
// them leaves no record, and is told so.

// others are words for what has not been named.
var others = [...]string{"其他", "其它", "其余", "别的", "剩下", "余下", "另外的"}

// ofOthers tells whether what was not done is said of the items that were not
// named (答题126人,其他的明天报): the figure before stands, and the rest is told.
func (r *reporter) ofOthers(i int) bool {
	if r.cur == nil {
		return false
	}
	from := i
	for from > 0 && !(r.toks[from-1].kind == kSep && r.toks[from-1].strength >= sepComma) && r.toks[from-1].kind != kNum && (!r.toks[from-1].is(cItem) || r.toks[from-1].w.soft) {
		from--
	}
	for _, w := range others {
		if at := strings.Index(r.s[r.toks[from].start:r.toks[i].start], w); at >= 0 {
			start := r.toks[from].start + at
			if strings.HasPrefix(r.s[start+len(w):], "人") { // 其他人: people of the same item
				return false
			}
			r.unkept = append(r.unkept, r.restOfClause(i, start))
			r.residue = slices.DeleteFunc(r.residue, func(sp Span) bool { return sp.Start >= start })
			r.skip = true
			return true
		}
	}
	return false
}

// otherBox tells whether what was not done is said of the other departments, of whom
// nothing is reported, beside a figure of the own staff: 我们局34人答完了,乡镇还在统计.
func (r *reporter) otherBox(i int) bool {
	if r.cur == nil || len(r.cur.figs) == 0 {
		return false
	}
	for k := i; k < len(r.toks) && !(r.toks[k].is(cItem) && !r.toks[k].w.soft); k++ {
		if r.toks[k].kind == kNum { // 乡镇还没统计,大概100人
			return false
		}
	}
	for k := range r.cur.figs {
		if r.cur.figs[k].scope != ledger.ScopeOwn {
			return false
		}
	}
	for k := i - 1; k > r.cur.figs[len(r.cur.figs)-1].tok; k-- {
		switch t := &r.toks[k]; {
		case t.kind == kSep && t.strength >= sepComma, t.is(cItem | cOwn | cUnit):
			return false
		case t.is(cOthers):
			_, to := r.clause(i)
			r.weighAll(t.start, r.toks[to].end)
			r.unkept = append(r.unkept, r.restOfClause(i, t.start))
			r.residue = slices.DeleteFunc(r.residue, func(sp Span) bool { return sp.Start >= t.start })
			r.skip, r.scope = true, ""
			return true
		}
	}
	return false
}

// restIs tells whether the word at i only says whose the rest of a figure is: 答题231,
// 其中我局28,剩下都是县直的.
func (r *reporter) restIs(i int) bool {
	if s := r.txt(&r.toks[i]); !strings.HasPrefix(s, "剩") && !strings.HasPrefix(s, "余下") || !r.endsWithFigure() || len(r.cur.figs) < 2 {
		return false
	}
	if _, to := r.clause(i); r.classIn(i+1, to, cNeg|cPlan|cPoison) || r.figureIn(i, to) {
		return false
	}
	k := i + 1
	for k < len(r.toks) && r.toks[k].is(cFiller) && !r.toks[k].is(cOwn|cOthers|cItem) {
		k++
	}
	return k < len(r.toks) && r.toks[k].is(cOwn|cOthers)
}

// figureIn tells whether a figure stands between two tokens.
func (r *reporter) figureIn(from, to int) bool {
	for k := from; k <= to; k++ {
		if r.toks[k].kind == kNum {
			return true
		}
	}
	return false
}

// restOfClause are the words from start to the next mark after token i.
func (r *reporter) restOfClause(i, start int) string {
	end := i
	for end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma) {
		end++
	}
	return r.quote(start, r.toks[end-1].end)
}
