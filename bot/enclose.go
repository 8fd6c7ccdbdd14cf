package bot

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// enclose sends the files of a reply on a way of their own where the reply itself,
// going back in a callback's response, cannot carry them: to the group's own
// robot, or to the person. Where there is no such way they stay with the reply,
// and whoever renders it names them.
func (t *turn) enclose() {
	if len(t.reply.Attachments) == 0 {
		return
	}
	to, ok := t.fileAddress()
	if !ok {
		return
	}
	m := messages.Message{Title: t.reply.Title, Attachments: t.reply.Attachments}
	t.reply.Attachments = nil
	t.tx.Enqueue(messages.Delivery{Key: "files/" + t.env.Key, Kind: messages.KindReply, Address: to, Message: m, Created: t.now})
}

// fileAddress is a way that carries files to where the line was said, on the same platform.
func (t *turn) fileAddress() (messages.Address, bool) {
	platform := t.env.Chat.Platform
	if t.env.Chat.Private {
		a, ok := t.tx.PersonAddress(ledger.Person{Accounts: []ledger.Account{t.env.From.Account}})
		return a, ok && messages.PlatformOf(a.Channel) == platform
	}
	g, bound := t.tx.GroupOf(t.env.Chat)
	if !bound {
		return messages.Address{}, false
	}
	for _, a := range t.tx.GroupAddresses(g) {
		if messages.PlatformOf(a.Channel) == platform {
			return a, true
		}
	}
	return messages.Address{}, false
}
