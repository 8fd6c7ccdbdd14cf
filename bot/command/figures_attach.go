package command

import "pufabot/bot/ledger"

// leads tells whether the people just counted held the session instead of hearing it.
func (r *reporter) leads(k int) bool {
	for ; k < len(r.toks) && r.toks[k].kind != kSep && r.toks[k].kind != kNum; k++ {
		switch r.txt(&r.toks[k]) {
		case "领导", "局领导", "带队", "主讲", "主持", "讲师", "牵头", "宣传员", "工作人员", "志愿者", "局长", "副局长", "宣讲员":
			return true
		}
	}
	return false
}

func headMeasure(m string) bool {
	switch m {
	case "人", "个人", "名", "位", "人次", "号人", "名同志", "位同志", "名干部", "名职工", "名党员", "个干部", "个职工", "个同志", "人参与", "人参加":
		return true
	}
	return false
}

func (r *reporter) itemOrNumber(k int) bool {
	k--
	n := r.next(k)
	return n >= 0 && (r.toks[n].kind == kNum || r.toks[n].is(cItem|cOwn|cOthers))
}

// itemAhead is the item named after token k in the same segment, before any figure.
func (r *reporter) itemAhead(k int) int {
	for ; k < len(r.toks); k++ {
		t := &r.toks[k]
		switch {
		case t.kind == kSep, t.kind == kNum, t.kind == kTitle, t.kind == kDate:
			return -1
		case t.is(cItem) && len(t.w.items) == 1 && !t.w.soft:
			return t.w.items[0]
		case t.is(cItem) && len(t.w.items) == 1:
			return t.w.items[0]
		}
	}
	return -1
}

// typeAhead is the type named after token k in the same segment, before any figure.
func (r *reporter) typeAhead(k int) string {
	for ; k < len(r.toks) && r.toks[k].kind != kSep && r.toks[k].kind != kNum; k++ {
		if t := &r.toks[k]; t.is(cItem) {
			return t.w.typ
		}
	}
	return ""
}

// fits tells whether an item is counted with the measure (none fits all).
func (r *reporter) fits(item int, f *figure) bool {
	if f.measure == "" {
		return true
	}
	return r.g.measures[item][f.measure] || r.g.item(item).Kind == ledger.Sessions && f.heads
}

// attach finds the frame of a figure.
func (r *reporter) attach(i, end int, f figure, fixed bool) {
	cur := r.cur
	if fixed && f.measure == "" && r.itemAhead(end) < 0 && len(r.itemsIn(0, i, false)) > 1 && len(r.itemsIn(r.fixAt, i, false)) == 0 {
		q := r.ask(AskWhichFigure, r.whole())
		r.problem = &q
		return
	}
	if f.measure != "" && cur != nil && cur.item >= 0 && !r.fits(cur.item, &f) && r.g.item(cur.item).Kind == ledger.Sessions && r.toks[end-1].is(cForeign) {
		return // 资料300份, beside a session
	}
	ahead := r.itemAhead(end)
	startsSegment := r.startsSegment(i)
	if ahead >= 0 && r.fits(ahead, &f) && !fixed {
		waiting := cur != nil && cur.item >= 0 && !cur.full(r.g)
		if cur == nil || cur.item >= 0 && cur.item != ahead && (!waiting || startsSegment) {
			nf := r.open(i)
			nf.figs = append(nf.figs, f)
			return
		}
		if cur != nil && cur.item == ahead && len(cur.figs)+len(cur.titles) > 0 && cur.full(r.g) && r.typeAhead(end) != cur.typ { // 作品两个,一个漫画一个海报
			nf := r.open(i)
			nf.figs = append(nf.figs, f)
			return
		}
	}
	switch {
	case cur == nil:
		cur = r.open(i)
	case !fixed && r.oneMore(i, end, &f):
		cur = r.sibling(i)
	case cur.item >= 0 && f.tight >= 0 && f.tight != cur.item && !r.fits(cur.item, &f):
		if !cur.full(r.g) && cur.named && r.segs[cur.last] == r.segs[i] && r.g.item(cur.item).Kind != ledger.Count {
			q := r.ask(AskMeasure, Span{r.toks[cur.first].start, r.toks[end-1].end})
			q.Question.Item = r.g.item(cur.item).ID
			r.problem = &q
			return
		}
		if fixed { // 征文2篇,宣讲3场,不对 4场 was dropped already; 不对 with another item is unclear
			q := r.ask(AskWhichFigure, r.whole())
			r.problem = &q
			return
		}
		cur = r.open(i)
		cur.item = f.tight
	case cur.item < 0 && len(cur.cands) == 0 && len(cur.figs) == 1 && cur.figs[0].heads && (cur.day != nil || cur.place != "") && r.sessionsOf(f.tight): // 8号在党校来了73人,报1场宣讲
		cur.item, cur.figs[0].people = f.tight, true
	case cur.item < 0 && len(cur.cands) == 0 && len(cur.figs) > 0 && f.tight >= 0 && f.tight != cur.figs[0].tight:
		cur = r.open(i)
	}
	if cur.item < 0 && len(cur.cands) == 0 && f.tight >= 0 && ahead < 0 && !r.section() {
		cur.item = f.tight
	}
	if cur.item >= 0 && r.g.item(cur.item).Kind == ledger.Sessions && f.heads {
		f.people = true
	}
	if f.scope == "" {
		f.scope = cur.scope
	}
	cur.figs = append(cur.figs, f)
	cur.last = end - 1
}

// startsSegment tells whether only fillers stand before token i in its segment.
func (r *reporter) startsSegment(i int) bool {
	for k := i - 1; k >= 0 && r.segs[k] == r.segs[i]; k-- {
		t := &r.toks[k]
		if t.kind == kSep || t.is(cFiller|cAdd|cTotal|cApproxPre|cSet|cMaybeAdd|cHold|cOwn|cOthers) && !t.is(cItem|cUnit) {
			continue
		}
		return false
	}
	return true
}
