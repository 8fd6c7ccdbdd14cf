package command

import "pufabot/bot/ledger"

// unitsIn lists the units named in a run of tokens, in order, each once. A name
// that is in doubt is settled by the sender or reported.
func (p *parse) unitsIn(from, to int) (ids []ledger.UnitID, doubt *token) {
	if p.has&cUnit == 0 {
		return nil, nil
	}
	for i := from; i < to; i++ {
		t := &p.toks[i]
		if !t.is(cUnit) {
			continue
		}
		id, ok := p.unitOf(t)
		if !ok {
			return ids, t
		}
		if !containsID(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func containsID(ids []ledger.UnitID, id ledger.UnitID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}

// unitOf is the unit of a token; a bare shared name is clear only to its own contact.
func (p *parse) unitOf(t *token) (ledger.UnitID, bool) {
	id := p.g.plan.Units[t.w.unit].ID
	if t.w.doubt && (p.c.Role != ledger.Contact || p.c.Unit != id) {
		return id, false
	}
	return id, true
}

// askCity asks which unit a shared name means.
func (p *parse) askCity(t *token) Reading {
	r := p.ask(AskCity, t.span())
	r.Question.Units = append(r.Question.Units, p.g.plan.Units[t.w.unit].ID)
	for _, u := range p.g.plan.Units {
		if u.Kind == ledger.City {
			r.Question.Units = append(r.Question.Units, u.ID)
		}
	}
	return r
}

// itemsIn lists the items named in a run of tokens; soft words count too when soft is set.
func (p *parse) itemsIn(from, to int, soft bool) []int {
	if p.has&cItem == 0 {
		return nil
	}
	var out []int
	for i := from; i < to; i++ {
		if k := p.itemOf(&p.toks[i], soft); k >= 0 && !containsInt(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// onlyItem is the one item that the line names, softly or not; -1: none, or several.
func (p *parse) onlyItem() int {
	item := -1
	for i := range p.toks {
		switch k := p.itemOf(&p.toks[i], true); {
		case k < 0 || k == item:
		case item >= 0:
			return -1
		default:
			item = k
		}
	}
	return item
}

// itemOf is the item that a token names; -1: none.
func (p *parse) itemOf(t *token, soft bool) int {
	if !t.is(cItem) || t.w.soft && !soft || t.sound {
		return -1
	}
	if len(t.w.items) > 1 {
		if k := p.verbStageItem(t.w.items); k >= 0 {
			return k
		}
	}
	return t.w.items[0]
}

func containsInt(l []int, k int) bool {
	for _, x := range l {
		if x == k {
			return true
		}
	}
	return false
}

// verbStageItem is the staged item among candidates: the one whose pieces are published and sent.
func (p *parse) verbStageItem(items []int) int {
	for _, k := range items {
		if p.g.staged[k] {
			return k
		}
	}
	return -1
}
