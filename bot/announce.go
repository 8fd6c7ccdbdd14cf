package bot

import (
	"fmt"
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// pushGroups are the work groups that can be reached.
func (t *turn) pushGroups() []ledger.Group {
	return slices.DeleteFunc(slices.Clone(t.h.Plan.Groups), func(g ledger.Group) bool { return len(t.tx.GroupAddresses(g.ID)) == 0 })
}

// previewAnnouncement shows where the words would go; nothing goes out before a yes.
func (t *turn) previewAnnouncement(a command.Act) {
	if a.OpStated {
		return
	}
	t.outcome, t.said = command.Confirm, messages.AnnouncePreview(a.Text, len(t.pushGroups()))
	t.options = []option{{Acts: saved(t.acts)}}
}

func (t *turn) announce(a command.Act) messages.Message {
	groups := t.pushGroups()
	for _, g := range groups {
		t.toGroup(g, fmt.Sprintf("%s%d", messages.AnnounceKey, t.line), messages.KindStatus, messages.AnnounceText(a.Text), nil)
	}
	if len(groups) == 0 {
		return messages.NoGroup()
	}
	return messages.Announced(len(groups))
}
