package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// reporter reads the frames of a report from left to right.
type reporter struct {
	*parse
	frames []*frame
	cur    *frame
	unit   int
	segs   []int // segment of each token; spaces and marks part segments
	// what waits for the next figure
	op                   ledger.Op
	allOf, may, old, fix bool
	scope                string
	fixAt                int
	approx               bool
	neg, plan            *token // in a segment that has no frame yet
	residue              []Span
	problem              *Reading
	orphanTitle          bool
	openUnit             *token
	leading              bool   // the line states additions somewhere
	opWord               *token // the word that said op
	guessed              bool   // an item was chosen among candidates
	heads                bool   // the next figure counts people: 人数
	joint                []int  // units that share what follows: 衡阳县和衡南县各
	each1                bool   // 各一场: every dated session counts one
}

// report reads what a unit states about its own work.
func (p *parse) report() (Reading, bool) {
	if p.nums == 0 && p.has&(cItem|cStage|cPieces) == 0 && !p.hasTitle() && p.has&cSignup == 0 && p.has&cEvent == 0 && p.tooVague() {
		return Reading{}, false
	}
	if p.asks() { // what was asked, and no topic found
		return Reading{}, false
	}
	if p.c.Role == ledger.Contact && p.nums <= 1 && p.has&(cItem|cMeasure) == 0 && p.has&cSignup == 0 && p.text > 0 {
		if u, ok := p.g.plan.Unit(p.c.Unit); ok && u.Kind == ledger.Section {
			for i := range p.toks {
				if t := &p.toks[i]; t.kind == kText && plausibleName(p.txt(t)) && p.has&cEvent == 0 && p.eventDays() != 1 {
					return p.ask(AskEvent, p.whole()), true
				}
			}
		}
	}
	if p.tooVague() {
		return Reading{}, false
	}
	r := &reporter{parse: p, unit: -1}
	r.segment()
	r.letterhead()
	for i := 0; i < len(p.toks); {
		i = r.take(i)
		if r.problem != nil {
			return *r.problem, true
		}
	}
	return r.finish()
}

// eventDays counts the days that the line names.
func (p *parse) eventDays() int {
	n := 0
	for i := range p.toks {
		if p.toks[i].kind == kDate {
			n++
		}
	}
	return n
}

// tooVague keeps lines without an item, a measure or a file out of reports.
func (p *parse) tooVague() bool {
	if u, ok := p.g.plan.Unit(p.c.Unit); ok && u.Kind == ledger.Section {
		for i := range p.toks {
			if t := &p.toks[i]; t.kind == kText && plausibleName(p.txt(t)) {
				return false
			}
		}
	}
	return p.has&(cItem|cMeasure|cStage|cEvent|cSignup|cUnit) == 0 && !p.hasTitle()
}

func (r *reporter) segment() {
	r.segs = make([]int, len(r.toks))
	n := 0
	for i := range r.toks {
		if r.toks[i].kind == kSep {
			n++
		}
		r.segs[i] = n
	}
}

func (r *reporter) fail(code QuestionCode, t *token) int {
	q := r.ask(code, t.span())
	if r.cur != nil && r.cur.item >= 0 {
		q.Question.Item = r.g.item(r.cur.item).ID
	}
	r.problem = &q
	return len(r.toks)
}

// open starts a frame at token i.
func (r *reporter) open(i int) *frame {
	f := &frame{unit: r.unit, item: -1, event: -1, first: i, last: i}
	if r.neg != nil {
		f.neg, r.neg = r.neg, nil
	}
	if r.plan != nil {
		f.plan, r.plan = r.plan, nil
	}
	r.frames = append(r.frames, f)
	r.cur = f
	return f
}

// take reads the token at i and returns the next one to read.
func (r *reporter) take(i int) int {
	t := &r.toks[i]
	if r.cur != nil {
		r.cur.last = i
	}
	switch t.kind {
	case kSep:
		r.separate(t)
		return i + 1
	case kNum:
		return r.number(i)
	case kTitle:
		return r.title(i)
	case kDate:
		return r.date(i)
	case kText:
		return r.letters(i)
	case kNth:
		n := r.next(i)
		if n >= 0 && r.toks[n].is(cItem) || t.num.value > 0 && r.measureInside(t) {
			return r.fail(AskNumber, t)
		}
		return i + 1
	case kArrow:
		r.fix, r.fixAt = true, i
		r.dropLast()
		return i + 1
	case kPlus:
		if n := r.next(i); n >= 0 && r.toks[n].kind == kNum {
			r.op = ledger.Add
		}
		return i + 1
	case kWord:
		return r.word(i)
	}
	return i + 1
}

// measureInside tells whether an ordinal carries the measure of an item: 第三场.
func (r *reporter) measureInside(t *token) bool {
	s := r.txt(t)
	for m := range r.g.tight {
		if strings.HasSuffix(s, m) {
			return true
		}
	}
	return strings.HasSuffix(s, "篇") || strings.HasSuffix(s, "次") || strings.HasSuffix(s, "幅")
}

func (r *reporter) separate(t *token) {
	if t.strength < sepList {
		return
	}
	if t.strength >= sepComma {
		r.trail()
		if r.problem != nil {
			return
		}
		r.scope = ""
		if r.op != "" && !r.fix {
			r.op = ""
		}
	}
}

// trail reads what stands after its figure: 6个重复的 减掉, 126人左右, 126人是上次的.
func (r *reporter) trail() {
	if r.cur == nil || len(r.cur.figs) == 0 {
		return
	}
	f := &r.cur.figs[len(r.cur.figs)-1]
	if r.approx && !f.dropped {
		f.num.approx, r.approx = true, false
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

// word reads a word by the strongest of its classes.
func (r *reporter) word(i int) int {
	t := &r.toks[i]
	w := t.w
	if i+1 < len(r.toks) && r.toks[i+1].kind == kText && t.end-t.start <= 3 && w.class&(cForeign|cMeasure|cApproxPost|cHold) != 0 && (i == 0 || r.toks[i-1].kind == kSep || r.toks[i-1].kind == kDate) {
		if c, end := r.nameRun(i + 1); c == cPlaceEnd { // 天马山公园
			return r.named(i, end, c)
		}
	}
	switch {
	case w.class&(cItem|cUnit|cEvent|cSignup|cLoc) == 0 && r.signing() && r.nameHere(i):
		end, _ := r.namesAt(i)
		return end
	case w.class&cUnit != 0:
		return r.unitWord(i)
	case w.class&cItem != 0 && !r.asFiller(i):
		return r.itemWord(i)
	case w.class&cEvent != 0 && r.signing():
		r.eventWord(i)
		return i + 1
	case w.class&cCorrect != 0 && r.corrects(i):
		if !r.numberAhead(i) {
			switch {
			case r.cur != nil && r.cur.anyDropped(): // 3场不对应该是4场,我记错了
				return i + 1
			case w.class&cNeg != 0:
				r.negate(t, i)
				return i + 1
			}
			return r.fail(AskMixed, t)
		}
		r.fix, r.fixAt = true, i
		r.op, r.allOf = "", false
		if r.txt(t) == "不是" {
			if n := r.next(i); n >= 0 && r.toks[n].kind == kNum { // 不是210是201
				r.old = true
				return i + 1
			}
		}
		r.dropLast()
		return i + 1
	case w.class&cShare != 0:
		if n := r.next(i); n >= 0 && r.toks[n].kind == kNum && r.foreignAfter(n) {
			return n + 2
		}
		return r.fail(AskMeaning, t)
	case w.class&cEither != 0:
		if j := r.prev(i); j >= 0 && (r.toks[j].kind == kNum || r.toks[j].is(cMeasure)) {
			return r.fail(AskMeaning, t)
		}
	case w.class&cParts != 0:
		if r.cur != nil && len(r.cur.figs) > 0 {
			r.cur.figs[len(r.cur.figs)-1].total = true
		}
	case (w.class&cPoison != 0 || w.class&cPlan != 0) && r.doneAhead(i):
		r.old = true
	case w.class&cPoison != 0 && w.class&(cSub|cSet|cAdd|cApproxPost) == 0 && !(w.class&cSignup != 0 && r.signing()):
		if r.cur != nil && r.cur.place != "" && w.class&cFiller != 0 {
			return i + 1
		}
		return r.fail(AskMeaning, t)
	case w.class&cDistrib != 0:
		if end, ok := r.each(i); ok {
			return end
		}
		return r.fail(AskMeaning, t)
	case w.class&cNeg != 0 && w.class&cNo == 0 || r.txt(t) == "不" || r.txt(t) == "放弃" || r.txt(t) == "取消":
		r.openUnit = nil
		r.negate(t, i)
		return i + 1
	case w.class&cPlan != 0:
		r.intend(t, i)
		return i + 1
	case w.class&cSub != 0:
		r.op, r.opWord = ledger.Sub, t
	case w.class&cOld != 0 && w.class&cSignup == 0:
		r.old = true
	case w.class&cAdd != 0:
		r.op, r.opWord = ledger.Add, t
		r.leading = true
	case w.class&cTotal != 0:
		r.allOf = true
		r.op, r.old = "", false
	case w.class&cSet != 0:
		r.op, r.old = ledger.Set, false
		if !r.fix && r.endsWithFigure() && (strings.HasPrefix(w.text, "改") || strings.HasPrefix(w.text, "更") || strings.HasPrefix(w.text, "应") || strings.HasPrefix(w.text, "实") || strings.HasPrefix(w.text, "其") || strings.HasPrefix(w.text, "调") || strings.HasPrefix(w.text, "变")) {
			r.fix, r.fixAt = true, i
			r.dropLast()
		}
	case w.class&cStaff != 0 && r.has&cOthers != 0 && r.scope == "" && r.has&cOwn == 0 && r.figureNext(i):
		r.setScope(ledger.ScopeOwn, i)
	case w.class&cMaybeAdd != 0:
		r.may = true
	case w.class&cHeads != 0 && w.class&(cAudience|cHold) == 0:
		r.heads = true
	case w.class&cApproxPre != 0:
		r.approx = true
	case w.class&cOwn != 0:
		r.setScope(ledger.ScopeOwn, i)
	case w.class&cLoc != 0:
		return r.place(i)
	case w.class&cOthers != 0 && !r.inPlaceName(i):
		r.setScope(ledger.ScopeOthers, i)
	case w.class&cStage != 0:
		return r.stageWord(i)
	case w.class&cAuthor != 0:
		return r.author(i)
	case w.class&cPieces != 0:
		if r.cur == nil {
			r.open(i)
		}
		r.cur.pieces = true
	case w.class&cWith != 0:
		if n := r.next(i); n >= 0 && r.toks[n].is(cUnit) && r.has&cDistrib == 0 {
			if r.cur == nil {
				r.open(i)
			}
			r.cur.with = true
			return n + 1
		}
		if w.class&cFiller == 0 && len(w.text) > 3 {
			r.residue = append(r.residue, t.span())
		}
	case w.class&cSignup != 0 && r.signing():
		return r.signNames(i)
	case w.class&(cMediaEnd|cPlaceEnd|cAudience|cEvent) != 0:
		return r.letters(i)
	case w.class&(cFiller|cHold|cMeasure|cForeign|cApproxPost|cDayPart|cMyself|cGreet|cThanks|cYes|cAck|cGripe|cZero|cAllUnits|cRequest|cEveryone) != 0:
	case w.class&cSignup != 0 && len(w.text) <= 6:
	case w.class&cThing != 0 && r.cur != nil:
	default:
		r.residue = append(r.residue, t.span())
	}
	return i + 1
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
			nums++
			if done && nums == 2 {
				return true
			}
		}
		switch s := r.txt(t); {
		case nums != 1:
		case strings.HasPrefix(s, "已"), s == "目前", s == "现在", s == "实际", s == "实到", s == "完成", s == "完成了", s == "截至目前":
			done = true
		case t.is(cItem) && !t.w.soft:
			return false
		}
	}
	return false
}

// each reads 各, 每 and 分别 where what they mean is plain; ok is false where it is not.
func (r *reporter) each(i int) (int, bool) {
	s := r.txt(&r.toks[i])
	n := r.next(i)
	if len(r.joint) > 1 && (s == "各" || s == "分别" || s == "均" || s == "各自") {
		return i + 1, true
	}
	if strings.HasPrefix(s, "每") && n >= 0 && r.toks[n].kind == kNum && r.foreignAfter(n) { // 每篇1500字
		return n + 2, true
	}
	days := 0
	for k := range r.toks {
		if r.toks[k].kind == kDate {
			days++
		}
	}
	if s == "分别" && days >= 2 {
		return i + 1, true
	}
	if s != "各" {
		return i, false
	}
	for k := i + 1; k < len(r.toks); k++ {
		t := &r.toks[k]
		switch {
		case t.kind == kNum:
			if t.num.value != 1 || t.num.odd != fine {
				return i, false
			}
			if r.cur != nil && len(r.cur.titles) > 0 && len(r.cur.figs) == 0 { // 《…》、《…》各一
				if m := k + 1; m < len(r.toks) && r.toks[m].is(cMeasure) {
					return k + 2, true
				}
				return k + 1, true
			}
			if days >= 2 {
				r.each1 = true
				return i + 1, true
			}
			return i, false
		case t.is(cFiller | cHold | cItem):
		default:
			return i, false
		}
	}
	return i, false
}

// asFiller tells whether an item's soft word, or a repeat, says nothing new here.
func (r *reporter) asFiller(i int) bool {
	w := r.toks[i].w
	if r.cur == nil || r.cur.item < 0 {
		return false
	}
	if w.soft && containsInt(w.items, r.cur.item) {
		return true
	}
	return false
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
}

func (r *reporter) endsWithFigure() bool {
	return r.cur != nil && len(r.cur.figs) > 0 && !r.cur.figs[len(r.cur.figs)-1].dropped
}

// negate and intend note that a segment tells of nothing done.
func (r *reporter) negate(t *token, i int) {
	if f := r.owner(i); f != nil {
		if f.neg == nil {
			f.neg = t
		}
		return
	}
	r.neg = t
}

func (r *reporter) intend(t *token, i int) {
	if f := r.owner(i); f != nil {
		if f.plan == nil {
			f.plan = t
		}
		return
	}
	r.plan = t
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

func (r *reporter) setScope(s string, i int) {
	if j := r.prev(i); j >= 0 && r.cur != nil && len(r.cur.figs) > 0 && (r.toks[j].kind == kNum || r.toks[j].is(cMeasure) && j > 0 && r.toks[j-1].kind == kNum || r.txt(&r.toks[j]) == "(") {
		if f := &r.cur.figs[len(r.cur.figs)-1]; f.scope == "" { // 126人(本单位)
			n := r.next(i)
			if n >= 0 && (r.toks[n].kind == kNum || r.toks[n].is(cTotal|cApproxPre)) && r.txt(&r.toks[j]) != "(" && i == j+1 {
				r.fail(AskWhichFigure, &r.toks[i])
				return
			}
			if n < 0 || r.toks[n].kind == kSep && r.toks[n].strength >= sepList {
				f.scope = s
				return
			}
		}
	}
	r.scope = s
	if r.cur != nil && r.cur.item >= 0 && len(r.cur.figs) == 0 && r.segs[r.cur.last] == r.segs[i] {
		r.cur.scope = s
	}
}

// unitWord names whom the report is for, unless it is the receiver or a host besides.
func (r *reporter) unitWord(i int) int {
	t := &r.toks[i]
	if j := r.prev(i); j >= 0 && i > 0 && r.toks[i-1].kind != kSep {
		pt := &r.toks[j]
		u := r.g.plan.Units[t.w.unit]
		if u.Kind == ledger.City && (pt.is(cStage) || r.txt(pt) == "报" || r.txt(pt) == "给" || r.txt(pt) == "到" || r.txt(pt) == "向" || r.txt(pt) == "送" || r.txt(pt) == "报送" || r.txt(pt) == "寄") {
			return i + 1
		}
	}
	if e, end := r.nameRun(i); e != 0 { // 衡阳日报, 衡山路
		return r.named(i, end, e)
	}
	id, ok := r.unitOf(t)
	if !ok {
		q := r.askCity(t)
		r.problem = &q
		return len(r.toks)
	}
	if r.openUnit != nil && r.openUnit.w.unit != t.w.unit && r.has&cDistrib != 0 && r.c.Role == ledger.Coordinator && (r.cur == nil || r.cur.item < 0 || len(r.cur.figs) == 0) {
		if len(r.joint) == 0 {
			r.joint = append(r.joint, r.openUnit.w.unit)
		}
		r.joint = append(r.joint, t.w.unit)
		r.openUnit, r.unit = t, t.w.unit
		if r.cur != nil {
			r.cur.unit = t.w.unit
		}
		return i + 1
	}
	if r.openUnit != nil && r.openUnit.w.unit != t.w.unit {
		q := r.ask(AskUnit, r.whole())
		q.Question.Units = []ledger.UnitID{r.g.plan.Units[r.openUnit.w.unit].ID, r.g.plan.Units[t.w.unit].ID}
		r.problem = &q
		return len(r.toks)
	}
	r.unit, r.openUnit = t.w.unit, t
	if r.cur == nil {
		return i + 1
	}
	if r.cur.unit < 0 && id == r.c.Unit && r.c.Role == ledger.Contact { // the sender's own unit changes nothing
		r.cur.unit = t.w.unit
		return i + 1
	}
	if r.cur.full(r.g) || r.cur.unit >= 0 && r.cur.unit != t.w.unit {
		prev := r.cur
		f := r.open(i)
		f.item, f.cands, f.sound = prev.item, prev.cands, prev.sound
		f.named = false
		return i + 1
	}
	r.cur.unit = t.w.unit
	return i + 1
}

// itemWord starts a frame, or names the one that waits for its item.
func (r *reporter) itemWord(i int) int {
	t := &r.toks[i]
	w := t.w
	f := r.cur
	single := -1
	if len(w.items) == 1 {
		single = w.items[0]
	}
	same := f != nil && f.item >= 0 && single == f.item
	switch {
	case f == nil || f.named && !same, f.item >= 0 && !same && f.full(r.g):
		if f != nil && f.item < 0 && !f.named {
			break
		}
		f = r.open(i)
	case same && f.full(r.g) && (w.typ != "" && f.typ != w.typ && (f.typ != "" || r.figureNext(i)) || w.typ == "" && r.figureNext(i) && !r.fix && len(f.figs) > 0):
		f = r.open(i)
		if w.typ != "" && len(r.frames) > 1 {
			f.unit = r.unit
		}
	case f.item >= 0 && !same:
		f.item, f.cands = -1, nil // an inherited item gives way
	}
	f.last = i
	f.named = true
	if w.typ != "" {
		f.typ = w.typ
	}
	if t.sound {
		f.sound = t
	}
	f.soft = w.soft && f.item < 0
	if single >= 0 {
		f.item, f.cands = single, nil
	} else if f.item < 0 || !containsInt(w.items, f.item) {
		f.item, f.cands = -1, w.items
	}
	if r.scope != "" && f.scope == "" {
		f.scope = r.scope
	}
	return i + 1
}

// figureNext tells whether a figure follows right after token i.
func (r *reporter) figureNext(i int) bool {
	for k := i + 1; k < len(r.toks); k++ {
		t := &r.toks[k]
		switch {
		case t.kind == kNum:
			return true
		case t.kind == kDash, t.kind == kSep && t.strength <= sepColon, t.is(cFiller | cTotal | cApproxPre | cAdd | cSet | cOwn | cOthers | cHold | cStage):
			continue
		}
		return false
	}
	return false
}

func (r *reporter) signing() bool {
	if r.cur != nil && r.cur.item >= 0 {
		return r.g.item(r.cur.item).Kind == ledger.Signup
	}
	return r.section() || r.has&cItem != 0 && r.signItemNamed()
}

func (r *reporter) signItemNamed() bool {
	for i := range r.toks {
		if t := &r.toks[i]; t.is(cItem) && len(t.w.items) == 1 && r.g.item(t.w.items[0]).Kind == ledger.Signup {
			return true
		}
	}
	return false
}

// section tells whether the speaker, or the unit named, is a section of the city bureau.
func (r *reporter) section() bool {
	id := r.c.Unit
	if r.unit >= 0 {
		id = r.g.plan.Units[r.unit].ID
	}
	u, ok := r.g.plan.Unit(id)
	return ok && u.Kind == ledger.Section
}
