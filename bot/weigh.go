package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// weigh holds acts that are understood against what is stored. Only the first
// doubt is raised; when it is settled, the acts are weighed again.
func (t *turn) weigh() {
	for i, a := range t.acts {
		switch {
		case a.Verb == command.Nudge:
			t.previewNudge()
			return
		case a.Kind == command.KindRetitled:
			t.weighRetitle(a)
			return
		case a.Verb == command.Move:
			t.weighMove(a)
			return
		case a.Verb == command.Announce:
			t.previewAnnouncement(a)
			return
		case a.Verb == command.Review:
			if !t.grants() {
				t.previewReview()
			}
			return
		case a.Verb == command.Justify:
			t.weighJustification(a)
			return
		case a.Verb == command.Unbind:
			t.weighUnbind(a)
			return
		case a.Verb == command.BindGroup:
			t.weighGroup(a)
			return
		case a.Verb == command.Freeze:
			t.previewFreeze(a)
			return
		case a.Verb == command.Extend && t.sooner():
			return
		case a.Verb == command.Undo && a.Kind == command.KindReceipt:
			t.weighReceipt(a)
			return
		case a.Verb == command.Undo && (a.Kind == command.KindRequest || t.who.Role == ledger.Unbound):
			t.weighWithdrawal(a)
			return
		case a.Verb == command.Undo:
			if len(t.acts) == 1 {
				t.weighUndo(&t.acts[i])
			}
			continue
		case !a.Reporting():
			continue
		}
		for _, u := range targets(a) {
			if t.tooMuch(a, u) || t.comesBack(i, a, u) || t.saidAgain(i, u) || t.typedKnown(i, u) || t.partOrNew(i, u) {
				return
			}
		}
	}
	t.falling()
}

// targets are the units that an act writes for.
func targets(a command.Act) []ledger.UnitID {
	if len(a.Units) > 0 {
		return a.Units
	}
	return []ledger.UnitID{a.Unit}
}

// tooMuch refuses to take away more than is there.
func (t *turn) tooMuch(a command.Act, u ledger.UnitID) bool {
	if a.Op != ledger.Sub || a.Verb == command.Signup {
		return false
	}
	tally := t.tx.Tally(u, a.Item)
	if a.Value <= tally.Value() {
		return false
	}
	t.refuse(messages.TooMuchTaken(t.unit(u), t.item(a.Item), tally.Value(), a.Value))
	return true
}

func swap(acts []command.Act, i int, a command.Act) []command.Act {
	out := append([]command.Act(nil), acts...)
	out[i] = a
	return out
}

// falling asks before a bare figure lowers a total.
func (t *turn) falling() {
	if !slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Op == ledger.Set || a.Op == ledger.Sub }) {
		return // what is only added lowers nothing
	}
	var falls []messages.Change
	all := t.preview(t.acts)
	changes := make([]messages.Change, len(all))
	for i, c := range all {
		changes[i] = c.change
	}
	if t.lowersPassed(changes) {
		return
	}
	for _, c := range all {
		if c.change.After.Value() < c.change.Before.Value() && c.act.Op == ledger.Set && !c.act.OpStated {
			falls = append(falls, c.change)
		}
	}
	if len(falls) == 0 {
		return
	}
	t.said.Append(messages.ConfirmLower(falls))
	if t.outcome != command.Confirm { // else the question before it lists them all
		t.said.Append(t.alsoSaid(func(i int) bool {
			return slices.ContainsFunc(falls, func(c messages.Change) bool {
				return c.Item.ID == t.acts[i].Item && slices.Contains(targets(t.acts[i]), c.Unit.ID)
			})
		}))
	}
	t.outcome = command.Confirm
	t.options = []option{{Acts: saved(t.acts)}}
}
