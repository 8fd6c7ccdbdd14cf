package bot

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// forwards tells whether anything of an item, or of any, goes to the province.
func (t *turn) forwards(item ledger.ItemID) bool {
	d := Glance(t.tx)
	return slices.ContainsFunc(d.Plan.Items, func(it ledger.Item) bool {
		return (item == "" || it.ID == item) && len(dossier.Forwarded(d, it)) > 0
	})
}

// bare are the pieces that go to the province without all of their files.
func (t *turn) bare(item ledger.ItemID) []messages.Ruling {
	var out []messages.Ruling
	d := Glance(t.tx)
	for _, it := range d.Plan.Items {
		if item != "" && it.ID != item {
			continue
		}
		for _, x := range dossier.Bare(d, it) {
			out = append(out, messages.Ruling{Unit: x.Unit, Item: it, Of: 1, Piece: ledger.Piece{Title: x.Title, Type: x.Type}})
		}
	}
	return out
}

// bareOf are those of them that verdicts have just selected.
func (t *turn) bareOf(list []messages.Ruling) []messages.Ruling {
	chosen := slices.DeleteFunc(slices.Clone(list), func(r messages.Ruling) bool { return r.Verdict != ledger.Selected })
	if len(chosen) == 0 {
		return nil
	}
	return slices.DeleteFunc(t.bare(""), func(b messages.Ruling) bool {
		return !slices.ContainsFunc(chosen, func(r messages.Ruling) bool {
			return r.Unit.ID == b.Unit.ID && r.Item.ID == b.Item.ID && r.Piece.Title == b.Piece.Title
		})
	})
}
