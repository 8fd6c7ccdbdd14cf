package dingtalk

import (
	"strings"

	"pufabot/messages"
)

// Fallback is where a reply goes whose session has died (the bot was down, or the
// platform throttled it for longer than a session lives): the OpenAPI, to the
// person of a private chat or to the group. Nowhere for people of other
// organisations in a private chat. It needs [OpenAPI] among the senders.
func Fallback(d messages.Delivery) (messages.Address, bool) {
	a := d.Address
	switch {
	case a.Channel != messages.ChanDingTalkSession:
		return messages.Address{}, false
	case strings.HasPrefix(a.UserID, ExternalPrefix):
		return messages.Address{}, false
	case a.UserID != "":
		return messages.Address{Channel: messages.ChanDingTalkUser, Target: a.UserID}, true
	}
	// A group's conversation id is its open conversation id (B57, CONN).
	return messages.Address{Channel: messages.ChanDingTalkGroup, Target: a.Target}, a.Target != ""
}
