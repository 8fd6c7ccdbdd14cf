package bot

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// helpFor picks the commands that a role may use.
func helpFor(role ledger.Role) []messages.HelpEntry {
	return nil
}
