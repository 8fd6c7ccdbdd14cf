package bot

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// latecomers answers 谁迟报了, of one item or of all.
func (t *turn) latecomers(item ledger.ItemID) messages.Message {
	var late []ledger.Gap
	for g := range t.tx.EachGap() {
		if g.State == ledger.StateLate && (item == "" || g.Item.ID == item) {
			late = append(late, g)
		}
	}
	place := func(g ledger.Gap) int { i, _ := t.h.Plan.ItemPlace(g.Item.ID); return i }
	slices.SortStableFunc(late, func(a, b ledger.Gap) int { return place(a) - place(b) })
	return messages.Latecomers(t.item(item).Name, late, t.h.Plan.Campaign.Zone)
}

// unbound answers 谁没有绑定.
func (t *turn) unbound() messages.Message {
	bound := map[ledger.UnitID]bool{}
	for _, p := range t.tx.PeopleWith(ledger.Contact) {
		bound[p.Unit] = true
	}
	return messages.WithoutContact(slices.DeleteFunc(slices.Clone(t.h.Plan.Units), func(u ledger.Unit) bool {
		return bound[u.ID] || len(t.h.Plan.ItemsOf(u)) == 0
	}))
}
