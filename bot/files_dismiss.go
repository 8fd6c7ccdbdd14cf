package bot

import (
	"encoding/json"
	"time"

	"pufabot/bot/command"
	"pufabot/messages"
	"pufabot/store"
)

// dismissed lets go of files that are not meant for the register, as their sender says
// with them or to the question what they are.
func (t *turn) dismissed() bool {
	t.onlyQuoted()
	waiting := t.waiting()
	if len(waiting)+len(t.incoming) == 0 || !handsIn(t.who.Role) {
		return false
	}
	p, asked := t.tx.Pending(t.env.From.Account, t.env.Chat)
	if asked {
		var options []option
		if json.Unmarshal(p.Data, &options) != nil || aboutWhat(options) != messages.MatterFiles {
			return false
		}
	}
	if !t.h.grammar.Dismisses(t.env.Text, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames}) {
		return false
	}
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	for _, f := range waiting {
		f.State, f.Waiting, f.Due = store.FileDropped, false, time.Time{}
		t.tx.PutFile(f)
	}
	for i := range t.incoming {
		t.incoming[i].file.State = store.FileDropped
	}
	t.outcome, t.said, t.answers = command.Reply, messages.FilesDismissed(len(waiting)+len(t.incoming)), p.Line
	return true
}
