package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file reads the words that name whom and what a figure is for.

// asFiller tells whether an item's soft word, or a repeat, says nothing new here.
func (r *reporter) asFiller(i int) bool {
	w := r.toks[i].w
	if r.came(i) {
		r.heads = true
		return true
	}
	if r.cur == nil || r.cur.item < 0 {
		return false
	}
	if w.soft && containsInt(w.items, r.cur.item) {
		return true
	}
	return false
}

// came tells whether the word at i, which names an item only softly, says how many came
// to the sessions of a line that does not name that item: 宣讲1场,听课75人.
func (r *reporter) came(i int) bool {
	t := &r.toks[i]
	if !t.is(cHeads) || t.w == nil || !t.w.soft || len(t.w.items) != 1 {
		return false
	}
	named := r.itemsIn(0, len(r.toks), false)
	return !containsInt(named, t.w.items[0]) && slices.ContainsFunc(named, r.sessionsOf)
}

// reportOf tells whether the unit's own name at i only says whose report is spoken of.
func (r *reporter) reportOf(i int) bool {
	for i++; i < len(r.toks) && r.toks[i].kind != kNum && r.toks[i].kind != kSep; i++ {
		if strings.Contains(r.txt(&r.toks[i]), "数据") || r.txt(&r.toks[i]) == "所报" {
			return true
		}
	}
	return false
}

// receives tells whether the unit at token i is whom something goes to: 已报送市局.
func (p *parse) receives(i int) bool {
	if p.g.plan.Units[p.toks[i].w.unit].Kind == ledger.City && p.c.Role == ledger.Contact && p.commands(i) {
		return true
	}
	if p.greeted(i) {
		return true
	}
	if i == 0 || p.toks[i-1].kind == kSep || p.g.plan.Units[p.toks[i].w.unit].Kind != ledger.City {
		return false
	}
	if p.toks[i-1].is(cStage) {
		return true
	}
	switch p.txt(&p.toks[i-1]) {
	case "报", "给", "到", "向", "送", "报送", "寄":
		return true
	case "至", "往": // 报送至市局
		return i > 1 && p.toks[i-2].is(cStage|cFiller)
	}
	return false
}

// greeted tells whether the city at token i is whom a letter opens with: 尊敬的市局领导:.
func (p *parse) greeted(i int) bool {
	if p.g.plan.Units[p.toks[i].w.unit].Kind != ledger.City || i+1 >= len(p.toks) || i > 2 {
		return false
	}
	n := i + 1
	for n < len(p.toks) && (p.toks[n].is(cGreet|cEveryone) || greeting[p.txt(&p.toks[n])] || bosses[p.txt(&p.toks[n])]) && p.toks[n].kind != kSep {
		n++
	}
	return n > i+1 && n < len(p.toks) && p.toks[n].kind == kSep
}

// greeting are the words that such an opening goes on with.
var greeting = wordSet("各位 各位领导 领导 领导们 领导好 老师 老师好 老师们 同志 同志们 们 好 您好 你好")

// commands tells whether the city at token i is spoken of as the one that demands:
// 市局让我们…, 根据市局要求.
func (p *parse) commands(i int) bool {
	if id, _ := p.unitOf(&p.toks[i]); id == p.c.Unit {
		return false
	}
	if i > 0 {
		for _, g := range grounds {
			if strings.HasPrefix(p.txt(&p.toks[i-1]), g) {
				return true
			}
		}
	}
	return i+1 < len(p.toks) && p.toks[i+1].kind == kWord && p.toks[i+1].w.beside&(besideDemand|besideCause) != 0
}

// unitWord names whom the report is for, unless it is the receiver or a host besides.
func (r *reporter) unitWord(i int) int {
	t := &r.toks[i]
	if r.receives(i) {
		return i + 1
	}
	if i > 0 && r.cur == nil && denying[r.txt(&r.toks[i-1])] { // 我们是衡阳县不是衡南县
		r.weighAll(r.toks[i-1].start, t.end)
		r.fix = false
		return i + 1
	}
	if next, done := r.cityBeside(i); done {
		return next
	}
	if u := r.g.plan.Units[t.w.unit]; u.Kind == ledger.Section && r.c.Role == ledger.Contact && !r.staffs() && u.ID != r.c.Unit { // 办公室说: its own
		r.residue = append(r.residue, t.span())
		return i + 1
	}
	if r.c.Role == ledger.Coordinator && r.unit < 0 && i+1 < len(r.toks) && r.toks[i+1].kind == kText && r.toks[i+1].start == t.end { // 衡南东山村
		if id, ok := r.unitOf(t); ok {
			if c, _ := r.nameRun(i + 1); c == cPlaceEnd && r.g.plan.Units[t.w.unit].ID == id && r.onlyUnit() {
				r.unit, r.openUnit = t.w.unit, t
				return i + 1
			}
		}
	}
	if e, end := r.nameRun(i); e != 0 && !r.sendsSomebody(i) { // 衡阳日报, 衡山路
		return r.named(i, end, e)
	}
	id, ok := r.unitOf(t)
	if !ok {
		q := r.askCity(t)
		r.problem = &q
		return len(r.toks)
	}
	if r.openUnit != nil && r.openUnit.w.unit != t.w.unit && r.fix && r.cur == nil { // 耒阳,不对,常宁答题102人
		r.weigh(r.fixAt)
		r.unit, r.openUnit, r.fix = t.w.unit, t, false
		return i + 1
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
	if single >= 0 && r.forEvent(i) { // 张三参加12月9日进企业宣讲
		r.weigh(i)
		return i + 1
	}
	same := f != nil && f.item >= 0 && single == f.item
	narrows := f != nil && f.item < 0 && single >= 0 && containsInt(f.cands, single) && len(f.figs) == 0 // 这篇是征文
	switch {
	case narrows:
	case f == nil || (f.named || f.listed) && !same, f.item >= 0 && !same && f.full(r.g):
		if f != nil && f.item < 0 && !f.named && !f.listed {
			break
		}
		f = r.open(i)
	case same && w.typ != "" && f.typ == "" && len(f.titles) > 0 && len(f.figs) == 0 && r.segs[f.first] == r.segs[i]: // 作品《甲》漫画1幅
	case same && w.typ != "" && f.typ == "" && len(f.titles)+len(f.figs) == 0 && r.segs[f.first] == r.segs[i]: // 作品交了漫画1幅
	case same && f.full(r.g) && (w.typ != "" && f.typ != w.typ && (f.typ != "" || r.figureNext(i) || len(f.figs) > 0 && i+1 < len(r.toks) && r.toks[i+1].kind == kTitle) || w.typ == "" && r.figureNext(i) && !r.fix && len(f.figs) > 0):
		f = r.open(i)
		if w.typ != "" && len(r.frames) > 1 {
			f.unit = r.unit
		}
	case same && w.typ != "" && f.typ != "" && f.typ != w.typ && f.named: // 海报、漫画共2件
		f = r.open(i)
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
