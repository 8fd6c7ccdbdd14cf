package command

import (
	"slices"
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
	// saidOften wants to know what is kept: it was said often, or all of it is said to be there.
	saidOften = newPattern(`(?:报|交|发|说|填)了?(?:好?几|[一二两三四五六七八九十]|[0-9]+)(?:遍|次|回)了?[。! 啊呀吧]*$|(?:都|全)?齐全?了(?:啊|呀|吧|哈|的)?[。!]*$`)
	// photos says of what was sent that it shows a session, which has no pictures to count.
	photos = newPattern(`^(?:这|以上|上面|刚才|刚刚|发的|前面)[^,]*的(?:一些|几张|两张)?(?:现场|活动)?(?:照片|图片|相片|现场图|图|合影|照)[。!]*$`)
	// nagged complains of a reminder for what is said to be there.
	nagged = newPattern(`(?:怎么|为什么|为啥|干嘛|咋)(?:还|又|老|总|一直|天天)(?:是|在)*(?:催|提醒|点名|点|@|艾特|找)|(?:还|又|老|总)(?:是|在)*(?:催|点名?|提醒)我们?[^,]*[,。! ]+.*(?:早|已|都)|催什么催?[^,。!]*[,。! ]+.*(?:早|已|都)[^,]*(?:交|报|发)`)
	// unwell is said of nobody's work.
	unwell = newPattern(`^(?:不好意思|抱歉|我|本人|这几天|这两天|今天|昨天|昨晚|最近|有点|[, ])*(?:生?病了?|发烧|发高烧|感冒|不舒服|阳了|身体(?:不适|不舒服|欠佳))(?:了|啊|呢|[。! ])*$`)
	// shown to a person of the group, not asked of the bot.
	shown = newPattern(`(你|您)(帮忙?)?(看下|看看|看一下|瞧瞧|瞧下)(这个|这条|这张|这份|这里|上面)[。! 吧哈]*$`)
)

// aside reads such a line.
func (p *parse) aside() (Reading, bool) {
	switch {
	case p.c.Role == ledger.Contact && !p.hasTitle() && saidOften.matches(p) && !allSaid.matches(p) && p.nums <= 1 && (p.has&cItem == 0 || p.nums == 0):
		return p.answer(Status, p.itemsIn(0, len(p.toks), true)), true
	case p.c.Role == ledger.Contact && p.nums == 0 && !p.hasTitle() && nagged.matches(p):
		r := p.answer(Status, p.itemsIn(0, len(p.toks), true))
		for i := range r.Acts {
			r.Acts[i].Kind = KindNagged
		}
		return r, true
	case unwell.matches(p):
		return Reading{Outcome: Ignore, Chatter: Unwell}, true
	case p.nums > 0 || p.hasTitle() || p.c.Role == ledger.Unbound:
	case p.c.Role == ledger.Contact && p.has&(cItem|cUnit) == 0 && allSaid.matches(p):
		return p.answer(Missing, nil), true
	case photos.matches(p) && p.ofSession():
		return Reading{Outcome: Ignore, Chatter: Photos}, true
	case mailbox.matches(p):
		return p.answer(Rule, nil), true
	case p.has&(cItem|cUnit|cVerdict) == 0 && shown.matches(p):
		return Reading{Outcome: Ignore, Chatter: Small}, true
	case p.wantsRule():
		return p.answer(Rule, p.itemsIn(0, len(p.toks), true)), true
	}
	return Reading{}, false
}

// ofSession tells whether the line names something that was held.
func (p *parse) ofSession() bool {
	return slices.ContainsFunc(p.itemsIn(0, len(p.toks), true), func(k int) bool {
		kind := p.g.item(k).Kind
		return kind == ledger.Sessions || kind == ledger.Count
	})
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
