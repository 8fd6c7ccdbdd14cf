package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads the words that turn a figure: corrections, negations, plans,
// shares, and what stands after the figure that it speaks of.

// trail reads what stands after its figure: 6个重复的 减掉, 126人左右, 126人是上次的.
func (r *reporter) trail() {
	if r.cur == nil || len(r.cur.figs) == 0 {
		return
	}
	f := &r.cur.figs[len(r.cur.figs)-1]
	if r.approx && !f.dropped {
		f.num.approx, f.turned = true, f.turned || r.bound
		r.approx, r.bound = false, false
	}
	if r.old && !f.old {
		r.fail(AskMeaning, &r.toks[f.tok])
		return
	}
	if r.op == "" || r.opWord == nil || r.op == ledger.Set || f.op == r.op {
		return
	}
	if r.op == ledger.Add {
		switch r.txt(r.opWord) {
		case "加上", "加", "增加", "新增", "添", "追加", "加了", "增加了":
		default:
			return
		}
	}
	if f.op != "" {
		r.fail(AskMixed, r.opWord)
		return
	}
	f.op, f.turned = r.op, true
	r.op = ""
}

// beginsName tells whether the word at i is only the first letter of a place:
// 天马山公园, 开云镇, 过水坪镇.
func (r *reporter) beginsName(i int) bool {
	t := &r.toks[i]
	if i+1 >= len(r.toks) || r.toks[i+1].kind != kText || r.toks[i+1].start != t.end || t.end-t.start > 3 ||
		t.is(cItem|cUnit|cLoc|cAdd|cSub|cNeg|cPlan|cWith|cMaybeAdd|cTotal|cDistrib|cSignup) || t.is(cFiller) && !t.is(cHold|cVerdict) && !strings.Contains(placeHeads, r.txt(t)) {
		return false
	}
	if i > 0 && r.toks[i-1].kind != kSep && r.toks[i-1].kind != kDate && !r.toks[i-1].is(cLoc|cDayPart) {
		return false
	}
	c, end := r.nameRun(i + 1)
	return c == cPlaceEnd && end > i+1
}

// addedAfter tells whether 没报 is followed by 加上: left out before, added now.
func (r *reporter) addedAfter(i int) bool {
	switch r.txt(&r.toks[i]) {
	case "没报", "没算", "没记", "没加", "没统计", "没有统计", "没登", "没算进去", "少了", "少", "缺了":
	default:
		return false
	}
	for k := i + 1; k < len(r.toks); k++ {
		switch s := r.txt(&r.toks[k]); s {
		case "加上", "补上", "加", "补报", "添上", "加进去":
			return true
		}
	}
	return false
}

// foreignAfter tells whether the figure at token i has a foreign measure right after it.
func (r *reporter) foreignAfter(i int) bool {
	return i+1 < len(r.toks) && r.toks[i+1].is(cForeign)
}

func (r *reporter) numberAhead(i int) bool {
	for k := i + 1; k < len(r.toks); k++ {
		if r.toks[k].kind == kNum && !r.foreignAfter(k) {
			return true
		}
	}
	return false
}

// doneAhead tells whether a figure follows that says how much is done, so that the
// one before it (计划5场, 目标500人) is only the aim.
func (r *reporter) doneAhead(i int) bool {
	switch r.txt(&r.toks[i]) {
	case "目标", "任务", "指标", "计划", "打算", "应报", "应答", "应到", "应参加", "准备", "原计划", "原定", "预计":
	default:
		return false
	}
	nums, done := 0, false
	for k := i + 1; k < len(r.toks); k++ {
		t := &r.toks[k]
		if t.kind == kNum {
			if nums++; nums == 2 {
				return done
			}
		}
		switch s := r.txt(t); {
		case nums != 1:
		case strings.HasPrefix(s, "已"), s == "目前", s == "现在", s == "实际", s == "实到", s == "完成", s == "完成了", s == "截至目前":
			done = true
		case t.is(cItem) && !t.w.soft && !done:
			return false
		}
	}
	return false
}

// takesBack tells whether a bare 不 after a figure takes it back for the next one:
// 宣讲2场,噢不,3场; 2场不3场.
func (r *reporter) takesBack(i int) bool {
	if r.txt(&r.toks[i]) != "不" || !r.endsWithFigure() || !r.numberAhead(i) {
		return false
	}
	n := r.next(i)
	return r.toks[n].kind == kNum || n == i+1 && r.toks[n].kind == kSep || n > i+1 && (r.toks[n].kind == kNum || r.toks[n].is(cSet|cItem))
}

// corrects tells whether a correcting word takes back what stands before it.
func (r *reporter) corrects(i int) bool {
	if r.toks[i].is(cOrder) && r.nums == 0 {
		return false
	}
	return true
}

// dropLast takes back the figure before a correction.
func (r *reporter) dropLast() {
	if r.cur == nil {
		return
	}
	for k := len(r.cur.figs) - 1; k >= 0; k-- {
		if !r.cur.figs[k].dropped {
			r.cur.figs[k].dropped = true
			return
		}
	}
	if !r.cur.named && len(r.frames) > 1 && len(r.cur.figs) == 0 { // 耒阳88,常宁不对99: whose was wrong?
		r.fail(AskWhichFigure, &r.toks[r.cur.first])
	}
}

func (r *reporter) endsWithFigure() bool {
	return r.cur != nil && len(r.cur.figs) > 0 && !r.cur.figs[len(r.cur.figs)-1].dropped
}

// figureBefore tells whether a figure with its measure stands right before token i.
func (r *reporter) figureBefore(i int) bool {
	return r.toks[i-1].kind == kNum || i > 1 && r.toks[i-1].is(cMeasure) && r.toks[i-2].kind == kNum
}

// none tells whether 无 answers an item of a list with nothing: 作品无,征文1. Alone,
// or as 没有, it may only mean not yet.
func (r *reporter) none(i int) bool {
	switch r.txt(&r.toks[i]) {
	case "无", "零报告":
	default:
		return false
	}
	if r.cur == nil || !r.cur.named || r.cur.item < 0 || r.cur.full(r.g) || r.nums == 0 {
		return false
	}
	switch r.g.item(r.cur.item).Kind {
	case ledger.Count, ledger.Entry, ledger.Sessions:
	default:
		return false
	}
	n := r.next(i)
	if n >= 0 && (r.toks[n].kind != kSep || r.toks[n].strength < sepList) && !(n > i+1 && r.toks[n].is(cItem)) {
		return false
	}
	j := r.prev(i)
	for j >= 0 && (r.toks[j].kind == kSep && r.toks[j].strength <= sepColon || r.toks[j].is(cFiller) && !r.toks[j].is(cItem)) {
		j--
	}
	return j >= 0 && r.toks[j].is(cItem)
}

// negate and intend note that a segment tells of nothing done.
func (r *reporter) negate(t *token, i int) {
	if r.ofOthers(i) || r.otherBox(i) {
		return
	}
	if f := r.owner(i); f != nil {
		if r.afterStage(f, t, i) {
			return
		}
		if f.neg == nil {
			f.neg = t
		}
		return
	}
	r.neg = t
}

// owner is the frame that the words at i belong to: the one of this segment, or
// the one before unless an item follows in the segment.
func (r *reporter) owner(i int) *frame {
	if r.cur == nil {
		return nil
	}
	if r.segs[r.cur.first] == r.segs[i] || r.sameSegment(r.cur, i) {
		return r.cur
	}
	for k := i + 1; k < len(r.toks) && r.segs[k] == r.segs[i]; k++ {
		if t := &r.toks[k]; t.is(cItem) && !t.w.soft {
			return nil
		}
		if t := &r.toks[k]; t.kind == kNum { // 准备报2篇: a figure of its own
			if m := r.measureAt(k); m != "" {
				if tight, ok := r.g.tight[m]; ok && tight >= 0 && tight != r.cur.item {
					return nil
				}
			}
		}
	}
	return r.cur
}

func (r *reporter) sameSegment(f *frame, i int) bool {
	for k := f.first; k < i; k++ {
		if r.segs[k] == r.segs[i] && (r.toks[k].is(cItem) || r.toks[k].kind == kNum) {
			return true
		}
	}
	return false
}
