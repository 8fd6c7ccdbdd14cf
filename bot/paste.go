package bot

import (
	"pufabot/bot/command"
	"pufabot/messages"
	"pufabot/store"
)

// pasted tells whether the acts are those of a pasted list.
func pasted(acts []command.Act) bool { return len(acts) > 0 && acts[0].Verb == command.Paste }

// previewPaste shows what a pasted list would change, unit by unit, and what of it
// was not understood. One yes keeps all of it, one undo takes all of it back.
func (t *turn) previewPaste(q command.QuestionCode, unread []string) {
	for _, a := range t.acts {
		for _, u := range targets(a) {
			if a.Reporting() && t.tooMuch(a, u) {
				return
			}
		}
	}
	var changes []messages.Change
	at := map[store.TallyKey]int{}
	for _, p := range t.preview(t.acts) {
		key := store.TallyKey{Unit: p.change.Unit.ID, Item: p.change.Item.ID}
		if i, ok := at[key]; ok { // two rows on one figure: from the first to the last
			changes[i].After = p.change.After
			continue
		}
		at[key] = len(changes)
		changes = append(changes, p.change)
	}
	if q != command.AskList { // a row of it is in doubt: that comes first
		t.said.Append(messages.PasteDiff(changes, unread, true))
		return
	}
	t.said = messages.PasteDiff(changes, unread, false)
}
