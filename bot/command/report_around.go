package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file takes clauses out of a report that say something around its figures and change
// none of them: what is left out, why it comes late, that two things were one.

var (
	// leftOutForm leaves out what is not done yet: 除了征文没弄, 除总结外.
	leftOutForm = newPattern(`^(?:就)?除(?:了|开|去)?[^,]{2,12}?(?:(?:还|都|暂时|也)*(?:没|未|尚未)[^,]{0,7}|(?:以|之)?外)(?:(?:其他|其它|其余|别的|剩下)的?(?:都|全|均|也)*(?:已经?)?(?:报|交|弄|搞|做|办)?(?:好|完|齐|完成)?了?)?$`)
	// lateForm says why what is reported was not reported before.
	lateForm = newPattern(`^(?:但是?|只是|就是|因为|之前|此前|一直|当时|前几天|这几天|这两天|最近|太忙了?|忙|我们?|也|还|都)*` +
		`(?:(?:没|没有|未)(?:能|有)?(?:来得及|顾得上|顾上|顾得|及时|时间|空|工夫|功夫)(?:去|来|给你们?|给您|跟你们?|跟您)*(?:上报|填报|汇报|登记|报数|报送|报告|报)(?:上来|上去|过来|给你们?|给您)?|(?:忘|忘记)了?(?:上报|填报|汇报|报数|登记|报))了?(?:而已|罢了|啊|呀|哈)?$`)
	// oneForm says that what has two names was held once.
	oneForm = newPattern(`(?:是|算|属于|在|就)*(?:同一(?:场|次|个|回)(?:活动|会议|会)?|(?:合在一起|合并|合起来|一起|一并|同时|一块儿?)(?:办|搞|开|组织|举办|开展|进行))了?的?$`)
	// notUndone denies that nothing was done, before what was: 不是没答题,答了143个.
	notUndone = newPattern(`^(?:我们?|我局|我县|我区)*(?:并|也|又)?不是(?:我们?|说)?(?:没|没有|未|不)(?:搞|开展|组织|办|做|写|弄)?`)
)

// around takes such clauses out.
func (r *reporter) around() {
	if r.c.Role != ledger.Contact || r.nums == 0 {
		return
	}
	for _, c := range r.clauses() {
		sp := Span{r.toks[c.from].start, r.toks[c.to-1].end}
		switch s := r.s[sp.Start:sp.End]; {
		case r.figureIn(c.from, c.to-1) && !r.sameOne(c, s):
		case leftOutForm.find(s) != "" && r.leavesOut(c):
			r.unkept = append(r.unkept, r.quote(sp.Start, sp.End))
			r.blank(sp.Start, sp.End)
		case lateForm.find(s) != "" && r.heldOnly(), r.sameOne(c, s):
			r.blank(sp.Start, sp.End)
		case notUndone.find(s) != "" && r.figureIn(c.to, len(r.toks)-1):
			if r.classIn(c.from, c.to-1, cItem) { // which is that of the figure
				sp.End = sp.Start + len(notUndone.find(s))
			}
			r.blank(sp.Start, sp.End)
		}
	}
}

// leavesOut tells whether a clause names items that the rest of the line does not.
func (r *reporter) leavesOut(c clause) bool {
	if r.classIn(c.from, c.to-1, cUnit|cOwn|cOthers|cMeasure|cAsk) {
		return false
	}
	out := r.itemsIn(c.from, c.to, true)
	in := append(r.itemsIn(0, c.from, true), r.itemsIn(c.to, len(r.toks), true)...)
	return len(out) > 0 && !slices.ContainsFunc(out, func(k int) bool { return containsInt(in, k) })
}

// heldOnly tells whether the line speaks only of what was held or answered: a piece that
// nobody had the time to report may not be handed in.
func (r *reporter) heldOnly() bool {
	items := r.itemsIn(0, len(r.toks), true)
	return len(items) > 0 && !slices.ContainsFunc(items, func(k int) bool {
		kind := r.g.item(k).Kind
		return kind != ledger.Count && kind != ledger.Sessions
	})
}

// sameOne tells whether a clause says that two items of the line were one and the same:
// 讲座和宣讲是同一场. Its 一 counts nothing.
func (r *reporter) sameOne(c clause, s string) bool {
	if oneForm.find(s) == "" || r.classIn(c.from, c.to-1, cUnit|cNeg|cNot|cAsk|cPlan|cStage|cLoc|cAudience) {
		return false
	}
	in := r.itemsIn(c.from, c.to, true)
	rest := strings.TrimSuffix(s, oneForm.find(s))
	if len(in) < 2 && (len(in) > 0 || strings.Trim(rest, "其实都两个项这它们二者") != "" || len(r.itemsIn(0, len(r.toks), true)) < 2) {
		return false
	}
	for k := c.from; k < c.to; k++ {
		if t := &r.toks[k]; t.kind == kNum && (t.num.digits > 0 || t.num.value > 2) || t.kind == kDate {
			return false
		}
	}
	return true
}
