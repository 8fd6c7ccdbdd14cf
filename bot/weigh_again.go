package bot

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// saidAgain asks whether a dated or placed session is one that was reported before:
// the same line is often sent twice, and a session must not count twice.
func (t *turn) saidAgain(i int, u ledger.UnitID) bool {
	a := t.acts[i]
	if a.Verb != command.Session || a.Op != ledger.Add || a.OpStated || a.Kind != "" {
		return false
	}
	tally := t.tx.Tally(u, a.Item)
	known := tally.Known(a.Date, a.Place)
	if known < 0 {
		return false
	}
	same, fresh := a, a
	same.Op, same.Value, same.HasValue, same.OpStated, same.Kind = ledger.Detail, 0, true, true, kindShared
	fresh.Kind = kindFresh
	n := pieces(a)
	t.pose(messages.SameSession(t.unit(u), t.item(a.Item), tally.Events[known], tally.Value(), tally.Value()+n), []int{i},
		swap(t.acts, i, same), swap(t.acts, i, fresh))
	return true
}
