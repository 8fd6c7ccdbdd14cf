package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// topicOrder is which topic wins when the words speak of several.
var topicOrder = []string{"whoami", "help", "whosaid", "status!", "rule!", "deadline", "missing", "status", "rule"}

// topics are what the words of a line are about.
type topics []string

func (l topics) has(t string) bool { return slices.Contains(l, t) }

// topic is what the line is about, or nothing.
func (p *parse) topic() string {
	if t := p.apart(); t != "" {
		return t
	}
	var have topics
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cTopic) || p.thankedFor(i) || anyTail[p.txt(t)] && p.ofNoReport() {
			continue
		}
		for _, v := range t.w.topics {
			have = append(have, v)
			if v == "rule" && t.is(cAskRef) || v == "rule" && (p.txt(t) == "算不算" || p.txt(t) == "格式" || p.txt(t) == "盖章" || p.txt(t) == "字数" || strings.HasPrefix(p.txt(t), "最少") || strings.HasPrefix(p.txt(t), "至少") || strings.HasPrefix(p.txt(t), "要") && p.txt(t) != "要求") {
				have = append(have, "rule!")
			}
		}
	}
	if who := []string{"派谁", "谁去", "去的谁", "去的是谁"}; have.has("rule") && containsAny(p.s, who) && strings.HasSuffix(strings.TrimRight(p.s, "?!。 啊呀呢吗的"), "了") { // 8号派谁去了
		have = append(have, "status")
	}
	if p.hasDay() && p.completeAsked() { // 8号的人报齐没有
		have = append(have, "status")
	}
	if !have.has("missing") && p.listWanted() {
		have = append(have, "status!")
	}
	if p.wantsLeast() {
		have = append(have, "rule!")
	}
	if len(have) == 0 && !(p.hasDay() && p.asks() && p.nums == 0 && p.has&(cHold|cLoc) == 0) {
		return ""
	}
	if have.has("deadline") && p.hasDay() && have.has("rule!") {
		return "deadline"
	}
	if !have.has("deadline") && p.hasDay() && p.asks() && !have.has("rule!") && !have.has("missing") && !have.has("status") && !have.has("status!") {
		return "deadline"
	}
	for _, t := range topicOrder {
		if have.has(t) {
			return strings.TrimSuffix(t, "!")
		}
	}
	return ""
}

// complete ends in what asks whether something is there by now.
var complete = newPattern(`(?:[齐全完]|报上来|交上来|[报交发定派搞办选])(?:了)?没(?:有)?[?!。 啊呀呢]*$`)

// completeAsked tells whether the line asks that.
func (p *parse) completeAsked() bool { return complete.matches(p) }

// thankedFor tells whether the word at i is help that somebody is thanked for, and no
// wish: 感谢市局的指导和帮助.
func (p *parse) thankedFor(i int) bool {
	if p.has&cThanks == 0 || p.toks[i].is(cAsk|cAskRef) || !slices.Contains(p.toks[i].w.topics, "help") {
		return false
	}
	from, to := p.clause(i)
	return p.classIn(from, i, cThanks) && !p.classIn(from, to, cAsk|cAskRef)
}

// thanks reads a line that thanks for help and tells nothing.
func (p *parse) thanks() bool {
	if p.has&cThanks == 0 || p.has&(cStage|cNeg|cPlan|cOrder|cVerdict|cRequest|cAsk|cAskRef) != 0 || p.nums > 0 || p.hasTitle() || !p.onlyCity() {
		return false
	}
	for i := range p.toks {
		if p.toks[i].is(cTopic) && p.thankedFor(i) {
			return true
		}
	}
	return false
}

// anyTail ask whether something was done, whatever it is: 吃饭了没.
var anyTail = wordSet("了没 了没有")

// ofNoReport tells whether people are spoken to, and of nothing that is reported.
func (p *parse) ofNoReport() bool {
	return p.has&cEveryone != 0 && p.text > 0 && p.has&(cItem|cUnit|cEvent|cStage|cOwn|cOthers|cMyself|cHold|cReceived|cVerdict|cPieces|cMeasure) == 0
}

// wish reads what is asked for without a question word: 帮助, 进度, 未交名单, 还是上次那个数.
func (p *parse) wish(topic string) (Reading, bool) {
	if topic == "" && p.has&cOwing != 0 && p.orders == nil && p.c.Role != ledger.Contact { // 没交的几家
		topic = "missing"
	}
	if topic == "status" && p.drawn() {
		return Reading{}, false
	}
	if topic == "status" && p.shows() {
		return Reading{Outcome: Ignore, Chatter: Small}, true
	}
	if topic == "" || p.has&cGripe != 0 || p.nums > 0 || p.has&(cVerdict|cStage|cPlan) != 0 && topic != "missing" && !(topic == "deadline" && strings.Contains(p.s, "发我")) {
		return Reading{}, false
	}
	if topic == "status" && p.has&cFormat != 0 && p.c.Role == ledger.Coordinator { // 来份word版的汇总
		return Reading{}, false
	}
	if topic == "rule" || len(p.orders) > 0 && topic != "help" && topic != "whoami" {
		return Reading{}, false
	}
	for i := range p.toks { // 征文还差: something else is said besides
		t := &p.toks[i]
		if t.kind == kTitle || t.kind == kPhone {
			return Reading{}, false
		}
	}
	if p.text > 4 {
		return Reading{}, false
	}
	if topic == "missing" && p.has&cNeg != 0 && p.c.Role == ledger.Contact && p.has&cItem != 0 && !strings.Contains(p.s, "清单") {
		return Reading{}, false // 征文还没交: said of oneself, not asked
	}
	return p.answer(Verb(topic), p.itemsIn(0, len(p.toks), true)), true
}

// unsigned says that nobody was signed up.
var unsigned = newPattern(`没有?(?:报人选|报名单|报人|报名|派人|定人)(?:[^数次]|$)`)

// signupAsked is the item that people are signed up for, where the line asks for sections,
// which owe nothing else, or for who is still missing of an event. -1: it does not.
func (p *parse) signupAsked(v Verb) int {
	if v != Missing && v != Status {
		return -1
	}
	k := (&reporter{parse: p}).signItem()
	if k < 0 || strings.Contains(p.s, "科室") || unsigned.matches(p) {
		return k
	}
	if i := p.first(cEvent); i >= 0 && v == Missing && p.asksWho() && slices.Contains(p.g.item(k).Events, p.g.plan.Milestones[p.toks[i].w.event].ID) {
		return k
	}
	return -1
}

// whichUnits ask which of the units something is said of.
var whichUnits = wordSet("哪几家 哪些单位 哪个县 哪个县区 哪个县市区 哪个单位 哪个局 哪个区 哪个科室 哪些县 哪些科室 哪几个县 哪几个单位")

// ranks tells whether units are compared: 哪个县答题最少.
func (p *parse) ranks() bool {
	return p.asksWho() && containsAny(p.s, []string{"最少", "最多", "最高", "最低", "最快", "最慢", "最早", "最晚"})
}
