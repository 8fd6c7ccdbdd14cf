package command

import (
	"maps"
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// errandsFor stand before whom something is done for, errandsFrom after whom it is
// done for: 帮…报, …让我报.
var (
	errandsFor  = wordSet("帮 替 代 帮着 帮助 代替 受")
	errandsFrom = wordSet("让我 叫我 托我 请我 喊我 要我 委托 委托我 让 叫 托 请")
	errandWords = phrasesOf(slices.Concat(slices.Sorted(maps.Keys(errandsFor)), slices.Sorted(maps.Keys(errandsFrom)))...)
)

// errand tells whether a contact reports for somebody else, who is no unit of the
// plan: 帮司法局报. One's own unit and its people are no errand: 帮我报, 领导让我报.
func (p *parse) errand() bool {
	if p.c.Role != ledger.Contact || !p.says(errandWords) {
		return false
	}
	for i := range p.toks {
		s := p.txt(&p.toks[i])
		if errandsFor[s] && p.outsider(i+1) {
			return true
		}
		if errandsFrom[s] && i > 0 && p.outsider(i-1) && p.next(i) >= 0 && strings.HasPrefix(p.s[p.toks[i].start:], s+"我") || strings.HasSuffix(s, "我") && errandsFrom[s] && i > 0 && p.outsider(i-1) {
			return true
		}
	}
	return false
}

// outsider tells whether the token names somebody who is not of the speaker's unit.
func (p *parse) outsider(i int) bool {
	if i < 0 || i >= len(p.toks) {
		return false
	}
	t := &p.toks[i]
	switch {
	case t.kind == kText:
		return letters1(p.txt(t)) > 0
	case t.is(cUnit):
		id, _ := p.unitOf(t)
		return id != p.c.Unit
	}
	return t.is(cPlaceEnd|cAudience|cOthers|cMediaEnd) && !t.is(cFiller|cItem|cOwn)
}
