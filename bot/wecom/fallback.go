package wecom

import "pufabot/messages"

// Fallback is where a reply goes that can no longer answer its message: on a long
// connection the chat itself, which needs no req_id (D101463). A callback's chat
// cannot be spoken to at all (D101138).
func Fallback(d messages.Delivery) (messages.Address, bool) {
	a := d.Address
	if a.Channel != messages.ChanWeComBot || a.ReqID == "" || a.Target == "" {
		return messages.Address{}, false
	}
	return messages.Address{Channel: a.Channel, Target: a.Target}, true
}
