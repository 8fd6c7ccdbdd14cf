package bot

import (
	"fmt"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// mails are the records by which mail of a unit is noted as sent or received, where
// they still stand.
func (t *turn) mails(u ledger.UnitID, item ledger.ItemID) []ledger.Record {
	var out []ledger.Record
	for _, r := range t.tx.RecordsOf(u, item) {
		if _, undone := t.tx.UndoneBy(r.Seq); r.Verb == ledger.Mailed && !undone {
			out = append(out, r)
		}
	}
	return out
}

// weighReceipt asks before mail that a unit says it has sent, or that was noted as
// received, counts as not there; where none was, the line only tells how things stand.
func (t *turn) weighReceipt(a command.Act) {
	var received, sent []ledger.Unit
	for _, u := range targets(a) {
		switch tally := t.tx.Tally(u, a.Item); {
		case len(t.mails(u, a.Item)) == 0:
		case tally.Received:
			received = append(received, t.unit(u))
		case tally.Sent:
			sent = append(sent, t.unit(u))
		}
	}
	if len(received)+len(sent) == 0 {
		t.outcome, t.said, t.options, t.acts = command.Reply, messages.Message{}, nil, nil
		for _, u := range targets(a) {
			t.acts = append(t.acts, command.Act{Verb: command.Status, Unit: u, Item: a.Item, Scope: "all", Span: a.Span})
		}
		return
	}
	t.outcome, t.said = command.Confirm, messages.ConfirmNotReceived(received, sent, t.item(a.Item))
	t.options = []option{{Acts: saved(t.acts)}}
}

// unreceive takes such records back: the mail is owed again, and its sender hears of it.
func (t *turn) unreceive(a command.Act) messages.Message {
	var changes []messages.Change
	for _, u := range targets(a) {
		records := t.mails(u, a.Item)
		for _, r := range records {
			if t.settled(r) {
				return messages.NotUndone(t.unit(u), t.item(a.Item), false)
			}
		}
		for i, r := range records {
			c := t.takeBack(r)
			if i > 0 {
				changes[len(changes)-1].After = c.After
				continue
			}
			changes = append(changes, c)
		}
	}
	if len(changes) == 0 {
		return messages.NothingToUndo("")
	}
	for _, c := range changes {
		t.tellUnit(c.Unit, nil, fmt.Sprintf("missed/%d/%s", t.line, c.Unit.ID), messages.MailMissed(c.Unit, c.Item, t.tx.Deadline(c.Unit.ID, c.Item), t.now))
	}
	m := messages.NotReceived(changes)
	m.Append(t.supplemented(keysOf(changes)...))
	return m
}
