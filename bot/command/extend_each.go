package command

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// grant is what one instant of an order for more time is said of.
type grant struct {
	units []ledger.UnitID
	items []int
	due   time.Time
	bad   trouble
	dated bool
}

func (g *grant) named() bool { return len(g.units)+len(g.items) > 0 }

// extendEach reads a line that gives each its own instant: 南岳征文延到24号,祁东只到
// 22号; 石鼓26号、雁峰27号. Whose an instant is must be plain: nobody gets another's.
func (p *parse) extendEach(order int) (Reading, bool) {
	grants, rest := p.grants(order)
	if named := slices.DeleteFunc(slices.Clone(grants), func(g grant) bool { return !g.named() }); len(named) < 2 {
		return p.ask(AskDue, p.whole()), len(grants) == 0 && p.lengths() > 1
	}
	if !parted(grants, rest) { // 石鼓延到22号,雁峰也延到22号
		return Reading{}, false
	}
	mixed := len(rest.units) > 0 || !p.plainlyGiven(order)
	r := Reading{Outcome: Confirm, Question: Question{Code: AskMany, Quote: p.s}}
	for i := range grants {
		g := &grants[i]
		mixed = mixed || len(g.items)*len(rest.items) > 0 // 石鼓延到22号征文,雁峰延到23号作品
		if i > 0 && len(g.units) == 0 && len(g.items) > 0 {
			g.units = grants[i-1].units
		}
		switch {
		case len(g.items) > 0:
		case i > 0:
			g.items = grants[i-1].items
		default:
			g.items = rest.items
		}
		if g.bad != noTrouble || !g.due.After(p.now) || p.afterEnd(g.due, spillOver) || len(g.units) == 0 {
			return p.ask(AskDue, p.whole()), true
		}
		for _, k := range g.items {
			r.Acts = append(r.Acts, Act{Verb: Extend, Item: p.g.item(k).ID, Units: g.units, Due: g.due, Span: p.whole()})
		}
	}
	switch {
	case mixed:
		return p.ask(AskMixed, p.whole()), true
	case len(r.Acts) == 0:
		return p.ask(AskWhat, p.whole()), true
	}
	return r, true
}

// parted tells whether the grants differ: in their instants or in their items, so that
// units and items must not be crossed.
func parted(grants []grant, rest grant) bool {
	for _, g := range grants[1:] {
		if !g.due.Equal(grants[0].due) || g.bad != grants[0].bad || len(g.items) > 0 && (len(grants[0].items)+len(rest.items) > 0) && !slices.Equal(g.items, grants[0].items) {
			return true
		}
	}
	return false
}

// lengths is how many different numbers of days the line speaks of: 延两天 … 延三天.
func (p *parse) lengths() int {
	var seen []int
	for i := range p.toks {
		if n := p.next(i); p.toks[i].kind == kNum && n >= 0 && p.txt(&p.toks[n]) == "天" && !containsInt(seen, p.toks[i].num.value) {
			seen = append(seen, p.toks[i].num.value)
		}
	}
	return len(seen)
}

// plainlyGiven tells whether no clause around the order at token i speaks of a wish,
// of a no or of an earlier day.
func (p *parse) plainlyGiven(i int) bool {
	for _, c := range p.clauses() {
		if is, _ := p.reasonIn(c, i); is {
			continue
		}
		if no, _, wish, _, _ := p.leaning(c); no != granted || wish || p.classIn(c.from, c.to-1, cOld|cCorrect|cReason) {
			return false
		}
	}
	return true
}

// grants pairs names with instants, in the order in which the line begins: names before
// their instant (石鼓26号), or behind it (26号石鼓). Names that no instant follows, or
// that stand before the first, are the rest.
func (p *parse) grants(order int) (out []grant, rest grant) {
	var g grant
	first := false // instants stand first
	why := p.reasonClauses(order)
	for i := 0; i < len(p.toks); i++ {
		t := &p.toks[i]
		switch {
		case slices.ContainsFunc(why, func(c clause) bool { return c.from <= i && i < c.to }):
		case t.is(cUnit):
			if id, ok := p.unitOf(t); ok && !containsID(g.units, id) {
				g.units = append(g.units, id)
			}
		case p.itemOf(t, true) >= 0:
			if k := p.itemOf(t, true); !containsInt(g.items, k) {
				g.items = append(g.items, k)
			}
		case t.kind == kDate, t.kind == kClock, t.is(cDayPart):
			end := p.whenEnd(i)
			due, bad := p.when(i, end, true, true)
			if len(out) == 0 && !g.dated {
				first = len(g.units) == 0
			}
			switch {
			case first && !g.dated:
				rest.items = append(rest.items, g.items...)
				g = grant{due: due, bad: bad, dated: true}
			case first:
				out = append(out, g)
				g = grant{due: due, bad: bad, dated: true}
			default:
				g.due, g.bad, g.dated = due, bad, true
				out, g = append(out, g), grant{}
			}
			i = end - 1
		}
	}
	if g.dated {
		out = append(out, g)
	} else {
		rest.units, rest.items = g.units, append(rest.items, g.items...)
	}
	return out, rest
}

// whenEnd is where the instant ends that begins at token i: 26号中午, 22号 下午3点.
func (p *parse) whenEnd(i int) int {
	for i++; i < len(p.toks); i++ {
		switch t := &p.toks[i]; {
		case t.kind == kClock, t.is(cDayPart):
		case t.kind == kSep && t.strength == sepSpace && i+1 < len(p.toks) && (p.toks[i+1].kind == kClock || p.toks[i+1].is(cDayPart)):
		default:
			return i
		}
	}
	return i
}
