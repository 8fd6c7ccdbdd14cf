package bot

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// questionMessage words a reading that does not simply apply.
func questionMessage(p *ledger.Plan, r command.Reading) messages.Message {
	return messages.Message{}
}
