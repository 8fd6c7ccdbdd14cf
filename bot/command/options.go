package command

import (
	"slices"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// maxOffered is how many tokens a line has at most whose readings are tried out;
// longer ones must not cost more.
const maxOffered = 200

// options turn a question back into one that a number answers: each candidate is
// said in full and read like any other line. Candidates that would still be unclear
// are not offered.
func (p *parse) options(r *Reading) {
	p.stages(r)
	if r.Outcome != Ask || len(r.Question.Options) > 0 || len(p.toks) > maxOffered {
		return
	}
	q := &r.Question
	switch q.Code {
	case AskItem:
		q.Corrects = p.has&cCorrect != 0
		for _, id := range q.Items {
			name := p.g.plan.ItemName(id)
			p.offer(q, name, name+" "+p.s, id)
		}
	case AskCity:
		for _, id := range q.Units {
			name := p.g.plan.UnitName(id)
			p.offer(q, name, strings.Replace(p.s, q.Quote, name, 1), q.Item)
		}
	case AskEvent:
		if i := (&reporter{parse: p}).signItem(); q.Item == "" && i >= 0 { // 王芳 刘洋
			q.Item = p.g.plan.Items[i].ID
		}
		for _, m := range p.eventsOf(q.Item) {
			p.offer(q, m.Title, m.Title+" "+p.s, q.Item)
		}
		q.allEvents()
	case AskWhichFigure, AskSum:
		p.offerSum(q)
		p.allFigures(q)
		p.offerFigures(q)
	}
	if len(q.Options) == 1 && q.Code == AskItem { // one candidate is a yes or no
		*r = Reading{Line: r.Line, Outcome: Confirm, Acts: q.Options[0].Acts, Question: Question{Code: AskSure, Quote: q.Quote, Item: q.Options[0].Acts[0].Item}}
		return
	}
	if len(q.Options) < 2 { // one answer is no choice
		q.Options = nil
	}
}

// offer reads the line as one candidate would have it.
func (p *parse) offer(q *Question, label, line string, item ledger.ItemID) {
	x := p.lex(line)
	r := x.read()
	x.careful(&r)
	if r.Outcome != Apply || len(r.Acts) == 0 || item != "" && r.Acts[0].Item != item {
		return
	}
	acts := slices.Clone(r.Acts)
	for i := range acts {
		acts[i].Span = p.whole()
	}
	q.Options = append(q.Options, Option{Label: label, Acts: acts})
}

// eventsOf are the events that people can be signed up for.
func (p *parse) eventsOf(item ledger.ItemID) []ledger.Milestone {
	it, ok := p.g.plan.Item(item)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.g.plan.Milestones), func(m ledger.Milestone) bool {
		return !slices.Contains(it.Events, m.ID)
	})
}

// offerSum offers what a figure and one more make together, and the one more alone,
// which adds to what was told before: 宣讲2场,又1场.
func (p *parse) offerSum(q *Question) {
	it, ok := p.g.plan.Item(q.Item)
	i := p.first(cAdd)
	if !ok || i < 0 || p.nums != 2 || p.hasTitle() || p.has&(cStage|cOwn|cOthers|cSub|cNeg|cPlan|cCorrect|cSet|cTotal|cPoison|cParts|cDistrib) != 0 ||
		p.has&cOld != 0 && !p.beforeDay() || len(p.itemsIn(0, len(p.toks), false)) > 1 {
		return
	}
	for k := range p.toks {
		if t := &p.toks[k]; t.kind == kNum && (t.num.odd != fine || t.num.approx || t.num.value != q.Value && k < i || t.num.value != q.Other && k > i) {
			return
		}
	}
	unit := ""
	if units, doubt := p.unitsIn(0, len(p.toks)); doubt != nil || len(units) > 1 {
		return
	} else if len(units) == 1 {
		unit = p.g.plan.UnitName(units[0])
	}
	p.offer(q, "", unit+it.Name+strconv.Itoa(q.Value+q.Other)+it.Measure, q.Item)
	p.offer(q, "", unit+it.Name+"新增"+strconv.Itoa(q.Other)+it.Measure, q.Item)
}

// beforeDay tells whether what stands for an earlier state only says up to which day a
// figure counts: 12月8号之前2场.
func (p *parse) beforeDay() bool {
	i := p.first(cOld)
	return i > 0 && p.toks[i-1].kind == kDate && p.toks[i-1].end == p.toks[i].start
}

// offerFigures offers both of two figures, where the line has nothing besides.
func (p *parse) offerFigures(q *Question) {
	it, ok := p.g.plan.Item(q.Item)
	units, doubt := p.unitsIn(0, len(p.toks))
	if !ok || len(q.Options) > 0 || doubt != nil || len(units) > 1 || q.Value == q.Other || len(q.Figures) > 0 || p.hasTitle() || p.hasDay() ||
		len(p.itemsIn(0, len(p.toks), false)) != 1 || p.has&(cStage|cOwn|cOthers|cAdd|cSub|cNeg|cPlan) != 0 {
		return
	}
	unit := ""
	if len(units) == 1 {
		unit = p.g.plan.UnitName(units[0])
	}
	figures := []int{q.Value, q.Other}
	if p.summable(q, it) {
		figures = append([]int{q.Value + q.Other}, figures...)
	}
	for _, n := range figures {
		figure := strconv.Itoa(n) + it.Measure
		p.offer(q, figure, unit+it.Name+figure, q.Item)
	}
}

// bothEvents is the choice that takes two events; who prefers may type it.
const bothEvents = "两场都去"

// allEvents adds the choice that takes every event, where each event alone is one.
func (q *Question) allEvents() {
	if len(q.Options) != 2 {
		return
	}
	q.Options = append(q.Options, Option{Label: bothEvents, Acts: slices.Concat(q.Options[0].Acts, q.Options[1].Acts)})
}
