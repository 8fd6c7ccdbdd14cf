package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// lastSaid is the speaker's newest line of which something is in force, and its
// records: all of them, or those of the unit and item that the act names.
func (t *turn) lastSaid(a command.Act) (line uint64, records []ledger.Record) {
	if a.Unit == "" && a.Item == "" && len(a.Titles) == 0 {
		line, _ = t.tx.LastLineBy(t.env.From.Account)
		return line, t.tx.RecordsOfLine(line)
	}
	for _, u := range t.h.Plan.Units {
		if a.Unit != "" && u.ID != a.Unit || t.who.Role == ledger.Contact && u.ID != t.who.Unit {
			continue
		}
		for _, it := range t.h.Plan.Items {
			if a.Item == "" || it.ID == a.Item {
				line = max(line, t.lastAbout(a, u.ID, it.ID))
			}
		}
	}
	if line == 0 {
		return 0, nil
	}
	return line, slices.DeleteFunc(t.tx.RecordsOfLine(line), func(r ledger.Record) bool {
		return !about(a, r)
	})
}

// about tells whether a record is of the unit, item and title that an act names.
func about(a command.Act, r ledger.Record) bool {
	titled := len(a.Titles) == 0 || slices.ContainsFunc(a.Titles, func(s string) bool {
		return slices.ContainsFunc(r.Titles, func(x string) bool { return ledger.SameTitle(x, s) })
	})
	return titled && (a.Unit == "" || r.Unit == a.Unit) && (a.Item == "" || r.Item == a.Item)
}

// lastOf is the speaker's newest line of which something is in force there; 0: none.
func (t *turn) lastOf(u ledger.UnitID, item ledger.ItemID) uint64 {
	return t.lastAbout(command.Act{}, u, item)
}

// lastAbout is the same of what an act names.
func (t *turn) lastAbout(a command.Act, u ledger.UnitID, item ledger.ItemID) uint64 {
	for _, r := range slices.Backward(t.tx.RecordsOf(u, item)) {
		if r.By != t.env.From.Account || r.Verb == ledger.Undone || !about(a, r) {
			continue
		}
		if _, undone := t.tx.UndoneBy(r.Seq); !undone {
			return r.Line
		}
	}
	return 0
}

// spoken is what an undo names, in words.
func (t *turn) spoken(a command.Act) string {
	words := ""
	if a.Unit != "" && a.Unit != t.who.Unit {
		words = t.unit(a.Unit).Name
	}
	if a.Item != "" {
		words += t.item(a.Item).Name
	}
	for _, s := range a.Titles {
		words += "《" + s + "》"
	}
	return words
}

// previewUndo shows the words of what an undo names before it goes.
func (t *turn) previewUndo(a *command.Act) {
	of := t.spoken(*a)
	line, records := t.lastSaid(*a)
	if len(records) == 0 {
		t.tellInstead(messages.NothingToUndo(of))
		return
	}
	if m, ok := t.fixed(done{line: line, records: records}); ok {
		t.tellInstead(m)
		return
	}
	if t.oneOfMore(a, records) {
		return
	}
	pin(a, line)
	said, _ := t.tx.Said(line)
	t.outcome, t.said = command.Confirm, messages.ConfirmUndo(of, said.Text, t.local(records[0].At), len(records) < len(t.tx.RecordsOfLine(line)))
	t.options = []option{{Acts: saved(t.acts)}}
}

// oneOfMore takes away a piece that was told together with others, instead of all of them.
func (t *turn) oneOfMore(a *command.Act, records []ledger.Record) bool {
	if len(a.Titles) != 1 || len(records) != 1 || len(records[0].Titles) < 2 {
		return false
	}
	r := records[0]
	t.acts = []command.Act{{Verb: command.Entry, Unit: r.Unit, Item: r.Item, Op: ledger.Sub, OpStated: true, Value: 1, HasValue: true, Titles: a.Titles, Span: a.Span}}
	t.outcome, t.options = command.Confirm, []option{{Acts: saved(t.acts)}}
	t.said = questionMessage(t.h.Plan, command.Reading{Outcome: command.Confirm, Acts: t.acts, Question: command.Question{Code: command.AskSure}})
	return true
}
