package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// unitsOfKind are the units that a word means: 区, 各县, 县市, 科室.
func (g *Grammar) unitsOfKind(word string) (out []ledger.UnitID) {
	for _, u := range g.plan.Units {
		last, _ := utf8.DecodeLastRuneInString(u.Name)
		if u.Kind == ledger.County && strings.ContainsRune(word, last) || u.Kind == ledger.Section && strings.Contains(word, "科室") {
			out = append(out, u.ID)
		}
	}
	return out
}
