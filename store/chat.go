package store

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

type storedChat struct {
	Group ledger.GroupID `json:"group"`
	Chat  messages.Chat  `json:"chat"`
	At    time.Time      `json:"at"`
}

// BindChat says that a chat is a group's, in place of what it was before.
func (tx *Tx) BindChat(g ledger.GroupID, c messages.Chat) {
	tx.putJSON(textKey(kChat, c.Key()), storedChat{Group: g, Chat: c, At: utc(tx.now)})
}

// GroupOf gives the group that a chat was bound to.
func (tx *Tx) GroupOf(c messages.Chat) (ledger.GroupID, bool) {
	var s storedChat
	ok := tx.getJSON(textKey(kChat, c.Key()), &s)
	return s.Group, ok
}

// BoundChats visits the chats that were bound to groups, until fn gives false.
func (tx *Tx) BoundChats(fn func(ledger.GroupID, messages.Chat) bool) {
	tx.scan([]byte{kChat}, func(key, body []byte) bool {
		var s storedChat
		return tx.decode(key, body, &s) && fn(s.Group, s.Chat)
	})
}

// usualRoutes reach a bound chat when the configuration says nothing else.
var usualRoutes = map[ledger.Platform]messages.Channel{
	ledger.Console:  messages.ChanConsole,
	ledger.WeCom:    messages.ChanWeComBot,
	ledger.DingTalk: messages.ChanDingTalkGroup,
}

// GroupAddresses gives the addresses of a group: the configured ones, then the
// chats bound to it on platforms that have no configured address, so that nobody
// gets the same words twice.
func (tx *Tx) GroupAddresses(g ledger.GroupID) []messages.Address {
	routes := tx.db.options.Routes
	out := slices.Clone(routes.Groups[g])
	served := map[ledger.Platform]bool{}
	for _, a := range out {
		served[messages.PlatformOf(a.Channel)] = true
	}
	bound := routes.Bound
	if bound == nil {
		bound = usualRoutes
	}
	tx.scan([]byte{kChat}, func(key, body []byte) bool {
		var s storedChat
		if !tx.decode(key, body, &s) {
			return false
		}
		channel, ok := bound[s.Chat.Platform]
		if ok && s.Group == g && !served[s.Chat.Platform] {
			out = append(out, messages.Address{Channel: channel, Target: s.Chat.ID})
		}
		return true
	})
	if tx.err != nil {
		return nil
	}
	return out
}

// PersonAddress gives the private way to a person, if there is one: the first
// channel in the configured order on whose platform the person has an account.
func (tx *Tx) PersonAddress(p ledger.Person) (messages.Address, bool) {
	for _, channel := range tx.db.options.Routes.Private {
		for _, a := range p.Accounts {
			if a.Platform == messages.PlatformOf(channel) && a.UserID != "" {
				target := a.UserID
				if channel == messages.ChanConsole { // its targets are chats
					target = "private/" + target
				}
				return messages.Address{Channel: channel, Target: target}, true
			}
		}
	}
	return messages.Address{}, false
}
