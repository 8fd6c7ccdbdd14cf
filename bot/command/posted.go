package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// saidInGroup asks the bot to say in the group what follows the mark: 帮我在群里发一条:….
var saidInGroup = newPattern(`^(?:你|您|请|麻烦|帮我|帮忙|帮|替我|再|先|现在|[ ,])*(?:(?:在|往|给|到|去)?(?:咱们?|我们|本|这个|全市|工作|大|微信|钉钉|企业)*群(?:里面|里|内|中|上)?(?:帮我|帮忙|统一|再|也)*(?:发|说|喊|吼|讲|广播|播)(?:一?[条个则段句声]|一下|下)|` +
	`给(?:大家|各单位|各县区|全体|所有人)(?:发|说|讲)(?:一?[条个则段句声]|一下|下)|(?:转告|告知|知会)(?:大家|各单位|各县区|各科室|全体|所有人)(?:一下|一声)?)(?:消息|信息|通知|公告|话|提醒)?(?:给大家)?[:, ]`)

// posted: a coordinator wants something said in the group in other words than an order has.
func (p *parse) posted() (Reading, bool) {
	if p.c.Role != ledger.Coordinator {
		return Reading{}, false
	}
	order := saidInGroup.findIn(p)
	if order == "" || !strings.HasSuffix(order, ":") && p.asks() {
		return Reading{}, false
	}
	text := strings.TrimLeft(p.s[len(order):], " :,;-\n\t。")
	if text == "" {
		return p.ask(AskText, p.whole()), true
	}
	a := Act{Verb: Announce, Text: text, Span: p.whole()}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskMany, Quote: text}}, true
}
