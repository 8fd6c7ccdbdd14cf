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
		if t.kind == kNum || t.kind == kTitle || t.kind == kNth || t.is(cNeg|cNot|cPoison|cOrder|cVerdict|cAsk|cEveryone) || topic && t.is(cItem) || t.kind == kSep && t.strength > sepComma {
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

// maxHeading is how many bytes such a clause has at most.
const maxHeading = 120
