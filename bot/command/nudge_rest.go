package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// This file reads a coordinator's line that orders a nudge in some clauses and forbids one
// in others: 下周一之前别催南岳,征文催一下石鼓; 催总结,别催征文了.

// nudgeless forbids a nudge.
var nudgeless = newPattern(`(?:别|不用|不要|不必|莫|甭|无需|先不用?|暂不|暂时不用?|不再|就不|[也都]不|^不|先缓)(?:再|去|先|急着|忙着)*(?:催|提醒|打扰|督促|@|艾特)`)

// nudgeAndRest reads the two by themselves. Where the forbidding clauses name only items,
// these are left out of the nudge; where they name units and a day, the units rest.
func (p *parse) nudgeAndRest() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&(cNot|cExcept|cNo|cNeg) == 0 || p.has&(cOwing|cAsk) != 0 || p.orderAt("nudge") < 0 {
		return Reading{}, false
	}
	order, rest, ok := p.nudgeRuns()
	if !ok {
		return Reading{}, false
	}
	told := p.part(order)
	if told.Outcome != Confirm || anyAct(told.Acts, func(a *Act) bool { return a.Verb != Nudge }) {
		return Reading{}, false
	}
	q := p.lex(p.s[rest.Start:rest.End])
	units, doubt := q.unitsIn(0, len(q.toks))
	items := q.itemsIn(0, len(q.toks), true)
	dated := q.hasDay() || q.hasDuration() || q.says(fewDays)
	switch {
	case doubt != nil:
		return Reading{}, false
	case p.nudges(told.Acts, units, items):
		return p.ask(AskMixed, p.whole()), true
	case len(units) == 0 && len(items) > 0 && !dated:
		return told, true
	case len(units) == 0 || !dated || len(items) > 0:
		return Reading{}, false
	}
	left := p.part(rest)
	if left.Outcome != Confirm || len(left.Acts) != 1 || left.Acts[0].Verb != Silence {
		return Reading{}, false
	}
	for i := range told.Acts {
		if a := &told.Acts[i]; len(a.Units) == 0 {
			a.Except = append(slices.Clone(a.Except), units...)
		}
	}
	told.Acts = append(left.Acts, told.Acts...)
	return told, true
}

// nudges tells whether the acts nudge one of the units by name, or for one of the items.
func (p *parse) nudges(acts []Act, units []ledger.UnitID, items []int) bool {
	return anyAct(acts, func(a *Act) bool {
		return slices.ContainsFunc(units, func(u ledger.UnitID) bool { return containsID(a.Units, u) }) ||
			len(units) == 0 && (a.Item == "" || slices.ContainsFunc(items, func(k int) bool { return p.g.item(k).ID == a.Item }))
	})
}

// nudgeRuns parts the line where clauses that order a nudge meet those that forbid one; a
// clause that does neither belongs to the one before. It turns once.
func (p *parse) nudgeRuns() (order, rest Span, ok bool) {
	cs := p.clauses()
	forbids, cut, turns := false, 0, 0
	for i, c := range cs {
		not := nudgeless.find(p.s[p.toks[c.from].start:p.toks[c.to-1].end]) != ""
		if i > 0 && (not == forbids || !not && !p.aims(c)) {
			continue
		}
		if i > 0 {
			cut = p.toks[c.from].start
			turns++
		} else if !not && !p.aims(c) {
			return order, rest, false
		}
		forbids = not
	}
	order, rest = Span{0, cut}, Span{cut, len(p.s)}
	if !forbids {
		order, rest = rest, order
	}
	return order, rest, turns == 1
}
