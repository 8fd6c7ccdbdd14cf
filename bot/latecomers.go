package bot

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// latecomers answers 谁迟报了, of one item or of all.
func (t *turn) latecomers(item ledger.ItemID) messages.Message {
	var late []ledger.Gap
	for _, it := range t.h.Plan.Items {
		for g := range t.tx.EachGap() {
			if g.Item.ID == it.ID && g.State == ledger.StateLate && (item == "" || it.ID == item) {
				late = append(late, g)
			}
		}
	}
	return messages.Latecomers(t.item(item).Name, late, t.h.Plan.Campaign.Zone)
}

// unbound answers 谁没有绑定.
func (t *turn) unbound() messages.Message {
	return messages.WithoutContact(slices.DeleteFunc(slices.Clone(t.h.Plan.Units), func(u ledger.Unit) bool {
		return len(t.h.Plan.ItemsOf(u)) == 0 || len(t.tx.ContactsOf(u.ID)) > 0
	}))
}
