package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/messages"
)

// sooner asks before more time turns out to be less than there is: a day that lies
// before the due instant in force is a slip of the finger or of the month. Where
// nothing else is ordered than what is in force, that is said and nothing is done.
func (t *turn) sooner() bool {
	var shifts []messages.Shift
	for _, a := range t.acts {
		if a.Verb != command.Extend || a.Kind == command.KindLift || a.OpStated {
			continue
		}
		it := t.item(a.Item)
		for _, u := range targets(a) {
			shifts = append(shifts, messages.Shift{Unit: t.unit(u), Item: it, From: t.local(t.tx.Deadline(u, it).Due), To: t.local(a.Due)})
		}
	}
	extends := func(a command.Act) bool { return a.Verb == command.Extend && a.Kind != command.KindLift }
	switch {
	case slices.ContainsFunc(shifts, messages.Shift.Sooner):
		t.said.Append(messages.ConfirmSooner(shifts))
		t.outcome, t.options = command.Confirm, []option{{Acts: saved(t.acts)}}
	case len(shifts) > 0 && !slices.ContainsFunc(shifts, messages.Shift.Moves) && !slices.ContainsFunc(t.acts, func(a command.Act) bool { return !extends(a) }):
		t.outcome, t.said, t.acts, t.options = command.Reply, messages.NotMoved(shifts), nil, nil
	default:
		return false
	}
	return true
}
