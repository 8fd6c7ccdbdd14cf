package command

import (
	"strings"

	"pufabot/bot/ledger"
)

const talkClasses = cYes | cNo | cAck | cGreet | cThanks | cGripe

// talk reads lines that are nothing but small talk, a yes or a no.
func (p *parse) talk() (Reading, bool) {
	var seen class
	for i := range p.toks {
		t := &p.toks[i]
		switch t.kind {
		case kSep, kDash, kPlus:
		case kText:
			if letters1(p.txt(t)) > 0 {
				return Reading{}, false
			}
		case kWord:
			if t.w.class&talkClasses == 0 {
				if t.w.class&cFiller == 0 {
					return Reading{}, false
				}
				continue
			}
			seen |= t.w.class & talkClasses
		default:
			return Reading{}, false
		}
	}
	r := Reading{Outcome: Ignore}
	sp := p.whole()
	act := func(a Act) Reading {
		a.Span = sp
		r.Outcome, r.Acts = Apply, []Act{a}
		return r
	}
	switch {
	case seen == 0:
		r.Chatter = Small
		return r, p.has&^cFiller == 0 && p.text == 0 && len(p.s) < 40 && p.has == 0
	case seen&cGripe != 0:
		r.Chatter = Complaint
	case seen&cAck != 0 && seen&cNo == 0:
		if p.allAgree() {
			r.Answer = "yes"
		}
		return act(Act{Verb: Ack}), true
	case p.isOnly("好的", "好嘞", "好滴", "好呀", "好啊"):
		r.Answer = "yes"
		return act(Act{Verb: Ack}), true
	case seen&cNo != 0 && p.decides() == "no":
		r.Answer = "no"
		return act(Act{Verb: Answer, Reply: "no", Verdict: p.verdictAlone()}), true
	case seen&cYes != 0 && p.decides() == "yes":
		r.Answer = "yes"
		return act(Act{Verb: Answer, Reply: "yes", Verdict: p.verdictAlone()}), true
	case seen&(cYes|cNo) != 0 && seen&(cGreet|cThanks) == 0:
		r.Chatter = Stray
	case seen&cThanks != 0:
		r.Chatter = Thanks
	case seen&cGreet != 0:
		r.Chatter = Greeting
	default:
		r.Chatter = Small
	}
	return r, true
}

// agreeing are the words for having heard that agree as well; 收到 does not.
var agreeing = wordSet("好嘞 好勒 好咧 行嘞 得嘞 中中")

// allAgree tells whether all the words for having heard agree as well.
func (p *parse) allAgree() bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cAck) && !agreeing[p.txt(t)] {
			return false
		}
	}
	return true
}

// decides reads yes or no off a line of such words; 不是 是的 decides nothing.
func (p *parse) decides() string {
	yes, no := false, false
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.is(cNo) && !t.is(cYes):
			no = true
		case t.is(cYes) && !t.is(cNo) && !t.is(cFiller):
			yes = true
		case t.is(cYes) && len(p.toks) <= 3:
			yes = true
		}
	}
	switch {
	case no && !yes:
		return "no"
	case yes && !no:
		return "yes"
	}
	return ""
}

func (p *parse) isOnly(words ...string) bool {
	n := 0
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == kSep || t.kind == kText || t.is(cFiller) && !t.is(cYes) || t.is(cThanks) {
			continue
		}
		ok := false
		for _, w := range words {
			ok = ok || p.txt(t) == w
		}
		if !ok {
			return false
		}
		n++
	}
	return n > 0
}

// answerText is the line as an answer to a question that offers choices or wants
// a figure, a name or a day: short lines only.
func (p *parse) answerText() string {
	if len(p.s) > 90 || strings.ContainsAny(p.s, "\n\t") {
		return ""
	}
	return p.s
}

// chatter reads what is left: complaints, plans, announcements, thanks with more words.
func (p *parse) chatter() (Reading, bool) {
	r := Reading{Outcome: Ignore}
	switch {
	case p.has&cGripe != 0:
		r.Chatter = Complaint
	case p.has&cEveryone != 0 && p.nums == 0:
		r.Chatter = Announcement
	case p.has&(cPlan|cNeg) != 0 && (p.has&(cItem|cHold|cStage) != 0 || p.nums == 0 && p.text == 0 && !p.asks()):
		r.Chatter = Plans
	case p.has&(cThanks|cGreet|cAck) != 0 && p.nums == 0 && p.has&cItem == 0 && p.onlyCity():
		r.Chatter = Thanks
		if p.has&cAck != 0 {
			return Reading{Outcome: Ignore, Chatter: Small}, true
		}
	case p.s == "1" || p.s == "2":
		r.Outcome, r.Acts = Apply, []Act{{Verb: Answer, Reply: map[string]string{"1": "yes", "2": "no"}[p.s], Span: p.whole()}}
	case p.nums == 1 && p.has&^(cFiller|cMeasure|cForeign) == 0 && p.text == 0:
		r.Outcome = Ask
		r.Question = Question{Code: AskItem, Quote: p.s, Items: p.allItems(ledger.Count)}
		return r, true
	case p.onlyPhone():
		r.Chatter = Small
	default:
		return Reading{}, false
	}
	return r, true
}

// onlyCity tells whether no unit is named but the city, whom a contact may thank.
func (p *parse) onlyCity() bool {
	if p.has&cUnit == 0 {
		return true
	}
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cUnit) && p.g.plan.Units[t.w.unit].Kind != ledger.City {
			return false
		}
	}
	return p.c.Role == ledger.Contact
}

func (p *parse) onlyPhone() bool {
	for i := range p.toks {
		if k := p.toks[i].kind; k == kPhone || k == kLink {
			return p.nums == 0
		}
	}
	return false
}

func (p *parse) allItems(kind ledger.ItemKind) []ledger.ItemID {
	var out []ledger.ItemID
	for _, it := range p.g.plan.Items {
		if it.Kind == kind {
			out = append(out, it.ID)
		}
	}
	return out
}

// opensSeen tells whether the line begins with 收到 and its like; a mere 好的 does it
// before a plan.
func (p *parse) opensSeen(r Reading) bool {
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.is(cAck):
			return true
		case t.is(cYes):
			return r.Chatter == Plans
		case !t.is(cFiller | cGreet | cThanks):
			return false
		}
	}
	return false
}
