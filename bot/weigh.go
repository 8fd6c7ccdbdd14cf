package bot

import (
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
			t.previewNudge(a)
			return
		case a.Verb == command.Announce:
			t.previewAnnouncement(a)
			return
		case a.Verb == command.Review:
			t.previewReview()
			return
		case a.Verb == command.Justify:
			t.weighJustification(a)
			return
		case a.Verb == command.Freeze:
			t.previewFreeze(a)
			return
		case a.Verb == command.Undo, !a.Reporting():
			continue
		}
		for _, u := range targets(a) {
			if t.tooMuch(a, u) || t.comesBack(i, a, u) || t.partOrNew(i, t.acts[i], u) {
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

// partOrNew asks whether a piece with a title, a dated session or a box belongs
// to a bare figure that was reported before, or comes on top of it.
func (t *turn) partOrNew(i int, a command.Act, u ledger.UnitID) bool {
	named := len(a.Titles) > 0 && a.Stage == "" && len(a.IDs) == 0 || a.Verb == command.Session && a.Op == ledger.Add ||
		(a.Verb == command.Count || a.Verb == command.Entry && a.Stage == "") && (a.Scope != "" || a.Type != "")
	if !named || a.OpStated || a.Op == ledger.Sub || a.Op == ledger.Detail {
		return false
	}
	tally := t.tx.Tally(u, a.Item)
	if tally.Parts[a.Scope+a.Type] > 0 && a.Op == ledger.Set && a.Scope+a.Type != "" {
		return false // the box is known: its total is simply told again
	}
	value := max(a.Value, len(a.Titles), 1)
	if tally.Unnamed() < value {
		return false
	}
	part, fresh := a, a
	part.Op, part.Value, part.HasValue, part.OpStated = ledger.Detail, value, true, true
	fresh.Op, fresh.Value, fresh.HasValue, fresh.OpStated = ledger.Add, value, true, true
	t.outcome = command.Ask
	t.said = messages.PartOrNew(t.unit(u), t.item(a.Item), tally.Unnamed(), tally.Value(), value)
	t.options = []option{{Acts: saved(swap(t.acts, i, part))}, {Acts: saved(swap(t.acts, i, fresh))}}
	t.acts = nil
	return true
}

func swap(acts []command.Act, i int, a command.Act) []command.Act {
	out := append([]command.Act(nil), acts...)
	out[i] = a
	return out
}

// falling asks before a bare figure lowers a total.
func (t *turn) falling() {
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
	t.outcome = command.Confirm
	t.options = []option{{Acts: saved(t.acts)}}
}
