package command

import "pufabot/bot/ledger"

// This file keeps every item that one verdict is about: 祁东答题和讲座都退回.

// piece is an item, or one type of its pieces, that a verdict may be about.
type piece struct {
	item ledger.ItemID
	typ  string
}

// share gives the items named since the last verdict to the one that stands at a byte.
func (v *reviewer) share(at int) {
	if v.joint == nil {
		v.joint = map[int][]piece{}
	}
	v.joint[at] = append(v.joint[at], v.pending...)
	v.pending = nil
}

// shared is the act once for each item that its verdict is about, as they were named.
func (v *reviewer) shared(a Act) []Act {
	var out []Act
	seen := map[piece]bool{}
	own := piece{a.Item, a.Type}
	for _, x := range v.joint[a.Span.Start] {
		if x.item == own.item || seen[x] {
			continue
		}
		seen[x] = true
		b := a
		b.Item, b.Type = x.item, x.typ
		out = append(out, b)
	}
	return append(out, a)
}
