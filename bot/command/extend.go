package command

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// extend: a coordinator moves a due instant for units; from anybody else the same
// words ask for it.
func (p *parse) extend() (Reading, bool) {
	i := p.orderAt("extend")
	if i < 0 {
		if q := p.givenTo(); q != p {
			return q.extend()
		}
		return Reading{}, false
	}
	if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) && !p.toks[k].is(cItem) && p.c.Role != ledger.Coordinator {
		return Reading{}, false
	}
	if q := p.withoutKept(); q != p { // 耒阳延到22号,常宁不延
		r, ok := q.extend()
		if ok && r.Outcome == Apply {
			r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: p.s}
		}
		return r, ok
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	items := p.itemsIn(0, i, true)
	if len(items) == 0 {
		items = p.itemsIn(0, len(p.toks), true)
	}
	to := p.withoutReasons(i)
	due, bad := to.when(slices.IndexFunc(to.toks, func(t token) bool { return t.start == p.toks[i].start }), len(to.toks), true, true)
	if _, relative := p.duration(); bad == noDay && !(relative && p.has&cItem != 0) { // not 截止20号,延3天
		due, bad = to.when(0, len(to.toks), true, true)
	}
	if p.c.Role == ledger.Coordinator && p.asks() && strings.Contains(p.s[:p.toks[i].start], "问") { // 祁东打电话问征文能不能延到23号
		return p.ask(AskMixed, p.whole()), true
	}
	if p.c.Role != ledger.Coordinator {
		return p.request(units, items, due, bad)
	}
	if doubt != nil {
		return p.askCity(doubt), true
	}
	if containsAny(p.s, []string{"再退回", "再打回", "再退"}) { // 延到22号,再退回
		return p.ask(AskMixed, p.whole()), true
	}
	if containsAny(p.s, []string{"别写成", "别弄成", "别搞成", "别记成", "别打成"}) { // 延到22号,别写成21号
		return p.ask(AskDue, p.whole()), true
	}
	if r, ok := p.extendEach(i); ok {
		return r, true
	}
	said := p.stanceOn(i)
	switch said {
	case torn:
		return p.ask(AskMixed, p.whole()), true
	case refused, kept:
		return p.turnDown(said, units, items)
	}
	span := p.whole()
	days, relative := p.duration()
	if bad == noDay && relative && len(items) == 1 {
		d := p.g.plan.Deadline(*p.g.item(items[0]))
		due, bad = d.Due.AddDate(0, 0, days), noTrouble
	}
	switch {
	case bad != noTrouble:
		return p.ask(AskDue, span), true
	case !due.After(p.now), p.afterEnd(due, spillOver):
		return p.ask(AskDue, span), true
	case len(items) == 0:
		r := p.ask(AskWhat, span)
		r.Question.Options = p.extendable(i, units, due)
		return r, true
	case len(units) == 0 && p.has&(cAllUnits|cEveryone) == 0 && !p.says(forEverybody):
		return p.ask(AskWho, span), true
	}
	r := Reading{Outcome: Apply}
	if len(units) == 0 || relative || p.asks() {
		r.Outcome, r.Question = Confirm, Question{Code: AskMany, Quote: p.s}
	}
	if (said == wished || p.afterEnd(due, 0)) && r.Outcome == Apply {
		r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: p.s}
	}
	why, sure := p.reasonOf(i)
	if !sure && r.Outcome == Apply {
		r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: p.s}
	}
	if _, except, _ := p.withExcept(); len(except) > 0 {
		return p.ask(AskWho, span), true
	}
	for _, k := range items {
		a := Act{Verb: Extend, Item: p.g.item(k).ID, Units: units, Due: due, Reason: why, Span: span}
		if len(units) == 0 {
			for _, u := range p.g.plan.Debtors(*p.g.item(k)) {
				a.Units = append(a.Units, u.ID)
			}
		}
		r.Acts = append(r.Acts, a)
	}
	return r, true
}

// forEverybody say without a name that something is for all units: 征文统一延到22号.
var forEverybody = phraseList("统一 一律 一并 全部 全体 整体 县市区 都延 都放宽 都宽限 都给")

// extendable offers what more time may be meant for: what all of the units owe and
// would fall due before.
func (p *parse) extendable(order int, units []ledger.UnitID, due time.Time) []Option {
	var out []Option
	why, sure := p.reasonOf(order)
	if !sure {
		return nil
	}
	for i := range p.g.plan.Items {
		it := &p.g.plan.Items[i]
		owing := 0
		for _, u := range p.g.plan.Debtors(*it) {
			if containsID(units, u.ID) {
				owing++
			}
		}
		if owing > 0 && owing == len(units) && p.g.plan.Deadline(*it).Due.Before(due) {
			out = append(out, Option{Label: it.Name, Acts: []Act{{Verb: Extend, Item: it.ID, Units: units, Due: due, Reason: why, Span: p.whole()}}})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// spillOver is how many days after the campaign more time may end: with a yes.
const spillOver = 14

// afterEnd tells whether an instant lies more than so many days behind the campaign's end.
func (p *parse) afterEnd(t time.Time, days int) bool {
	day := ledger.DateOf(t.In(p.g.zone()))
	if p.g.plan.Campaign.End.Before(day) && ledger.DateOf(p.now).AddDays(days).Before(day) { // 延到10号, said on the 17th of the last month
		return true
	}
	return p.g.plan.Campaign.End.AddDays(days).Before(day)
}

// asksForExtended are the ways to ask who has more time, or why.
var asksForExtended = newPattern(`^(?:请问|查一下|看一下|看看)?(?:(?:谁|哪些单位|哪几家|哪些县|哪家|哪个单位)(?:都)?(?:申请|批准)?(?:延|宽限)(?:了|过)?期?了?|(?:已经?)?延(?:了|过)?期(?:了)?的?(?:单位|名单|情况|记录|原因|理由|有谁|有哪些|有哪些单位|是谁|是哪些))(?:都|有)?(?:,|、)?(?:什么原因|为什么|为啥|原因是什么|什么理由)?[?。]*$|为(?:什么|啥|何)(?:能|可以|给|给他们|要)?(?:延|宽限)(?:了|过)?期?了?[?。]*$`)

// extended: 谁延期了, 衡东为什么延期. A contact sees his own unit only.
func (p *parse) extended() (Reading, bool) {
	if p.hasDay() || p.nums > 0 || !asksForExtended.matches(p) {
		return Reading{}, false
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	a := Act{Verb: Deadline, Kind: KindExtended, Units: units}
	if p.c.Role == ledger.Contact {
		a.Units = []ledger.UnitID{p.c.Unit}
	}
	if items := p.itemsIn(0, len(p.toks), true); len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	return p.single(Reply, a)
}

// request passes a wish on; nothing changes.
func (p *parse) request(units []ledger.UnitID, items []int, due time.Time, bad trouble) (Reading, bool) {
	if p.has&cItem != 0 && len(items) == 1 && p.g.item(items[0]).Kind == ledger.Sessions && !strings.Contains(p.s, "截止") && !p.asks() && p.c.Role == ledger.Contact {
		return Reading{}, false // 宣讲推迟到周五: the session moves, not the deadline
	}
	if p.has&cThanks != 0 && strings.Contains(p.s, "的事") { // 延到22号的事谢谢领导
		return Reading{Outcome: Ignore, Chatter: Thanks}, true
	}
	a := Act{Verb: Request, Kind: "extension", Unit: p.c.Unit, Text: p.s, Span: p.whole()}
	if len(units) == 1 {
		a.Unit = units[0]
	}
	if bad == noTrouble {
		a.Until = due
	} else if n, ok := p.duration(); ok && len(items) == 1 {
		a.Until = p.g.plan.Deadline(*p.g.item(items[0])).Due.AddDate(0, 0, n)
	}
	if len(items) >= 1 {
		a.Item = p.g.item(items[0]).ID
	}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskRequest, Quote: p.s}}, true
}
