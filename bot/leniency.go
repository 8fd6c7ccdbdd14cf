package bot

import (
	"fmt"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

func (t *turn) extend(a command.Act) messages.Message {
	units := a.Units
	if len(units) == 0 && a.Unit != "" {
		units = []ledger.UnitID{a.Unit}
	}
	it := t.item(a.Item)
	for _, u := range units {
		t.tx.SetExtension(u, it.ID, a.Due, t.line)
	}
	return messages.Extended(t.units(units), it, a.Due)
}

// request passes on what a contact asks of the coordinator; no clock moves.
func (t *turn) request(a command.Act) messages.Message {
	kind := a.Kind
	if kind == "" {
		kind = "other"
	}
	id := t.tx.AddRequest(store.Request{At: t.now, By: t.env.From.Account, Nick: t.env.From.Nick, Unit: t.who.Unit,
		Kind: kind, Item: a.Item, Until: a.Until, Text: t.env.Text, Chat: t.env.Chat, State: store.RequestOpen})
	t.tellCoordinators(fmt.Sprintf("request/%d", id), messages.RequestNotice(id, t.h.Plan.UnitName(t.who.Unit), t.env.Text))
	return messages.RequestPassedOn(id)
}
