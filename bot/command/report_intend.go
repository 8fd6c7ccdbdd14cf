package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// afterStage tells whether what is not done yet comes after a stage that is:
// 写好了,还没刊发; 写好了,等着登报. The stage stands, and the rest is told.
func (r *reporter) afterStage(f *frame, t *token, i int) bool {
	if f != r.cur || f.stage == "" || len(f.figs) > 0 || !r.commaSince(f.first, i) && !r.doneBefore(i) {
		return false
	}
	r.unkept = append(r.unkept, r.restOfClause(i, t.start))
	r.skip = true
	return true
}

// doneBefore tells whether a stage that is reached stands right before token i:
// 写好了还没发.
func (r *reporter) doneBefore(i int) bool {
	j := r.prev(i)
	for j > 0 && butWords[r.txt(&r.toks[j])] {
		r.weigh(j)
		j = r.prev(j)
	}
	if j < 0 || !r.toks[j].is(cStage) || r.cur.item < 0 || !r.g.staged[r.cur.item] {
		return false
	}
	s := r.txt(&r.toks[j])
	return strings.HasPrefix(s, "已") || strings.ContainsAny(s, doneLetters+"好毕稿")
}

// butWords turn to what is not done yet.
var butWords = wordSet("但 但是 不过 可是 可 只是 就是")

// commaSince tells whether a comma or a stronger mark stands between two tokens.
func (r *reporter) commaSince(from, to int) bool {
	for k := from; k < to; k++ {
		if r.toks[k].kind == kSep && r.toks[k].strength >= sepComma {
			return true
		}
	}
	return false
}

// objectNext tells whether 将 only fronts what is to be changed, 将祁东征文改为2篇, or was
// done: 已于8日将总结报送市局.
func (r *reporter) objectNext(i int) bool {
	if i+1 >= len(r.toks) {
		return false
	}
	n := &r.toks[i+1]
	named := n.is(cUnit | cItem | cMyself)
	return named && r.has&cSet != 0 || (named || n.kind == kNum || n.kind == kTitle) && r.doneAround(i)
}

// doneAround tells whether the clause says that what stands behind 将 at token i was done:
// 已 or a day gone by stands right before it, or 了 ends it.
func (r *reporter) doneAround(i int) bool {
	from, to := r.clause(i)
	today := ledger.DateOf(r.now)
	for k := i - 1; k >= from; k-- {
		t := &r.toks[k]
		if already[r.txt(t)] {
			return true
		}
		if t.kind == kDate {
			d, bad := r.g.resolve(t.day, r.now, false)
			if bad != noTrouble || d != today {
				return bad == noTrouble && d.Before(today)
			}
		} else if t.kind != kClock && r.txt(t) != "于" && (!t.is(cDayPart|cFiller) || t.is(cPlan|cNeg|cItem)) {
			break
		}
	}
	return r.txt(&r.toks[to]) == "了" && !r.classIn(from, i-1, cPlan|cNeg) && !r.classIn(i+1, to, cPlan|cNeg)
}

var already = wordSet("已 已经 已于 均已 现已 业已 都已 早已")

func (r *reporter) intend(t *token, i int) {
	if r.ofOthers(i) || r.otherBox(i) {
		return
	}
	if r.addsLater(t, i) {
		r.weigh(i)
		return
	}
	if f := r.owner(i); f != nil {
		if r.afterStage(f, t, i) {
			return
		}
		if f.plan == nil {
			f.plan = t
		}
		return
	}
	r.plan = t
}

// addsLater tells whether the words only promise a supplement: 答题100,后面再补.
func (r *reporter) addsLater(t *token, i int) bool {
	if !strings.HasSuffix(t.w.textOf(), "补") && !strings.HasSuffix(t.w.textOf(), "补报") || !r.endsWithFigure() || r.numberAhead(i) {
		return false
	}
	from, to := r.clause(i)
	return from > r.cur.figs[len(r.cur.figs)-1].tok && !r.classIn(i, to, cItem)
}
