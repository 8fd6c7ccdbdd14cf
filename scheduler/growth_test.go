package scheduler

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/store"
)

// What a December takes grows with the number of units and no faster. Allocations are
// counted and not time: they are the same on every machine.
func TestGrowsWithTheUnits(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and nothing in it runs at the same time")
	}
	perUnit := func(units int, moved bool) float64 {
		p := december(t)
		p.Units, p.People = nil, nil
		for i := range units {
			u := ledger.Unit{ID: ledger.UnitID(fmt.Sprintf("c%04d", i)), Name: fmt.Sprintf("第%d区", i+1), Kind: ledger.County}
			p.Units = append(p.Units, u)
			p.People = append(p.People, ledger.Person{Role: ledger.Contact, Unit: u.ID, Name: "张三",
				Accounts: []ledger.Account{{Platform: ledger.Console, UserID: string(u.ID)}}})
		}
		clock := NewClock(at("2026-12-01 00:00"))
		db := openStore(t, p, consoleRoutes, clock.Now)
		err := db.Update(context.Background(), func(tx *store.Tx) error {
			for _, u := range p.Units {
				if moved { // each has slots of its own
					tx.SetExtension(u.ID, "essay", at("2026-12-22 18:00"), 0)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		pushes, err := Rehearse(context.Background(), db, clock, clock.Now(), at("2026-12-31 23:59"), nil, nil)
		runtime.ReadMemStats(&after)
		if err != nil || len(pushes) < units {
			t.Fatalf("%d pushes to %d units, %v", len(pushes), units, err)
		}
		return float64(after.TotalAlloc-before.TotalAlloc) / float64(units)
	}
	for _, moved := range []bool{false, true} {
		if few, many := perUnit(50, moved), perUnit(400, moved); many > 1.5*few {
			t.Errorf("deadlines moved %v: %.0f bytes a unit with 50, %.0f with 400", moved, few, many)
		}
	}
}
