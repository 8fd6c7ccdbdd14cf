package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// announce reads what people say to all. A person's own @所有人 is no command; a
// coordinator who asks the bot to tell everybody gives an order.
func (p *parse) announce() (Reading, bool) {
	if i := p.orderAt("announce"); i >= 0 && (p.lead(i) || inGroup.find(p.s[:p.toks[i].start]) != "") {
		a := Act{Verb: Announce, Text: p.proclaimed(i), Span: p.whole()}
		if a.Text == "" {
			return p.ask(AskText, p.whole()), true
		}
		if strings.Trim(a.Text, "了过啦的吧。! ") == "" { // 我已经通知大家了
			return Reading{Outcome: Ignore, Chatter: Announcement}, true
		}
		if !p.colonAfter(i) && p.asks() {
			return Reading{}, false
		}
		return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskMany, Quote: a.Text}}, true
	}
	if p.hails() {
		return Reading{Outcome: Ignore, Chatter: Announcement}, true
	}
	if p.has&cEveryone == 0 {
		return Reading{}, false
	}
	i := p.first(cEveryone)
	loud := false
	if p.headingAt(i) > i || p.listsUnits() { // 各单位征文:耒阳2 常宁3
		return Reading{}, false
	}
	for k := range p.toks {
		if p.toks[k].is(cEveryone) {
			w := p.toks[k].w.text
			loud = loud || strings.HasPrefix(w, "@") || strings.HasSuffix(w, ":") || strings.Contains(w, "紧急") || strings.Contains(w, "重要")
		}
	}
	if !loud && p.c.Role == ledger.Contact && p.nums > 0 {
		return Reading{}, false
	}
	if !loud && (!p.lead(i) || p.asks() || p.ordered() || p.topic() != "" && !p.saysWhen()) {
		return Reading{}, false
	}
	if r, ok := p.reportsUp(i); ok {
		return r, true
	}
	return Reading{Outcome: Ignore, Chatter: Announcement}, true
}

// listsUnits tells whether a coordinator's line has figures of units right behind their
// names, under the name of an item: no announcement has.
func (p *parse) listsUnits() bool {
	if p.c.Role != ledger.Coordinator || p.nums < 2 || p.has&cItem == 0 || p.has&(cPoison|cPlan|cNeg) != 0 {
		return false
	}
	n := 0
	for i := range p.toks {
		if !p.toks[i].is(cUnit) {
			continue
		}
		k := i + 1
		for k < len(p.toks) && (p.toks[k].kind == kSep && p.toks[k].strength <= sepColon || p.toks[k].kind == kDash) {
			k++
		}
		if k < len(p.toks) && p.toks[k].kind == kNum {
			n++
		}
	}
	return n > 1
}

// reportsUp reads a letter that greets its readers and then reports: 各位领导:现将我局
// 情况报告如下:…. What is said to all asks for nothing, and has figures of two items.
func (p *parse) reportsUp(i int) (Reading, bool) {
	w := p.toks[i].w.text
	if strings.HasPrefix(w, "@") || !p.lead(i) || (p.nums < 2 || len(p.itemsIn(0, len(p.toks), false)) < 2) && !(p.c.Role == ledger.Contact && strings.Contains(w, "领导")) || p.ordered() {
		return Reading{}, false
	}
	r := p.part(Span{p.toks[i].end, len(p.s)})
	if r.Outcome != Apply && r.Outcome != Confirm || !slices.ContainsFunc(r.Acts, Act.Reporting) || anyAct(r.Acts, func(a *Act) bool { return a.Verb != Paste && !a.Reporting() }) {
		return Reading{}, false
	}
	units := map[ledger.UnitID]bool{}
	for _, a := range r.Acts {
		units[a.Unit] = units[a.Unit] || a.Reporting()
	}
	delete(units, "")
	if p.c.Role == ledger.Coordinator && r.Acts[0].Verb != Paste && (strings.HasPrefix(w, "转发") || strings.Contains(w, "领导")) { // a unit's words, handed on
		r.Outcome, r.Question = Confirm, Question{Code: AskSure, Quote: p.s, Item: r.Acts[0].Item}
		return r, len(units) == 1
	}
	return r, len(units) == 1 && (r.Acts[0].Verb == Paste || p.c.Role == ledger.Contact)
}

// saysWhen tells whether the line tells of a deadline instead of asking for it.
func (p *parse) saysWhen() bool { return p.topic() == "deadline" && p.hasDay() }

// hails are how all are called to listen, right after their name.
var hails = wordSet("注意 请注意 请注意了 注意了 请知悉 请周知 请悉知 望周知 望知悉 请查收 请查阅 请留意 请留意了 请相互转告 请互相转告 请各位注意")

// hails tells whether a coordinator calls all units at the head of the line:
// 所有单位请注意,….
func (p *parse) hails() bool {
	if p.c.Role == ledger.Contact || p.has&(cAllUnits|cEveryone) == 0 {
		return false
	}
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cAllUnits | cEveryone) {
			if t.kind == kSep || t.is(cFiller|cGreet) {
				continue
			}
			return false
		}
		end := len(p.s)
		for k := i + 1; k < len(p.toks); k++ {
			if p.toks[k].kind == kSep {
				end = p.toks[k].start
				break
			}
		}
		return hails[strings.TrimPrefix(p.quote(t.end, end), "的")]
	}
	return false
}

// ordered tells whether the line wants something of the bot; 抓紧 is said to people.
func (p *parse) ordered() bool {
	for _, i := range p.orders {
		if p.toks[i].w.order != "demand" {
			return true
		}
	}
	return false
}

// lead tells whether nothing but fillers, greetings and the like stands before token i.
func (p *parse) lead(i int) bool {
	for k := 0; k < i; k++ {
		t := &p.toks[k]
		if t.kind == kSep || t.is(cFiller|cGreet|cThanks|cSet|cEveryone|cAsk) {
			continue
		}
		return false
	}
	return true
}

// inGroup leads to an order to tell everybody, and says where: 帮我在群里….
var inGroup = newPattern(`^(?:你|您|请|麻烦|帮我|帮忙|帮|再|先|现在|[ ,])*(?:在|往|给|到|去)(?:咱们?|我们|本|这个|全市|工作|大|微信|钉钉|企业)*群(?:里|内|中|上)?(?:面)?(?:帮我|帮忙|统一|再|也)*$`)

// rest is the text after token i and the mark that follows it.
func (p *parse) rest(i int) string {
	s := p.s[p.toks[i].end:]
	for _, x := range [...]string{"一下", "一声"} { // 通知一下:…
		if after, ok := strings.CutPrefix(s, x); ok && strings.TrimLeft(after, " :,") != after {
			s = after
		}
	}
	return strings.TrimLeft(s, " :,;-\n\t。")
}

// proclaimed is what the order at token i wants all to be told, without how it is said:
// 跟大家说下|明天上午开会, but 跟大家说|下周一开会.
func (p *parse) proclaimed(i int) string {
	s := p.s[p.toks[i].end:]
	for _, x := range [...]string{"一下", "一声", "个事", "件事", "下", "声"} {
		if after, ok := strings.CutPrefix(s, x); ok && p.beginsAnew(len(p.s)-len(after)) {
			return strings.TrimLeft(after, " :,;-\n\t。")
		}
	}
	return p.rest(i)
}

// beginsAnew tells whether a clause or a word can begin at a byte of the line: there is a
// mark, or a token begins, and none lies across it (说|下周一).
func (p *parse) beginsAnew(at int) bool {
	if at < len(p.s) && strings.ContainsRune(" :,\n", rune(p.s[at])) {
		return true
	}
	for i := range p.toks {
		if t := &p.toks[i]; t.start == at && t.kind != kText {
			return true
		}
	}
	return false
}

func (p *parse) colonAfter(i int) bool {
	n := p.next(i)
	return n >= 0 && p.toks[n].kind == kSep && p.toks[n].strength == sepColon
}
