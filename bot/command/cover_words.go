package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file tells which words have a part in which acts; a word that none of its
// functions knows is left over (cover.go). What says nothing anywhere is in
// fillerWords; to let a word pass, teach it there.

// degrees weigh a decision instead of making it: 延到22号太晚了.
var degrees = wordSet("太 很 挺 非常 特别 十分 只 只有 才 比较")

// beside tells whether a word that turns the meaning elsewhere stands beside what
// makes it plain.
func (c *coverage) beside(i int) bool {
	next := c.next(i)
	switch s := c.txt(&c.toks[i]); {
	case s == "小", s == "来":
		return true
	case strings.HasPrefix(s, "参") && i > 0 && (next < 0 || c.toks[i+1].kind == kSep): // 推荐征文2篇参评
		return c.toks[i-1].kind == kTitle || i > 1 && c.toks[i-1].is(cMeasure) && c.toks[i-2].kind == kNum
	case next < 0:
		return false
	case s == "其余":
		return c.toks[next].is(cNeg | cZero)
	case (s == "让" || s == "叫") && c.toks[next].kind != kTitle:
		return c.txt(&c.toks[next]) == "我" || c.txt(&c.toks[next]) == "我们"
	case callings[s] || s == "见":
		return c.toks[next].kind == kTitle || c.toks[next].kind == kWord && callings[c.txt(&c.toks[next])]
	case s == "也" || s == "同样": // 总结邮件也发过去了
		return i > 0 && c.toks[i-1].is(cItem) && (c.toks[next].is(cStage) || c.toks[next].is(cFiller) && next+1 < len(c.toks) && c.toks[next+1].is(cStage))
	case s == "有的":
		return c.toks[next].kind == kNum || c.txt(&c.toks[next]) == "有"
	case s == "得": // 得重写
		return c.ruling && c.toks[next].is(cVerdict)
	case bosses[c.txt(&c.toks[next])] && next == i+1: // 张局长
		return titled(s)
	case s == "那边": // 耒阳那边报的
		return c.c.Role == ledger.Coordinator && i > 0 && c.toks[i-1].is(cUnit)
	case s == "方面": // 作品方面,
		return i > 0 && c.toks[i-1].is(cItem)
	case s == "去" && c.txt(&c.toks[next]) == "了" && i > 1: // 发到邮箱里面去了
		return mailboxes.in(c.txt(&c.toks[i-1])+c.txt(&c.toks[i-2])) != ""
	case s == "推荐": // 我局推荐微视频一部
		return c.c.Role == ledger.Contact && c.does(Entry) && c.toks[next].is(cItem)
	case (s == "里面" || s == "里") && i > 0 && mailboxes.in(c.txt(&c.toks[i-1])) != "":
		return true
	case s == "你们" || s == "您们": // 发到你们邮箱了
		return mailboxes.in(c.txt(&c.toks[next])) != ""
	case s == "关于": // 关于答题,
		return i == 0 && c.toks[next].is(cItem) && next+1 < len(c.toks) && (c.toks[next+1].kind == kSep || c.txt(&c.toks[next+1]) == "数据")
	case s == "的话":
		return i > 0 && c.toks[i-1].is(cItem)
	}
	return false
}

// works tells whether the word at i is of those that the acts are made of.
func (c *coverage) works(i int) bool {
	t := &c.toks[i]
	switch {
	case t.is(cMeasure|cForeign|cThing|cApproxPost) && c.counted(i):
		return true
	case t.is(cYes) && c.alone(i): // 好的,征文2篇
		return true
	case c.does(Undo), c.does(Bind), c.does(Unbind):
		return c.manages(i)
	case c.ruling:
		return c.rules(i)
	case c.does(Signup):
		return c.enlists(i)
	}
	return c.tells(i)
}

// tells is the same of a report.
func (c *coverage) tells(i int) bool {
	t := &c.toks[i]
	switch {
	case c.revises && (t.is(cOld|cSet) || t.is(cVerdict) && t.w.verdict == "return" || c.txt(t) == "后"): // 上次退回的改好了
		return true
	case t.is(cPoison) && t.is(cThanks|cTotalCol|cZero), t.is(cNeg) && t.is(cZero): // 点赞, 序号, 没有: a reader has to have heard them
		return false
	case t.is(cReceived) && strings.Contains(c.txt(t), "收到") && c.c.Role == ledger.Contact: // 收到海报20张: whose are they?
		return i+1 == len(c.toks) || c.toks[i+1].kind == kSep || c.toks[i+1].is(cThanks|cFiller)
	case t.is(cStage) && c.does(Mail) && c.has&cReceived != 0: // 祁东把总结发给石鼓了,石鼓收到
		return false
	case t.is(cAudience) && c.does(Entry) && c.has&cTotal != 0 && i+1 < len(c.toks) && c.toks[i+1].kind == kNum: // 征文共4篇:统计员2篇,企业2篇
		return true
	case t.is(cAudience|cHeads) && !t.is(cStage|cItem):
		return c.held || c.does(Count) && !reaches[c.txt(t)] && !tradesmen[c.txt(t)]
	case t.is(cOwn) && t.w.beside&besideBase != 0 && startsWith(c.txt(t), ours) && (i+1 == len(c.toks) || c.toks[i+1].kind != kNum): // 我局推荐微视频一部
		return true
	case t.w.beside&(besideBase|besideLead) != 0, t.is(cOthers) && !t.is(cUnit|cMyself|cPoison):
		return c.held || c.does(Count)
	case t.is(cOthers) && t.is(cPoison): // 本局11人,别的单位203人
		return c.has&cOwn != 0 && c.does(Count)
	case t.is(cApproxPre) && utf8.RuneCountInString(c.txt(t)) == 1: // 约60人; not 约宣讲1场
		n := c.next(i)
		return n >= 0 && (c.toks[n].kind == kNum || c.toks[n].is(cFiller|cTotal|cApproxPre))
	case t.is(cParts):
		return c.figureAfter(i) || i+1 < len(c.toks) && c.toks[i+1].is(cOwn|cOthers) // 含外单位
	case t.is(cLoc):
		return c.leads(i)
	case t.is(cVerdict):
		return c.c.Role == ledger.Coordinator && (c.does(Review) || c.does(Mail)) || t.is(reportWork)
	case t.is(cPlaceEnd) && !t.is(reportWork):
		return i+1 < len(c.toks) && c.toks[i+1].is(cPlaceEnd) // 局会议室
	case t.is(cSet) && !t.is(cHold|cStage):
		return c.figureAfter(i) || !strings.ContainsAny(c.txt(t), "到至为成改达")
	case t.is(cCorrect) && strings.Contains(c.txt(t), "错"): // 打错了,答题162; not 答题打错了126人
		return c.closes(i) && (c.figureAfter(i) || c.first(cCorrect) < i)
	case t.is(cAdd|cSub|cMaybeAdd|cCorrect) && !t.is(cHold|cStage|cTotal):
		return c.figureAfter(i) || c.stated || t.is(cCorrect) && c.first(cCorrect) < i || i+1 < len(c.toks) && c.toks[i+1].is(cUnit)
	}
	return t.is(reportWork)
}

// ours begin how a contact's office speaks of itself.
var ours = []string{"我", "本", "咱"}

// enlists is the same of people signed up.
func (c *coverage) enlists(i int) bool {
	t := &c.toks[i]
	switch {
	case t.is(cAdd | cMaybeAdd): // 再加李四, 进企业也是李四
		for i++; i < len(c.toks) && (c.toks[i].is(cFiller) || c.toks[i].kind == kSep && c.toks[i].strength <= sepColon); i++ { // 补报: 进社区胡蓉
		}
		return i < len(c.toks) && (inSpans(c.names, &c.toks[i]) || c.toks[i].is(cSignup|cLoc|cEvent|cItem) || c.toks[i].kind == kNum || c.toks[i].kind == kDate)
	case t.is(cTotal):
		return c.figureAfter(i)
	case t.is(cSub):
		return c.stated
	}
	return t.is(cItem|cUnit|cEvent|cSignup|cLoc|cMyself|cDayPart|cGreet|cThanks|cEveryone|cHeads) || t.w.beside&besideLead != 0
}

// rules is the same of a decision.
func (c *coverage) rules(i int) bool {
	t := &c.toks[i]
	switch {
	case c.does(Extend) && t.is(cOld) && i+1 < len(c.toks) && c.toks[i+1].kind == kDate: // 从20号延到23号
		return true
	case t.is(cOrder):
		return t.w.order == "extend" && !c.does(Review) || t.w.order == "bind" && c.does(Approve)
	case t.is(cRequest):
		return !c.does(Review) && c.has&cVerdict != 0
	case t.is(cVerdict):
		return c.verdict(i)
	case t.is(cReason):
		return i > 0 && c.toks[i-1].kind == kSep
	case t.is(cCorrect | cSet | cDayPart):
		return !c.does(Review)
	}
	return t.is(cItem|cUnit|cGreet|cThanks|cEveryone) || rulingTails[c.txt(t)]
}

// manages is the same of taking back, and of who speaks for whom.
func (c *coverage) manages(i int) bool {
	t := &c.toks[i]
	switch {
	case t.is(cOrder):
		return (t.w.order == "undo" || t.w.order == "extend") && c.does(Undo) || (t.w.order == "bind" || t.w.order == "unbind") && !c.does(Undo)
	case t.is(cCorrect | cOld):
		return c.does(Undo)
	}
	return t.is(cItem|cUnit|cMyself|cGreet|cThanks|cEveryone|cEvent) || t.is(cFiller) || rulingTails[c.txt(t)]
}

// another tells whether the figure at i counts other people than those signed up:
// 张伟和李静去一个.
func (c *coverage) another(i int) bool {
	if !c.does(Signup) || c.toks[i].num.digits > 0 || i+1 >= len(c.toks) || !c.toks[i+1].is(cMeasure) || !headMeasure(c.txt(&c.toks[i+1])) && c.txt(&c.toks[i+1]) != "个" {
		return false
	}
	return !anyAct(c.acts, func(a *Act) bool { return len(a.Names) == c.toks[i].num.value })
}

// hands are words that pass something on, and trailing letters that no name ends in.
var (
	hands    = wordSet("给 把 为 向 跟 对")
	trailing = wordSet("是 有 在 给 把 就 都 我 你 的 了 这 那 里")
)

// trails tells whether a token ends a name as no name ends: 张伟是.
func (c *coverage) trails(t *token) bool {
	return c.does(Signup) && trailing[c.txt(t)] && slices.ContainsFunc(c.names, func(sp Span) bool { return sp.End == t.end })
}

// verdict tells whether the verdict at i is one of the acts', or says no more than one:
// 同意…延到22号, but not 不同意…退回.
func (c *coverage) verdict(i int) bool {
	t := &c.toks[i]
	if c.does(Approve) {
		return true
	}
	return slices.Contains(c.verdicts, t.start) || (!c.does(Review) || !strings.ContainsAny(c.txt(t), "不没否拒")) && (c.does(Review) || t.w.verdict != "return")
}

// closes tells whether a mark, or what is right instead, follows the word at i.
func (c *coverage) closes(i int) bool {
	return i+1 == len(c.toks) || c.toks[i+1].kind == kSep || c.toks[i+1].is(cSet|cFiller) ||
		c.toks[i+1].kind == kNum && slices.ContainsFunc(c.toks[:i], func(t token) bool { return t.kind == kNum })
}

// alone tells whether the word at i stands between marks.
func (c *coverage) alone(i int) bool {
	return (i == 0 || c.toks[i-1].kind == kSep) && (i+1 == len(c.toks) || c.toks[i+1].kind == kSep)
}

// figureAfter tells whether a figure follows token i.
func (c *coverage) figureAfter(i int) bool {
	return slices.ContainsFunc(c.toks[i:], func(t token) bool { return t.kind == kNum || t.kind == kTitle })
}

// reaches tell how many something held is for; they do not say that a quiz was done.
var reaches = wordSet("覆盖 辐射 惠及 面向 对象 吸引 围观 咨询 发放 派发 发了 挂 挂了 摆放 赠送 解答")

// leads tells whether the word at i leads to a place, a day or a figure.
func (c *coverage) leads(i int) bool {
	if i+1 < len(c.toks) && (c.txt(&c.toks[i+1]) == "了" || c.txt(&c.toks[i+1]) == "过") {
		i++
	}
	if i > 0 && c.toks[i-1].is(cStage) { // 发出去了
		return true
	}
	if i++; i >= len(c.toks) {
		return false
	}
	t := &c.toks[i]
	return t.kind != kWord && t.kind != kText || inSpans(c.names, t) || t.is(cEvent|cUnit|cItem|cHold|cMyself|cOwn|cOthers|cPlaceEnd|cTotal|cApproxPre)
}

// serial tells whether the ordinal at i names an issue, and picks no piece: 第3期.
func (c *coverage) serial(i int) bool {
	s := c.txt(&c.toks[i])
	if i+1 < len(c.toks) {
		s += c.txt(&c.toks[i+1])
	}
	for _, x := range []string{"期", "版", "届", "讲", "站"} {
		if strings.Contains(s, x) {
			return true
		}
	}
	return false
}

// rate tells whether the figure at i only says how often: 一天2场.
func (c *coverage) rate(i int) bool {
	return i+2 < len(c.toks) && c.toks[i+2].kind == kNum && c.toks[i+1].is(cForeign) && spells[c.txt(&c.toks[i+1])]
}

var spells = wordSet("天 周 个星期 个月 年")

// counted tells whether the word of measure at i stands after a figure, and no other
// measure between (2篇, 五十多个, but not 2篇幅), or is 人 before one (答题人98).
func (c *coverage) counted(i int) bool {
	t := &c.toks[i]
	if i+1 < len(c.toks) && c.toks[i+1].kind == kNum && headMeasure(c.txt(t)) {
		return true
	}
	for k := i - 1; k >= 0; k-- {
		switch b := &c.toks[k]; {
		case b.kind == kNum, b.kind == kNth, b.kind == kAside:
			return true
		case b.is(cApproxPost), b.kind == kPlus, b.kind == kSep && b.strength <= sepList, t.is(cApproxPost) && b.is(cMeasure|cForeign):
		default:
			return t.is(cMeasure) && (b.is(cHold|cAdd) || c.txt(b) == "补一" || c.txt(b) == "那" && containsAny(c.s, ended)) || strings.HasSuffix(c.txt(b), "这") // 搞了场宣讲, 又搞了场宣讲, 我们这个月
		}
	}
	return false
}

// reportWork are words that a report is made of.
const reportWork = cItem | cUnit | cEvent | cMyself | cOwn | cOthers | cStaff | cTotal | cHold | cStage | cAuthor | cHeads |
	cAudience | cZero | cParts | cDistrib | cPieces | cDayPart | cTotalCol | cApproxPre | cGreet | cThanks | cGripe | cEveryone |
	cAdd | cSub | cSet | cCorrect | cMaybeAdd | cReceived

// rulingTails cling to a decision: 退回吧, 得重写.
var rulingTails = wordSet("吧 呗 也 再 将")
