package command

import "pufabot/bot/ledger"

// Grammar is the vocabulary of one plan, ready for reading. It is immutable and
// safe for concurrent use.
type Grammar struct {
	plan *ledger.Plan
}

// Compile builds the vocabulary of a plan.
func Compile(p *ledger.Plan) *Grammar {
	return &Grammar{plan: p}
}

// Read understands one line.
func (g *Grammar) Read(line string, c Context) Reading {
	return Reading{Line: line, Outcome: Unknown}
}
