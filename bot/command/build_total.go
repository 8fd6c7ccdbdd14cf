package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// This file settles the figures of one frame.

// total settles the figures of one box: a stated total wins when the parts agree;
// one figure stands for itself; anything else is a question.
func (r *reporter) total(f *frame, figs []*figure) (v *figure, op ledger.Op, stated bool, q *Reading) {
	fail := func(code QuestionCode, a, b int) (*figure, ledger.Op, bool, *Reading) {
		x := r.ask(code, r.frameSpan(f))
		x.Question.Item, x.Question.Value, x.Question.Other = r.g.item(f.item).ID, a, b
		return nil, "", false, &x
	}
	var whole, fixed *figure
	var parts []*figure
	for _, x := range figs {
		switch {
		case x.old:
			if len(figs) == 1 {
				return fail(AskMeaning, x.num.value, 0)
			}
		case x.total && whole == nil:
			whole = x
		case x.total:
			return fail(AskWhichFigure, whole.num.value, x.num.value)
		case x.fixes || x.op == ledger.Set && len(figs) > 1:
			if fixed != nil {
				return fail(AskWhichFigure, fixed.num.value, x.num.value)
			}
			fixed = x
		default:
			parts = append(parts, x)
		}
	}
	sum, plain, some, days, added, joined := 0, 0, 0, 0, 0, false
	for i, x := range parts {
		joined = joined || i > 0 && (x.joins || x.ofDay && x.op == "" && parts[i-1].ofDay && parts[i-1].op == "") // 803加上15, 昨天803今天15
		switch {
		case whole != nil && x.num.value <= whole.num.value && (x.part || x.ofDay):
			some += x.num.value // 征文3篇,其中获奖1篇; 今天20人,累计126人
			if !x.part {
				days += x.num.value
			}
		case x.op == ledger.Add:
			added += x.num.value
		case x.op == "":
			sum += x.num.value
			plain++
		}
	}
	if whole != nil && (some > whole.num.value || whole.exact && some != whole.num.value) {
		return fail(AskSum, some, whole.num.value)
	}
	switch {
	case fixed != nil && whole == nil:
		if plain == 1 && sum+added-deducted(f) == fixed.num.value && sum != fixed.num.value { // 1200,扣除重复的35,实报1165; 803,又加15,现在818
			return fixed, ledger.Set, true, nil
		}
		if plain > 0 || fixed.op == ledger.Add || fixed.op == ledger.Sub {
			return fail(AskWhichFigure, fixed.num.value, sum)
		}
		if op := takenBack(f); op != "" && fixed.op == "" { // 又搞了一场,不对,是两场: two more, or two in all?
			fixed.may = true
			return fixed, op, true, nil
		}
		return fixed, ledger.Set, true, nil
	case whole != nil:
		if all := sum + added + days; all != whole.num.value && (joined || plain > 0 && sum != whole.num.value) { // 803加上15一共818
			return fail(AskSum, all, whole.num.value)
		}
		if fixed != nil && fixed.num.value != whole.num.value {
			return fail(AskWhichFigure, fixed.num.value, whole.num.value)
		}
		return whole, ledger.Set, false, nil
	case len(parts) == 1:
		x := parts[0]
		switch x.op {
		case "":
			return x, ledger.Set, false, nil
		case ledger.Set:
			return x, ledger.Set, true, nil
		}
		return x, x.op, true, nil
	case len(parts) == 0:
		return nil, "", false, nil
	}
	if f.kinds > 0 && f.kinds+1 == len(parts) && plain == len(parts) && some == 0 { // the sum, after a yes
		all := *parts[0]
		all.num.value = sum
		f.figs[0].turned = true
		return &all, ledger.Set, false, nil
	}
	if some == 0 && plain == len(parts) && r.countedAgain(f, parts) { // 两篇,一篇局长写的,一篇统计员写的
		for _, x := range parts[1:] {
			x.dropped = true
		}
		parts[0].turned = true
		return parts[0], ledger.Set, false, nil
	}
	return fail(AskWhichFigure, parts[0].num.value, parts[1].num.value)
}

// countedAgain tells whether the figures behind the first are its parts: they add up to
// it, and nothing between them says that they count otherwise.
func (r *reporter) countedAgain(f *frame, figs []*figure) bool {
	first, rest := figs[0], figs[1:]
	sum := 0
	for _, x := range rest {
		if x.measure != first.measure || x.num.value == 0 || x.num.odd != fine || x.num.approx || x.tok < first.tok {
			return false
		}
		sum += x.num.value
	}
	_, to := r.clause(figs[len(figs)-1].tok)
	return len(rest) > 1 && sum == first.num.value && r.g.item(f.item).Kind != ledger.Sessions &&
		!r.classIn(first.tok, to, cNeg|cNot|cSub|cAdd|cOld|cPlan|cPoison|cVerdict|cCorrect|cZero)
}

// joining are the words that add a figure to the one before it.
var joining = wordSet("加 加上 再加 再加上 另加")

// deducted is what the words of a frame take away.
func deducted(f *frame) int {
	n := 0
	for i := range f.figs {
		if f.figs[i].op == ledger.Sub {
			n += f.figs[i].num.value
		}
	}
	return n
}

// takenBack is what the figure that was put right would have done: add, or take away.
func takenBack(f *frame) ledger.Op {
	for i := range f.figs {
		if x := &f.figs[i]; x.dropped && x.op != ledger.Set && x.op != "" {
			return x.op
		}
	}
	return ""
}

// undone takes away the figures that stand in the clause of a plan or a negation:
// 宣讲搞了2场,还要搞1场. It tells whether exactly one other figure is left.
func (r *reporter) undone(t *token, figs []*figure) bool {
	from, to := r.clause(r.index(t))
	left := 0
	for _, x := range figs {
		switch in := x.tok >= from && x.tok <= to; {
		case x.total:
			return false
		case !in:
			left++
		}
	}
	if left != 1 {
		return false
	}
	for _, x := range figs {
		x.dropped = x.tok >= from && x.tok <= to
	}
	return true
}

// upTo tells whether the day of a frame is the one up to which it counts.
func (r *reporter) upTo(f *frame) bool {
	for i := range f.figs {
		if f.figs[i].total || f.figs[i].op == ledger.Set {
			return true
		}
	}
	if r.g.staffed(f.item) { // a lecture is one day's
		return true
	}
	return r.untilDay(f) || r.nextToDay(f, 1, "(") || r.nextToDay(f, -1, "(")
}

// untilDay tells whether the day of a frame only bounds it: 截至12月15日. 到 after a
// day leads to a place.
func (r *reporter) untilDay(f *frame) bool {
	return r.nextToDay(f, -1, "截至", "截止", "截止到", "截至到", "到", "至") || r.nextToDay(f, 1, "止", "为止", "前", "之前", "数据", "的数据", "报数", "统计数据", "统计数")
}

// nextToDay tells whether one of the words stands right before (-1) or after (1)
// the day of a frame.
func (r *reporter) nextToDay(f *frame, side int, words ...string) bool {
	k := r.index(f.day) + side
	return k >= 0 && k < len(r.toks) && slices.Contains(words, r.txt(&r.toks[k]))
}
