package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// stance is what a coordinator's line says about more time: that it is granted,
// refused, wished for by others, or nothing that one line can say.
type stance uint8

const (
	granted stance = iota
	refused        // 不同意…, …不行
	kept           // 没同意, 不能延: told that nothing changes
	wished         // 祁东申请…: somebody else's wish is retold
	torn           // one clause grants, another unit's clause does not
)

// wishing are letters that among others retell a wish: 祁东说, 祁东要.
const wishing = "说想要求问盼能"

// stanceOn weighs the clauses around the order at token i: the one that holds the
// order, and those that say yes or no to it.
func (p *parse) stanceOn(i int) stance {
	said := granted
	agreed := false
	for _, c := range p.clauses() {
		if is, _ := p.reasonIn(c, i); is {
			continue
		}
		no, yes, wish, unit, again := p.leaning(c)
		own := i >= c.from && i < c.to
		switch {
		case no != granted && (own || !unit && !again):
			said = no
		case no != granted && unit:
			return torn
		case no != granted: // 不能再延了: said of the next time
		case own && wish:
			said = max(said, wished)
		}
		agreed = agreed || yes && no == granted
	}
	if said == wished && agreed {
		return granted
	}
	return said
}

// withoutKept leaves out the clauses that only say which other units get no more time,
// where one clause gives it to units of its own.
func (p *parse) withoutKept() *parse {
	cs := p.clauses()
	if p.c.Role != ledger.Coordinator || len(cs) < 2 {
		return p
	}
	var given, refused []ledger.UnitID
	kept := make([]token, 0, len(p.toks))
	for _, c := range cs {
		units, doubt := p.unitsIn(c.from, c.to)
		if doubt == nil && len(units) > 0 && p.keepsTime(c) {
			refused = append(refused, units...)
			continue
		}
		if p.classIn(c.from, c.to-1, cOrder) && !p.classIn(c.from, c.to-1, cNeg|cNot) {
			given = append(given, units...)
		}
		kept = append(kept, p.toks[c.from:min(c.to+1, len(p.toks))]...)
	}
	if len(given) == 0 || len(refused) == 0 || slices.ContainsFunc(refused, func(u ledger.UnitID) bool { return containsID(given, u) }) {
		return p
	}
	q := p.with(kept)
	for i := range p.toks {
		if t := &p.toks[i]; !slices.ContainsFunc(kept, func(k token) bool { return k.start == t.start }) {
			p.weigh(i)
		}
	}
	return q
}

// keepsTime tells whether a clause says nothing but that units get no more time.
func (p *parse) keepsTime(c clause) bool {
	no, again := false, false
	for k := c.from; k < c.to; k++ {
		switch t := &p.toks[k]; {
		case t.is(cNeg|cNot) && !t.is(cReason|cCorrect):
			no = true
			again = again || strings.Contains(p.txt(t), "延")
		case t.is(cOrder):
			if t.w.order != "extend" {
				return false
			}
			again = true
		case t.is(cUnit | cFiller | cAllUnits), t.kind == kSep:
		default:
			return false
		}
	}
	return no && again
}

// leaning is what the words of one clause lean to: no (and of which kind), yes, a
// wish; whether a unit is named, and whether it speaks of more time itself.
func (p *parse) leaning(c clause) (no stance, yes, wish, unit, again bool) {
	for k := c.from; k < c.to; k++ {
		t := &p.toks[k]
		switch {
		case t.is(cOrder):
			again = again || t.w.order == "extend"
		case t.is(cVerdict) && t.w.verdict == "return":
			no = refused
		case (t.is(cNeg|cNot) && !t.is(cReason) || t.is(cVerdict) && t.w.verdict == "hold") && no == granted:
			no = kept
		case t.is(cVerdict) && t.w.verdict == "accept":
			yes = true
		case t.is(cRequest | cPlan | cPoison), t.kind == kText && strings.ContainsAny(p.txt(t), wishing):
			wish = true
		case t.is(cUnit):
			unit = true
		}
	}
	return no, yes, wish, unit, again
}

// turnDown reads a refusal of more time: the open request is returned; where the
// line only tells that nothing changes, the time in force is told.
func (p *parse) turnDown(s stance, units []ledger.UnitID, items []int) (Reading, bool) {
	if s == kept {
		for i := range p.toks { // 取消常宁的延期: the old time is in force again
			if t := &p.toks[i]; t.is(cNeg) && t.is(cNo|cCorrect) && utf8.RuneCountInString(t.w.text) > 1 {
				return p.unextend(units, items)
			}
		}
		return p.answer(Deadline, items), true
	}
	if len(units) == 0 {
		return p.ask(AskWho, p.whole()), true
	}
	a := Act{Verb: Approve, Kind: "extension", Verdict: "return", Units: units}
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	return p.single(Apply, a)
}

// unextend takes more time back that was granted; without an item, all that the
// units were granted.
func (p *parse) unextend(units []ledger.UnitID, items []int) (Reading, bool) {
	if len(units) == 0 {
		return p.ask(AskWho, p.whole()), true
	}
	a := Act{Verb: Extend, Kind: KindLift, Units: units}
	if len(items) > 1 {
		return p.ask(AskWhat, p.whole()), true
	}
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	r, ok := p.single(Confirm, a)
	r.Question = Question{Code: AskSure, Quote: p.s}
	return r, ok
}
