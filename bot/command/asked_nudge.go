package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// askedAndNudged reads a coordinator's order behind a question that it answers by itself:
// 谁还没报作品?没报的统统催一下. What the question is about holds for the order.
func (p *parse) askedAndNudged() (Reading, bool) {
	at := strings.Index(p.s, "?")
	if p.c.Role != ledger.Coordinator || at < 0 || strings.Contains(p.s[at+1:], "?") || p.orderAt("nudge") < 0 {
		return Reading{}, false
	}
	if i := p.orderAt("nudge"); p.toks[i].start < at {
		return Reading{}, false
	}
	asked, told := p.part(Span{0, at + 1}), p.part(Span{at + 1, len(p.s)})
	if asked.Outcome != Reply || len(asked.Acts) != 1 || told.Outcome != Confirm || len(told.Acts) != 1 || told.Acts[0].Verb != Nudge {
		return Reading{}, false
	}
	if told.Acts[0].Item == "" {
		told.Acts[0].Item = asked.Acts[0].Item
	}
	p.weighAll(0, len(p.s)) // each part was covered by itself
	return told, true
}
