package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// findings are what the audit finds on the units and the item that an act names.
func (t *turn) findings(a command.Act) []ledger.Finding {
	return slices.DeleteFunc(ledger.Audit(t.h.Plan, t.tx.Gaps(), ledger.DateOf(t.now)), func(f ledger.Finding) bool {
		return a.Unit != "" && f.Unit.ID != a.Unit || len(a.Units) > 0 && !slices.Contains(a.Units, f.Unit.ID) ||
			a.Item != "" && f.Item.ID != a.Item
	})
}

// audit answers 审核 and 邮件对账.
func (t *turn) audit(a command.Act) messages.Message {
	if a.Kind == string(ledger.Mail) {
		return t.reconcile(a.Item)
	}
	units := a.Units
	if a.Unit != "" {
		units = []ledger.UnitID{a.Unit}
	}
	return messages.AuditList(t.findings(a), t.units(units), t.item(a.Item), t.who.Role == ledger.Coordinator)
}

// reconcile holds what units say to have mailed against what has arrived.
func (t *turn) reconcile(item ledger.ItemID) messages.Message {
	var m messages.Mailing
	m.Item = t.item(item)
	for g := range t.tx.EachGap() {
		switch {
		case g.Item.ID != item || !g.Item.Owes(g.Unit) && g.Tally.Value() == 0:
		case g.Tally.Sent && g.Tally.Received:
			m.Both = append(m.Both, g.Unit)
		case g.Tally.Sent:
			m.SentOnly = append(m.SentOnly, g.Unit)
		case g.Tally.Received:
			m.ReceivedOnly = append(m.ReceivedOnly, g.Unit)
		default:
			m.Neither = append(m.Neither, g.Unit)
		}
	}
	return messages.MailMismatch(m)
}

// afterMail adds the mismatches to the receipt of what has arrived.
func (t *turn) afterMail() {
	for _, a := range t.acts {
		if a.Verb == command.Mail && a.State == ledger.StateReceived {
			t.reply.Append(t.reconcile(a.Item))
			return
		}
	}
}

// weighJustification finds the queries that an explanation is about. Only queries
// can be passed, and only with words.
func (t *turn) weighJustification(a command.Act) {
	open := t.openQueries(a)
	items := map[ledger.ItemID]bool{}
	for _, f := range open {
		items[f.Item.ID] = true
	}
	switch {
	case len(open) == 0:
		t.outcome, t.acts = command.Reply, nil
		t.said = messages.NothingToExplain(t.unit(a.Unit), t.item(a.Item), t.findings(a))
	case len(items) > 1:
		t.outcome, t.acts, t.said = command.Ask, nil, messages.ExplainWhich(t.unit(a.Unit), open)
	case a.Text == "":
		t.outcome, t.acts, t.said = command.Ask, nil, messages.ExplanationWanted(open[0])
	}
}

func (t *turn) openQueries(a command.Act) []ledger.Finding {
	return slices.DeleteFunc(t.findings(a), func(f ledger.Finding) bool { return f.Level == ledger.Error || !f.Open() })
}

// justify keeps the explanation on every open query of the item.
func (t *turn) justify(a command.Act) messages.Message {
	open := t.openQueries(a)
	for _, f := range open {
		t.tx.Append(ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: f.Unit.ID, Item: f.Item.ID,
			Verb: ledger.Explained, Query: f.Key(), Text: a.Text})
	}
	return messages.ExplanationKept(open, a.Text)
}
