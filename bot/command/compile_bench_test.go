package command_test

import (
	"fmt"
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// BenchmarkCompile is a plan made into a grammar: eight times the units should take about
// eight times as long.
func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{12, 1000, 8000} {
		p := commandtest.Plan()
		for i := range n {
			p.Units = append(p.Units, ledger.Unit{ID: ledger.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("甲%c%c县", '一'+rune(i/80), '万'+rune(i%80)), Kind: ledger.County})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				command.Compile(p)
			}
		})
	}
}
