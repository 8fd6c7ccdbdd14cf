package command

import "pufabot/bot/ledger"

// cityEvents parts the name of an event that a unit holds into the unit and the item,
// where a coordinator gives a figure of it: 市局讲座61人.
func (p *parse) cityEvents() *parse {
	if p.has&cEvent == 0 || p.nums == 0 || p.c.Role != ledger.Coordinator {
		return p
	}
	var out []token
	for i := range p.toks {
		t := p.toks[i]
		if u, it, at := p.unitAndItem(&t); at > 0 {
			if out == nil {
				out = append(out, p.toks[:i]...)
			}
			out = append(out, token{kind: kWord, w: u, start: t.start, end: t.start + at}, token{kind: kWord, w: it, start: t.start + at, end: t.end})
			continue
		}
		if out != nil {
			out = append(out, t)
		}
	}
	if out == nil {
		return p
	}
	q := p.with(out)
	q.has |= cUnit | cItem
	return q
}

// unitAndItem parts the name of an event at byte at; 0: it has no such parts.
func (p *parse) unitAndItem(t *token) (unit, item *word, at int) {
	if !t.is(cEvent) || t.is(cItem) {
		return nil, nil, 0
	}
	s := p.txt(t)
	for at := range s {
		if at == 0 {
			continue
		}
		u, end := p.g.lex.find(s[:at], 0)
		it, all := p.g.lex.find(s, at)
		if u.is(cUnit) && end == at && it.is(cItem) && all == len(s) && p.g.staffed(it.items[0]) {
			return u, it, at
		}
	}
	return nil, nil, 0
}
