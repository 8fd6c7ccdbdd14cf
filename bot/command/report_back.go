package command

import "strings"

// This file goes back to what was told before, where a correction names it.

// lastSays tells whether the last figure is just that.
func (r *reporter) lastSays(value int) bool {
	return r.endsWithFigure() && r.cur.figs[len(r.cur.figs)-1].num.value == value
}

// goBack goes back to the item that the correction at i names, where it was told of
// before: 征文2篇,宣讲3场,错了,宣讲应该是4场. One that was not is told instead of the item
// before: 作品2件,不对,是征文2篇.
func (r *reporter) goBack(i int) {
	if r.cur == nil || r.cur.item < 0 || r.namedAgain() {
		return
	}
	item := -1
	for k := i + 1; k < len(r.toks) && r.toks[k].kind != kNum; k++ {
		switch t := &r.toks[k]; {
		case t.is(cUnit), t.kind == kTitle, t.kind == kDate, t.kind == kText && letters1(r.txt(t)) > 0:
			return
		case t.is(cItem) && !t.w.soft && !t.sound:
			if len(t.w.items) != 1 || item >= 0 && item != t.w.items[0] || t.w.typ != "" {
				return
			}
			item = t.w.items[0]
		}
	}
	if item < 0 || item == r.cur.item {
		return
	}
	for _, f := range r.frames {
		if f.item == item && f.unit == r.cur.unit && len(f.main()) == 1 && len(f.titles) == 0 {
			r.cur = f
			return
		}
	}
	if m := r.cur.main(); len(m) == 1 && len(r.cur.figs) == 1 && len(r.cur.titles) == 0 && r.cur.place == "" {
		r.cur.instead = true
	} else if len(m) > 0 {
		r.fail(AskMixed, &r.toks[i])
	}
}

// namedAgain tells whether the item before a correction was told of before, so that it
// is put right there: 征文2篇,作品3件,征文错了,是3篇.
func (r *reporter) namedAgain() bool {
	n := len(r.frames) - 1
	if n < 1 || r.frames[n] != r.cur || len(r.cur.figs)+len(r.cur.titles) > 0 || r.cur.typ != "" || r.cur.day != nil || r.cur.place != "" {
		return false
	}
	for _, f := range r.frames[:n] {
		if f.item == r.cur.item && f.unit == r.cur.unit && len(f.main()) == 1 && len(f.titles) == 0 {
			r.frames, r.cur = r.frames[:n], f
			return true
		}
	}
	return false
}

// toldWrongly tells whether the word at i says of what was reported earlier that it was
// too much or too little, and by how much.
func (r *reporter) toldWrongly(i int) bool {
	if !r.figureNext(i) {
		return false
	}
	from, _ := r.clause(i)
	for k := from; k < i; k++ {
		if t := &r.toks[k]; t.is(cOld) && strings.HasSuffix(r.txt(t), "的") {
			r.weigh(k)
			return true
		}
	}
	return false
}
