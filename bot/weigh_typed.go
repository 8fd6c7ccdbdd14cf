package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// typedKnown asks whether pieces that are told by their titles are among those of their
// type that were only counted: 海报叫《甲》 after 海报1张. Who says 又 means others.
func (t *turn) typedKnown(i int, u ledger.UnitID) bool {
	a := t.acts[i]
	if a.Verb != command.Entry || a.Op != ledger.Add || a.OpStated || a.Kind != "" || a.Type == "" || len(a.Titles) == 0 || a.Stage != "" || len(a.IDs) > 0 {
		return false
	}
	tally := t.tx.Tally(u, a.Item)
	room := tally.Untitled(a.Type)
	if room < pieces(a) || pieces(a) > len(a.Titles) || slices.ContainsFunc(a.Titles, tally.HasPiece) {
		return false
	}
	same := a
	same.Op, same.Value, same.HasValue, same.OpStated, same.Kind = ledger.Detail, 0, true, true, kindShared
	within, fresh := swap(t.acts, i, same), slices.Clone(t.acts)
	fresh[i] = apart([]command.Act{a})[0]
	told := deed(t.h.Plan, a)
	told.Unit, told.Op = "", ""
	t.pose(messages.TypedOrNew(messages.Shares{Unit: t.unit(u), Item: t.item(a.Item), Total: tally.Value(), Room: room, Told: []messages.Deed{told},
		IfPart: t.totalAfter(within, u, a.Item), IfNew: t.totalAfter(fresh, u, a.Item)}, a.Type), []int{i}, within, fresh)
	t.chosenBy(messages.PartOrNewWords()...)
	return true
}
