package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// chained begins a list that a group fills in one after the other: #接龙 局机关答题.
var chained = newPattern(`^#? ?(群)?接龙`)

// chain asks how many there are, where names one below the other say who took part: who
// has and who has not is the group's own way of writing, and the numbers are of the list.
func (p *parse) chain() (Reading, bool) {
	items := p.itemsIn(0, len(p.toks), true)
	if len(items) != 1 || p.g.item(items[0]).Kind != ledger.Count || !chained.matches(p) || !strings.Contains(p.s, "\n") {
		return Reading{}, false
	}
	r := p.ask(AskFigure, p.whole())
	r.Question.Item = p.g.item(items[0]).ID
	return r, true
}
