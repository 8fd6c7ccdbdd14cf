package store

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
)

// What a unit owes are its gaps that are owing, as the deadlines come, also when one
// was moved behind the others.
func TestOwingOf(t *testing.T) {
	db, c := openNew(t)
	check := func(want ...ledger.ItemID) {
		t.Helper()
		view(t, db, func(tx *Tx) {
			u, _ := tx.Plan().Unit("hengnan")
			all := tx.GapsOf(u)
			for _, g := range tx.Gaps() {
				if g.Unit.ID == u.ID && !slices.ContainsFunc(all, func(one ledger.Gap) bool { return cmp.Equal(one, g) }) {
					t.Errorf("not among the unit's own: %+v", g)
				}
			}
			var ids []ledger.ItemID
			for _, g := range tx.OwingOf(u) {
				ids = append(ids, g.Item.ID)
				if !slices.ContainsFunc(all, func(one ledger.Gap) bool { return cmp.Equal(one, g) }) {
					t.Errorf("not among the gaps: %+v", g)
				}
			}
			if diff := cmp.Diff(want, ids); diff != "" {
				t.Error(diff)
			}
		})
	}
	check("article", "essay", "quiz", "outreach", "report")
	update(t, db, func(tx *Tx) {
		say(tx, "1", quiz(0))
		say(tx, "2", ledgerEssay(1))
		tx.SetExtension("hengnan", "article", c.now().AddDate(0, 1, 0), 1)
	})
	check("essay", "outreach", "report", "article")
	update(t, db, func(tx *Tx) { say(tx, "3", ledgerEssay(1)) })
	check("outreach", "report", "article")
}
