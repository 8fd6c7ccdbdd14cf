package messages

import "pufabot/bot/ledger"

// PlatformOf is the platform that a channel belongs to.
func PlatformOf(c Channel) ledger.Platform {
	switch c {
	case ChanWeComWebhook, ChanWeComResponse, ChanWeComBot, ChanWeComApp:
		return ledger.WeCom
	case ChanDingTalkRobot, ChanDingTalkSession, ChanDingTalkGroup, ChanDingTalkUser:
		return ledger.DingTalk
	}
	return ledger.Console
}

// MentionsFor are the mentions that can alert people on a channel's platform:
// those who have an account there, or at least a mobile number.
func MentionsFor(people []ledger.Person, c Channel) []Mention {
	var out []Mention
	platform := PlatformOf(c)
	for _, p := range people {
		m := Mention{Mobile: p.Mobile, Name: p.Name}
		for _, a := range p.Accounts {
			if a.Platform == platform {
				m.Account = a
			}
		}
		if m.Account.UserID != "" || m.Mobile != "" && platform != ledger.Console {
			out = append(out, m)
		}
	}
	return out
}
