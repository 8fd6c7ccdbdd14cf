package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// This file tells what an order is not about: 不是给耒阳延,是给常宁; 催常宁,不是耒阳;
// 导出word,不是excel. What is taken back is never done.

// contrastable are the orders that can be turned from one name to another. An
// announcement keeps all of its words.
var contrastable = []string{"extend", "nudge", "mute", "export", "picture", "pack", "bind"}

// sorts are what a clause can take back and another put in its place.
var sorts = [...]class{cUnit, cItem, cFormat, cOrder, cVerdict}

// contrasted reads a coordinator's order without what it is not about. Where it does not
// say what is meant instead, that is asked.
func (p *parse) contrasted() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.asks() || p.orderAt("announce", "move") >= 0 {
		return Reading{}, false
	}
	if p.orderAt(contrastable...) < 0 && !slices.ContainsFunc(p.toks, func(t token) bool { return p.spares(&t) || p.sortName(&t, cVerdict) != "" }) {
		return Reading{}, false
	}
	q, sure := p.withoutDenied()
	switch {
	case !sure:
		return p.ask(AskMixed, p.whole()), true
	case q == p:
		return Reading{}, false
	}
	return q.read(), true
}

// withoutDenied leaves out the names that are taken back. Words that are said with
// them only, and hold of what is meant as well, stay: 不是催耒阳,是常宁. It says false
// where it cannot tell what is meant.
func (p *parse) withoutDenied() (*parse, bool) {
	ds, sure := p.denials()
	if len(ds) == 0 || !sure {
		return p, sure
	}
	out := make([]bool, len(p.toks))
	for _, d := range ds {
		for i := d.from; i < d.to; i++ {
			out[i] = true
		}
	}
	for _, d := range ds {
		met := d.instead < 0
		for _, c := range sorts {
			denied := p.namedIn(c, d.from, d.to, nil)
			if len(denied) == 0 {
				continue
			}
			if d.instead >= 0 && len(p.namedIn(c, d.instead, d.end, out)) > 0 { // the contrast itself
				met = true
				continue
			}
			rest := p.namedIn(c, 0, len(p.toks), out)
			switch {
			case d.instead < 0 && len(rest) == 0: // 征文延到22号,不是耒阳: whose is it, then?
				return p, false
			case d.instead < 0, (c == cOrder || c == cVerdict) && len(rest) > 0:
			case len(rest) > 0 && !slices.Equal(rest, denied): // 不是给常宁延征文,是给石鼓,作品…
				return p, false
			case len(rest) == 0:
				p.keep(c, d, out)
			}
		}
		if !met { // 不是给耒阳延,是他们要的
			return p, false
		}
	}
	toks := make([]token, 0, len(p.toks))
	for i := range p.toks {
		if out[i] {
			p.weigh(i)
			continue
		}
		toks = append(toks, p.toks[i])
	}
	return p.over(toks), true
}

// keep leaves the words of a sort in the line, for what is meant instead.
func (p *parse) keep(c class, d denial, out []bool) {
	for i := d.from; i < d.to; i++ {
		if p.sortName(&p.toks[i], c) != "" {
			out[i] = false
		}
	}
}

// namedIn are the different things of a sort that a run of tokens names, without those
// that are out.
func (p *parse) namedIn(c class, from, to int, out []bool) (names []string) {
	for i := from; i < to; i++ {
		if name := p.sortName(&p.toks[i], c); name != "" && (out == nil || !out[i]) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// sortName is what a token names of a sort; empty: nothing.
func (p *parse) sortName(t *token, c class) string {
	switch {
	case c == cOrder && p.spares(t):
		return "silence"
	case !t.is(c) || t.sound || t.is(cVerdict) && (c != cVerdict || t.w.verdict != "select"):
		return ""
	case c == cVerdict:
		return t.w.verdict
	case c == cUnit:
		return string(p.g.plan.Units[t.w.unit].ID)
	case c == cItem:
		return string(p.g.item(t.w.items[0]).ID)
	case c == cOrder:
		return t.w.order
	}
	return t.w.format
}

// spares tells whether a word orders not to be reminded: 别催.
func (p *parse) spares(t *token) bool {
	return t.is(cExcept) && containsAny(t.w.text, reminding)
}

// reminding are letters of words that speak of reminders.
var reminding = []string{"催", "提醒"}
