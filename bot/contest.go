package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// contested offers to pass a contact's words on to the coordinators, where they take back
// what a coordinator has booked for the unit: the latest of the items that they speak of.
// It says false when nothing of the kind is booked.
func (t *turn) contested(r command.Reading) bool {
	own, bound := t.own()
	if !r.Contests || !bound {
		return false
	}
	var booked ledger.Gap
	for _, g := range t.tx.GapsOf(own) {
		if len(r.Contested) > 0 && !slices.Contains(r.Contested, g.Item.ID) || !g.Tally.Answered || g.Tally.Last < booked.Tally.Last {
			continue
		}
		if last, ok := t.tx.Record(g.Tally.Last); ok && last.Role == ledger.Coordinator {
			booked = g
		}
	}
	if booked.Item.ID == "" {
		return false
	}
	steps := ledger.Steps(booked.Item, t.tx.RecordsOf(own.ID, booked.Item.ID))
	i := slices.IndexFunc(steps, func(s ledger.Step) bool { return s.Record.Seq == booked.Tally.Last })
	if i < 0 {
		return false
	}
	a := command.Act{Verb: command.Request, Kind: string(messages.RequestOther), Unit: own.ID, Item: booked.Item.ID, Text: r.Line}
	t.outcome, t.acts = command.Confirm, []command.Act{a}
	t.said = messages.ContestQuestion(t.source(steps[i], own, booked.Item), r.Line)
	t.options = []option{{Acts: saved(t.acts)}}
	return true
}
