package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file keeps apart the several sessions that one line tells of.

// sessional tells whether what is read here is, or may become, a session: the item
// is one, or there is none yet and the line names no other.
func (r *reporter) sessional() bool {
	if r.cur != nil && r.cur.item >= 0 {
		return r.g.item(r.cur.item).Kind == ledger.Sessions
	}
	if r.cur != nil && len(r.cur.cands) > 0 {
		return false
	}
	if r.has&cItem == 0 {
		return false
	}
	some := false
	for i := range r.toks {
		if k := r.itemOf(&r.toks[i], false); k >= 0 {
			if r.g.plan.Items[k].Kind != ledger.Sessions {
				return false
			}
			some = true
		}
	}
	return some
}

// sibling opens the next session beside the current one, of the same item and unit.
// The day holds for both when it was said before them: 8号在三塘社区…,在万福社区….
func (r *reporter) sibling(i int) *frame {
	prev := r.cur
	f := r.open(i)
	f.item, f.unit, f.sibling, f.beside = prev.item, prev.unit, true, prev
	f.listed, r.listing = r.listing || prev.listed, false
	if prev.day != nil && prev.dayFirst && !r.stopped(prev.first, i) {
		f.day, f.dayFirst = prev.day, true
	}
	return f
}

// stopped tells whether a full stop or a new line stands between two tokens.
func (r *reporter) stopped(from, to int) bool {
	for k := from; k < to; k++ {
		if r.toks[k].kind == kSep && r.toks[k].strength >= sepStop {
			return true
		}
	}
	return false
}

// another tells whether a place or a part of the day at i begins another session:
// the current one has its own already, and its figures or a comma after it.
func (r *reporter) another(i int) bool {
	if r.cur == nil || r.inPart || !r.sessional() || r.cur.anyDropped() {
		return false
	}
	from, _ := r.clause(i)
	return r.cur.listed && r.cur.place != "" || len(r.cur.figs) > 0 || r.cur.named && r.cur.first < from
}

// countedAhead tells whether what was just said is how many sessions there were, and
// nothing of any: 宣讲又搞了两场, 宣讲3场共150人.
func (r *reporter) countedAhead() bool {
	if r.cur == nil || r.cur.item < 0 || r.g.item(r.cur.item).Kind != ledger.Sessions || r.cur.day != nil || r.cur.place != "" {
		return false
	}
	m := r.cur.main()
	return len(m) == 1 && m[0].num.value > 1 && r.endsWithFigure()
}

// ordinal begins the session that 第一场 at i tells of, where their number was said.
func (r *reporter) ordinal(i int) bool {
	t := &r.toks[i]
	if r.cur == nil || !r.measureInside(t) || t.num.odd != fine {
		return false
	}
	told, of := 0, 0
	for _, f := range r.frames {
		switch m := f.main(); {
		case f.item < 0 || f.item != r.cur.item || r.g.item(f.item).Kind != ledger.Sessions:
			return false
		case f.sibling:
			told++
		case len(m) == 1 && f.day == nil && f.place == "":
			of = m[0].num.value
		}
	}
	if t.num.value != told+1 || t.num.value > of || of < 2 {
		return false
	}
	r.sibling(i)
	return true
}

// nextPart tells whether 下午 after 上午 begins another session.
func (r *reporter) nextPart(i int) bool {
	if !r.another(i) || r.cur.item < 0 {
		return false
	}
	for k := r.cur.first - 1; k >= 0 && r.toks[k].kind != kSep; k-- {
		if r.toks[k].is(cDayPart) {
			return true
		}
	}
	for k := r.cur.first; k < i; k++ {
		if r.toks[k].is(cDayPart) {
			return true
		}
	}
	return false
}

// oneMore tells whether 一场 at i begins the next of several sessions told one by
// one: 宣讲2场,一场在三塘社区,一场在万福社区.
func (r *reporter) oneMore(i, end int, f *figure) bool {
	if f.heads || f.num.value != 1 || f.op != "" || f.total || !r.sessional() || len(r.cur.main()) == 0 || !r.startsSegment(i) || end >= len(r.toks) {
		return false
	}
	if t := &r.toks[end]; t.kind == kDate || t.kind == kNum || t.is(cLoc) {
		return true
	}
	c, _ := r.nameRun(end)
	return c == cPlaceEnd
}

// nthSession takes 宣讲第二场 for one more session, after a yes, where the line tells
// of a single one.
func (r *reporter) nthSession(t *token) bool {
	f := r.cur
	if f == nil || f.item < 0 || r.g.item(f.item).Kind != ledger.Sessions || len(f.figs) > 0 || !strings.HasPrefix(r.txt(t), "第") || !r.measureInside(t) || r.has&(cCorrect|cSet) != 0 {
		return false
	}
	for k := range r.toks {
		if x := &r.toks[k]; x != t && (x.kind == kNth || x.kind == kNum && !r.headsAt(k)) {
			return false
		}
	}
	f.figs = append(f.figs, figure{num: number{value: 1}, tok: r.index(t), tight: -1, op: ledger.Add, turned: true})
	return true
}

// headsAt tells whether the figure at token i counts people: 55人, 55个老乡.
func (r *reporter) headsAt(i int) bool {
	m := r.measureAt(i)
	return headMeasure(m) || m == "个" && i+2 < len(r.toks) && r.toks[i+2].is(cAudience) && people[r.toks[i+2].w.text]
}

// lastOfAll tells whether the ordinal at i is the last of a total told after it:
// 宣讲第三场也搞完了,现在一共3场.
func (r *reporter) lastOfAll(i int) bool {
	if !r.measureInside(&r.toks[i]) {
		return false
	}
	whole := false
	for k := i + 1; k < len(r.toks); k++ {
		t := &r.toks[k]
		whole = whole || t.is(cTotal)
		if t.kind == kNum {
			return whole && t.num.value == r.toks[i].num.value && t.num.odd == fine
		}
	}
	return false
}

// adopt gives frames that tell of a day or a place the one session item that the
// line names elsewhere: 8号三塘社区60人,10号万福社区40人,都是宣讲.
func (r *reporter) adopt() {
	item := -1
	for _, f := range r.frames {
		if f.item >= 0 && r.g.item(f.item).Kind == ledger.Sessions {
			if item >= 0 && item != f.item {
				return
			}
			item = f.item
		}
	}
	if item < 0 {
		return
	}
	for _, f := range r.frames {
		if f.item >= 0 || len(f.cands) > 0 || f.day == nil && f.place == "" || len(f.figs) == 0 || len(f.titles) > 0 || f.stage != "" {
			continue
		}
		fits := true
		for i := range f.figs {
			fits = fits && r.fits(item, &f.figs[i])
		}
		if fits {
			f.item = item
		}
	}
}
