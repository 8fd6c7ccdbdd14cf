package dossier_test

import (
	"testing"

	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

// Whatever was reported: the details of a unit and item add up to its tally, the
// columns to the tallies of their items, and nothing answered is left out.
func TestNumbersAreTheLedgers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dossiertest.Any().Draw(t, "dossier")
		type key struct {
			u ledger.UnitID
			i ledger.ItemID
		}
		sums, rows := map[key]int{}, map[key]int{}
		for x := range dossier.Details(d.Gaps) {
			sums[key{x.Unit.ID, x.Item.ID}] += x.Value
			rows[key{x.Unit.ID, x.Item.ID}]++
		}
		totals, done := map[ledger.ItemID]int{}, map[ledger.ItemID]int{}
		for _, g := range d.Gaps {
			k := key{g.Unit.ID, g.Item.ID}
			if sums[k] != g.Tally.Value() {
				t.Fatalf("%s %s: details add up to %d, the tally says %d: %+v", k.u, k.i, sums[k], g.Tally.Value(), g.Tally)
			}
			if g.Tally.Answered != (rows[k] > 0) {
				t.Fatalf("%s %s: answered %v, %d details", k.u, k.i, g.Tally.Answered, rows[k])
			}
			totals[g.Item.ID] += g.Tally.Value()
			if g.Item.Owes(g.Unit) && !g.Owing() {
				done[g.Item.ID]++
			}
		}
		for _, table := range dossier.Tables(d.Gaps, d.At) {
			for _, c := range table.Columns {
				totals[c.Item] -= c.Total
				done[c.Item] -= c.Done
			}
		}
		for it, left := range totals {
			if left != 0 || done[it] != 0 {
				t.Fatalf("%s: columns differ from the tallies by %d, done by %d", it, left, done[it])
			}
		}
	})
}
