package command_test

import (
	"fmt"
	"testing"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// A plan of many units compiles in the time that its length asks for, not its square.
func TestCompileManyUnits(t *testing.T) {
	plan := func(n int) *ledger.Plan {
		p := commandtest.Plan()
		for i := range n {
			p.Units = append(p.Units, ledger.Unit{ID: ledger.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("甲%c%c县", '一'+rune(i/80), '万'+rune(i%80)), Kind: ledger.County})
		}
		return p
	}
	took := func(p *ledger.Plan) time.Duration {
		from := time.Now()
		command.Compile(p)
		return time.Since(from)
	}
	small, large := plan(1000), plan(8000)
	few, many := took(small), took(large)
	for i := 0; i < 3 && many > 18*few; i++ { // a busy machine
		few, many = max(few, took(small)), min(many, took(large))
	}
	if many > 18*few { // eight times the units; their square would be 64
		t.Errorf("1000 units compile in %v, 8000 in %v", few, many)
	}
}
