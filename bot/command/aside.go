package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads short lines that are a question or a remark as a whole, though none of
// their words asks.

var (
	// allSaid says that everything has been reported.
	allSaid = newPattern(`^(我们?|我局|我县|我区|我单位|咱们?)?(该报的)?(都|全|全部|已|已经)?(报|报送|填报)(完|齐|全)了?[。! 啦哈]*$`)
	// mailbox asks for the city's address, which the rule of the mail tells.
	mailbox = newPattern(`^(市局|市里|你们|您们)?的?(电子)?邮箱(地址|号|号码|账号)?(是|为)?(多少|啥|什么|哪个)?[?。! 呢呀啊]*$`)
	// shown to a person of the group, not asked of the bot.
	shown = newPattern(`(你|您)(帮忙?)?(看下|看看|看一下|瞧瞧|瞧下)(这个|这条|这张|这份|这里|上面)[。! 吧哈]*$`)
)

// aside reads such a line.
func (p *parse) aside() (Reading, bool) {
	switch {
	case p.nums > 0 || p.hasTitle() || p.c.Role == ledger.Unbound:
	case p.c.Role == ledger.Contact && p.has&(cItem|cUnit) == 0 && allSaid.matches(p):
		return p.answer(Missing, nil), true
	case mailbox.matches(p):
		return p.answer(Rule, nil), true
	case p.has&(cItem|cUnit|cVerdict) == 0 && shown.matches(p):
		return Reading{Outcome: Ignore, Chatter: Small}, true
	case p.wantsRule():
		return p.answer(Rule, p.itemsIn(0, len(p.toks), true)), true
	}
	return Reading{}, false
}

// wantsRule tells whether the line only names what is required: 字数要求, 征文格式要求.
func (p *parse) wantsRule() bool {
	if !strings.HasSuffix(p.s, "要求") || p.has&(cStage|cVerdict|cNeg) != 0 {
		return false
	}
	topics := 0
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.is(cTopic):
			topics++
		case t.kind != kSep && !t.is(cItem|cFiller):
			return false
		}
	}
	return topics > 1 || topics == 1 && (p.has&cItem != 0 || p.s == "要求")
}
