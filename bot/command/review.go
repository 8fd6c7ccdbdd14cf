package command

import (
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// reviewer gathers the verdicts of a line from left to right, each with the units,
// the item and the pieces that it is about.
type reviewer struct {
	*parse
	out           []Act
	units, except []ledger.UnitID
	whose         []ledger.UnitID // the units of the last verdict
	item          ledger.ItemID
	typ           string
	fresh         bool // an item, a type or a title was named since the last verdict
	titles        []string
	places        []string // 第2篇
	leave         Pick     // the pieces that an exception is about
	all           bool
	every         bool   // 都, of named units: the pieces judged before, too
	excepts       []Span // what is left out
	wrong         string // what is wrong with it
	strong        bool   // one verdict at least means nothing else
	doubt         bool   // a verdict may be told, hoped for or somebody else's
	part, parts   int    // a token that picks pieces without naming them, and how many do
	items         int    // how many items were named
	unitsAt       int    // the token of the first of units
	echo          int    // where the last verdict is said again

	groups []group // those of the verdict that are closed (review_groups.go)
	own    bool    // an item was named since the units of the open one, or the verdict before
	lead   bool    // the names of the open one stand before its units
	stray  bool    // letters behind its units are not understood
	torn   bool    // whose a piece is cannot be told
}

// review: verdicts on what was handed in, by unit; several in one line, with
// reasons and exceptions.
func (p *parse) review() (Reading, bool) {
	q, sure := p.choices()
	if !sure {
		return p.ask(AskMixed, p.whole()), true
	}
	return q.verdicts()
}

// verdicts reads the verdicts of a line in which each stands with what it is about.
func (p *parse) verdicts() (Reading, bool) {
	if p.has&cVerdict == 0 || p.orderAt("undo") >= 0 {
		return Reading{}, false
	}
	v := &reviewer{parse: p, part: -1}
	out := p.exceptions()
	for i := 0; i < len(p.toks); i++ {
		if len(out) > 0 && out[0].has(i) {
			if r, stop := v.leaveOut(out[0]); stop {
				return r, true
			}
			i, out = out[0].to-1, out[1:]
			continue
		}
		if r, stop := v.take(i); stop {
			return r, r.Outcome != ""
		}
	}
	if len(v.out) == 0 {
		return Reading{}, false
	}
	if r, stop := v.settle(); stop {
		return r, r.Outcome != ""
	}
	r, ok := v.rule()
	if ok && r.Outcome != Ask && len(r.Acts) > 1 && p.judgesRest() { // whose the rest is would have to be told
		return p.ask(AskMixed, p.whole()), true
	}
	return r, ok
}

// take reads one token; a reading without an outcome says that the line is no review.
func (v *reviewer) take(i int) (Reading, bool) {
	t := &v.toks[i]
	switch {
	case t.is(cItem) && !t.sound && !(t.w.soft && v.item != ""):
		v.named(t)
	case t.is(cUnit) && i > 0 && (v.txt(&v.toks[i-1]) == "不是" || v.txt(&v.toks[i-1]) == "并非"): // 选上的是衡南,不是衡山
	case t.is(cUnit):
		id, ok := v.unitOf(t)
		if !ok {
			return v.askCity(t), true
		}
		v.beforeUnit()
		if len(v.units) == 0 {
			v.unitsAt = i
		}
		v.units = append(v.units, id)
	case t.is(cVerdict) && v.byWay(i):
	case t.is(cVerdict) && !t.is(cItem):
		if k := v.prev(i); k >= 0 && v.toks[k].is(cNot|cNeg) && !v.toks[k].is(cVerdict) && !v.faulty(k) {
			return Reading{}, true // 没通过, 还没退回: told, not ruled
		}
		if v.asks() {
			return Reading{}, true
		}
		v.doubt = v.doubt || v.told(i)
		v.verdict(t)
	case t.kind == kTitle:
		v.titles, v.fresh = append(v.titles, strings.Trim(v.txt(t), "《》")), true
	case t.kind == kNth && t.num.value > 0 && t.num.odd == fine: // 第2篇
		v.places, v.fresh = append(v.places, strconv.Itoa(t.num.value)), true
	case v.partly(i): // 退回1篇: which one is it?
		v.part = i
		v.parts++
	case t.is(cAllUnits) && (v.txt(t) != "都" || len(v.units) == 0):
		v.all = true
		v.every = len(v.units) > 0
	case t.is(cAllUnits):
		v.every = true
	default:
		v.astray(t)
	}
	return Reading{}, false
}

// faulty tells whether the word at token k denies nothing of the verdict behind it, but
// is the fault that it is given for: 质量太差退回, 公章没盖退回.
func (v *reviewer) faulty(k int) bool {
	from, _ := v.clause(k)
	for i := k; i > from; i-- {
		if v.toks[i-1].is(cUnit|cItem) && !v.toks[i-1].w.soft {
			from = i
			break
		}
	}
	s := v.s[v.toks[from].start:v.toks[k].end]
	return letters1(s) > 2 && failings.in(s) != "" && !denials[v.txt(&v.toks[k])]
}

// settle places what came after the last verdict and asks about what cannot be ruled.
func (v *reviewer) settle() (Reading, bool) {
	if v.torn {
		return v.ask(AskMixed, v.whole()), true
	}
	last := &v.out[len(v.out)-1]
	if v.trails(last) { // 退回石鼓的海报和珠晖的漫画
		a := *last
		if len(v.units) > 0 {
			a.Units = v.units
		}
		a.Item, a.Type, a.Titles, a.IDs = v.item, v.typ, v.titles, v.places
		acts, sure := v.each(a)
		if !sure {
			return v.ask(AskMixed, v.whole()), true
		}
		v.out = append(v.out[:len(v.out)-1], acts...)
		v.units, v.titles, v.places = nil, nil, nil
		last = &v.out[len(v.out)-1]
	}
	if len(v.titles) > 0 { // 退回《甲》
		if len(last.Titles) > 0 {
			return v.ask(AskMixed, v.whole()), true
		}
		last.Titles = v.titles
	}
	if len(v.places) > 0 { // 退回祁东征文第2篇
		if len(last.IDs) > 0 {
			return v.ask(AskMixed, v.whole()), true
		}
		last.IDs = v.places
	}
	if len(v.units) > 0 { // 退回耒阳
		if len(last.Units) > 0 {
			if len(v.out) == 1 && v.c.Role != ledger.Coordinator {
				return Reading{}, true
			}
			return v.ask(AskWho, v.whole()), true
		}
		if v.all && v.marked(last.Span.End, v.toks[v.unitsAt].start) { // 都通过,石鼓…: the bulk is not about that one
			return v.ask(AskMixed, v.whole()), true
		}
		last.Units = v.units
	}
	if v.part >= 0 && v.parts == 1 && last.Verdict == "select" && v.toks[v.part].num.value == len(last.Units) && len(last.Units) > 1 { // 选3篇报省:衡南、祁东、常宁
		v.part = -1
	}
	chief := v.c.Role == ledger.Coordinator
	returned := anyAct(v.out, func(a *Act) bool { return a.Verdict == "return" })
	units := anyAct(v.out, func(a *Act) bool { return len(a.Units) > 0 })
	shared := anyAct(v.out, func(a *Act) bool { return len(a.Units) > 1 && len(a.Titles)+len(a.IDs) > 0 })
	ownerless := anyAct(v.out, func(a *Act) bool { return len(a.Units) == 0 && len(a.IDs) > 0 }) // 征文第2篇退回: whose?
	switch {
	case !v.strong && !units && !v.all, v.c.Role == ledger.Unbound && !v.strong:
		return Reading{}, true
	case chief && shared, chief && v.part >= 0 && v.items > 1: // whose title? 征文通过,宣讲2场: a report besides
		return v.ask(AskMixed, v.whole()), true
	case chief && v.part >= 0 && v.has&cDistrib != 0 && v.out[0].Verdict == "select": // 各选一篇
		q := v.ask(AskPiece, v.toks[v.part].span())
		q.Question.Item = v.item
		return q, true
	case chief && v.part >= 0 && last.Verdict == "select" && !v.all && len(last.Titles)+len(last.IDs) == 0 && v.chooses(&v.toks[len(v.toks)-1]): // 征文选1篇报省: which?
		q := v.ask(AskPiece, v.toks[v.part].span())
		q.Question.Item = v.item
		return q, true
	case chief && ownerless:
		q := v.ask(AskPiece, v.whole())
		q.Question.Item = v.item
		return q, true
	case chief && v.part >= 0 && (v.parts > 1 || returned && !v.all && v.has&cAllUnits == 0):
		if it, ok := v.g.plan.Item(v.item); ok && it.Kind != ledger.Entry {
			return Reading{}, true
		}
		q := v.ask(AskPiece, v.toks[v.part].span())
		q.Question.Item = v.item
		return q, true
	case !v.strong && chief && units && v.judgesPieces(last):
		if v.marked(v.toks[v.part].start, last.Span.Start) { // 衡南征文2篇,没问题: a report, or a verdict?
			return v.ask(AskMixed, v.whole()), true
		}
	case !v.strong && v.nums > 0:
		return Reading{}, true
	case !v.strong && chief && v.hasDay() && !returned: // 22号交也行: more time, or the piece?
		return v.ask(AskMixed, v.whole()), true
	}
	return Reading{}, false
}

// judgesPieces tells whether the only figure of the line counts the pieces that a verdict
// behind it is about: 衡南的两篇征文都可以.
func (v *reviewer) judgesPieces(a *Act) bool {
	it, ok := v.g.plan.Item(a.Item)
	return ok && it.Kind == ledger.Entry && v.nums == 1 && v.part >= 0 && v.toks[v.part].start < a.Span.Start && !v.hasDay()
}
