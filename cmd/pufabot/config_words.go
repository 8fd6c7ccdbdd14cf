package main

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// numerals are what figures are written with.
const numerals = "0123456789零〇一二两三四五六七八九十百千万"

// nameless reads chat lines as a bot does that knows no names.
var nameless = sync.OnceValue(func() *command.Grammar { return command.Compile(&ledger.Plan{}) })

// spoken tells whether a word that stands alone is a figure, or something that the bot
// does: an answer, an order. It can never be heard as a name.
func spoken(word string) bool {
	word = norm.NFKC.String(word)
	if word != "" && strings.Trim(word, numerals) == "" {
		return true
	}
	r := nameless().Read(word, command.Context{Speaker: command.Speaker{Role: ledger.Coordinator}})
	return r.Outcome == command.Apply || r.Outcome == command.Confirm
}

// unitID reports an id that means somebody else where units are named: a role, or all
// units of a kind, unless the unit is the only one of it.
func (d *decoder) unitID(path string, u UnitConfig, c *Config) {
	role := ledger.Role(u.ID)
	alike := func(o UnitConfig) bool { return (o.Kind == u.ID) != (o.ID == u.ID) }
	switch {
	case role == ledger.Coordinator || role == ledger.Observer || role == ledger.Unbound:
		d.bad(path, messages.FaultRole(u.ID))
	case slices.Contains(unitKinds, u.ID) && slices.ContainsFunc(c.Units, alike):
		d.bad(path, messages.FaultKindID(u.ID))
	}
}
