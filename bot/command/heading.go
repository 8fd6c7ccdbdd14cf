package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// headingEnds end the opening clause of a letter.
var headingEnds = phrasesOf("如下:", "如下,", "如下。", "如下\n", topicEnd)

// topicEnd ends one that has no 如下, and is taken out only where it names no item.
const topicEnd = "情况:"

// heading takes the opening clause of a letter out of what is read: 现将我区宣讲情况
// 报告如下:…. It says what the letter is about; the report comes after it, and names its
// items again.
func (p *parse) heading() {
	end := -1
	for _, x := range headingEnds {
		if i := x.index(p); i >= 0 && (end < 0 || i < end) {
			end = i
		}
	}
	if end < 0 || end > maxHeading {
		return
	}
	topic := strings.HasPrefix(p.s[end:], topicEnd)
	from := 0
	for from < len(p.toks) && p.toks[from].start < end+len("如下") {
		t := &p.toks[from]
		if t.kind == kNum || t.kind == kTitle || t.kind == kNth || t.is(cNeg|cNot|cPoison|cOrder|cVerdict|cAsk|cEveryone) || topic && !p.opensTopic(t) || t.kind == kSep && t.strength > sepComma {
			return
		}
		from++
	}
	if from == len(p.toks) || !slices.ContainsFunc(p.toks[from:], func(t token) bool { return p.itemOf(&t, false) >= 0 }) || p.c.Role != ledger.Contact {
		return
	}
	var kept []token
	for _, t := range p.toks[:from] {
		if t.is(cUnit) {
			kept = append(kept, t)
		}
	}
	p.toks = append(kept, p.toks[from:]...)
}

// opensTopic tells whether a token of 12月份工作完成情况: leaves open nothing of what follows:
// neither whose it is nor of when, nor whether it is done.
func (p *parse) opensTopic(t *token) bool {
	if t.kind == kDate {
		return t.day.form == formBare && t.day.m == int(p.now.Month())
	}
	return t.kind == kSep || t.is(cUnit|cMyself|cFiller|cTopic|cHold|cGreet) && !t.is(cItem|cPlan|cOthers|cDistrib|cOwing) && !strings.ContainsAny(p.txt(t), "周星昨季")
}

// maxHeading is how many bytes such a clause has at most.
const maxHeading = 120
