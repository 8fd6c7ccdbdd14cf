package command

import (
	"slices"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// onePointed points at one session or piece: 那场宣讲, 这一篇.
var onePointed = newPattern(`[那这该][一1]?([场篇件条份幅])`)

// whatMoves puts into a move what its line tells of the matter before the order at i (all
// of the line where there is none): how many, which titles, day, place, type or box. What
// it cannot tell for sure it asks.
func (p *parse) whatMoves(a *Act, i int) (Reading, bool) {
	end := len(p.toks)
	if i >= 0 {
		end = i
	}
	items := p.itemsIn(0, len(p.toks), false)
	if len(items) > 1 {
		return p.ask(AskWhat, p.whole()), false
	}
	if that := p.pointsAtOne(); len(items) == 0 && that != "" {
		if k, ok := p.g.tight[that]; ok {
			items = []int{k}
		}
	}
	kind := ledger.ItemKind("")
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
		kind = p.g.item(items[0]).Kind
	}
	for k := range p.toks {
		switch t := &p.toks[k]; {
		case t.kind == kNum && kind == ledger.Sessions && headMeasure((&reporter{parse: p}).measureAt(k)): // 60人那场
			if t.num.odd != fine || a.People > 0 {
				return p.ask(AskNumber, t.span()), false
			}
			a.People = t.num.value
		case t.kind == kNum:
			if t.num.odd != fine || a.HasValue {
				return p.ask(AskNumber, t.span()), false
			}
			a.Value, a.HasValue = t.num.value, true
		case t.kind == kTitle:
			a.Titles = append(a.Titles, strings.Trim(p.txt(t), "《》"))
		case t.kind == kNth && t.num.value > 0 && t.num.odd == fine && !isHouse(p.txt(t)):
			a.IDs = append(a.IDs, strconv.Itoa(t.num.value))
		case t.kind == kDate && k < end && a.Date.IsZero():
			d, bad := p.g.resolve(t.day, p.now, false)
			if bad != noTrouble {
				return p.ask(AskDate, t.span()), false
			}
			a.Date = d
		case t.is(cItem) && t.w.typ != "" && a.Type == "":
			a.Type = t.w.typ
		case kind == ledger.Count && t.is(cOthers):
			a.Scope = ledger.ScopeOthers
		case kind == ledger.Count && t.is(cOwn|cStaff|cMyself) && a.Scope == "":
			a.Scope = ledger.ScopeOwn
		}
	}
	if kind == ledger.Sessions {
		a.Place = p.placeMoved(end)
	}
	if kind != ledger.Count && !a.HasValue && len(a.Titles)+len(a.IDs) == 0 && p.pointsAtOne() != "" {
		a.Value, a.HasValue = 1, true
	}
	return Reading{}, true
}

// pointsAtOne is the measure of the one thing that the line points at; empty: it does not.
func (p *parse) pointsAtOne() string {
	if m := onePointed.re.FindStringSubmatch(p.s); m != nil {
		return m[1]
	}
	return ""
}

// placeMoved is the place that the line tells before token end: a name that ends as places
// do, else unknown letters right before 那场.
func (p *parse) placeMoved(end int) string {
	r := &reporter{parse: p}
	for k := range end {
		if place := p.placeBefore(k); place != "" {
			return place
		}
	}
	for k := range end {
		if p.toks[k].is(cUnit) {
			continue
		}
		if c, to := r.nameRun(k); c == cPlaceEnd && to <= end {
			if s := p.quote(p.toks[k].start, p.toks[to-1].end); !generic(s) || letters1(s) > 2 { // 社区那场 is no place, 文化馆 is one
				return s
			}
		}
	}
	at := onePointed.re.FindStringIndex(p.s)
	for k := range p.toks[:end] {
		if t := &p.toks[k]; at != nil && t.kind == kText && t.end <= at[0] && letters1(p.txt(t)) > 1 && !slices.Contains(accounts, p.txt(t)) {
			return strings.TrimSuffix(p.quote(t.start, t.end), "的")
		}
	}
	return ""
}

// placeBefore is the place that ends in the word for an event at token k: 三塘|社区那场.
func (p *parse) placeBefore(k int) string {
	t := &p.toks[k]
	if !t.is(cEvent) {
		return ""
	}
	from := k
	for from > 0 && p.toks[from-1].end == p.toks[from].start && p.toks[from-1].kind <= kWord && !p.toks[from-1].is(cUnit|cItem|cLoc|cHold) && p.txt(&p.toks[from-1]) != "的" {
		from--
	}
	for _, w := range placeEnds {
		if from < k && strings.HasPrefix(p.txt(t), w) {
			return p.s[p.toks[from].start:t.start] + w
		}
	}
	return ""
}
