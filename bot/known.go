package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// withoutKnown leaves out texts that are kept to the letter already, and reports that
// only speak of files which are here: 署名文章的pdf after Word and PDF is no second
// article. Who means another piece gives it a title or a figure, or says 又.
func (t *turn) withoutKnown() {
	var left []command.Act
	for i := range t.acts {
		a := &t.acts[i]
		if a.Verb == command.Text && slices.Contains(t.tx.Tally(a.Unit, a.Item).Texts, a.Text) {
			t.said.Append(messages.TextKnown(t.item(a.Item)))
			continue
		}
		if n, known := t.here(a); known {
			t.said.Append(messages.FilesHere(t.pairing(a.Unit, a.Item), n))
			continue
		}
		left = append(left, *a)
	}
	if t.acts = left; len(left) == 0 {
		t.outcome = command.Reply
	}
}

// here tells whether an act only speaks of files that have shown as many pieces as
// were reported, and how many these are.
func (t *turn) here(a *command.Act) (n int, known bool) {
	if a.Stage != ledger.Submitted || len(a.Titles) > 0 || !implied(*a) {
		return 0, false
	}
	tally := t.tx.Tally(a.Unit, a.Item)
	n = tally.Value()
	return n, len(tally.Files) > 0 && n > 0 && tally.Shown(t.item(a.Item)) >= n && len(returned(tally)) == 0
}

// nameShown gives pieces that were only counted the titles of their files.
func (t *turn) nameShown(unit ledger.UnitID, item ledger.ItemID) {
	if t.item(item).Kind != ledger.Entry {
		return
	}
	for range filesPerMessage {
		tally := t.tx.Tally(unit, item)
		title := untold(tally)
		if title == "" || tally.Unnamed() == 0 || len(returned(tally)) > 0 {
			return
		}
		rec, before, after := t.tx.Append(ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role,
			Unit: unit, Item: item, Verb: ledger.Handed, Op: ledger.Detail, Value: 1, Titles: []string{title}})
		if after.Unnamed() == before.Unnamed() {
			return
		}
		t.changes = append(t.changes, messages.Change{Unit: t.unit(unit), Item: t.item(item), Record: rec, Before: before, After: after})
	}
}
