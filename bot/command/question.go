package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// asks tells whether the line asks something. 几 inside a figure is no question
// word; neither is a polite frame around an order.
func (p *parse) asks() bool {
	if p.has&(cAsk|cAskRef) != 0 {
		return true
	}
	if n := len(p.toks); n > 0 { // 交了没, 征文是20号吧
		last := n - 1
		for last > 0 && p.toks[last].kind == kSep {
			last--
		}
		t := &p.toks[last]
		if s := p.txt(t); s == "没" || s == "不" && last > 0 || s == "没有" && last > 1 && !p.toks[p.prevWord(last)].is(cItem|cUnit) {
			return true
		}
		if p.txt(t) == "吧" && p.nums == 0 && p.orders == nil && p.has&cVerdict == 0 && (p.has&cSignup == 0 || !p.namesSomebody()) {
			return true
		}
	}
	return false
}

func (p *parse) prevWord(i int) int {
	if j := p.prev(i); j >= 0 {
		return j
	}
	return i
}

// endsOpen tells whether the line ends as 交了没 does.
func (p *parse) endsOpen() bool {
	s := strings.TrimRight(p.s, "?!。 了啊呀呢")
	return strings.HasSuffix(s, "没") || strings.HasSuffix(s, "没有")
}

// sureOf asks whether what was said is so.
var sureOf = newPattern(`(?:对吧|对吗|对么|对不对|是吧|是吗|是不是|没错吧|没错吗|没记错吧)[?。! ]*$`)

// figureAsked tells whether the line asks if a figure is the one that is kept: 总共5件对吧,
// 我们报了2篇是吧.
func (p *parse) figureAsked() bool {
	return p.nums > 0 && sureOf.matches(p) && (p.has&(cTotal|cMyself) != 0 || containsAny(p.s, []string{"我们", "报", "记", "没错"})) &&
		!containsAny(p.s, []string{"要", "需", "可以", "能", "算", "够", "写", "字", "每", "这样", "这么"})
}

// polite tells whether the only question words frame a wish: 能不能 …, 可以 … 吗.
func (p *parse) polite() bool {
	if p.eitherDay() {
		return false
	}
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cAsk | cAskRef) {
			continue
		}
		switch p.txt(t) {
		case "能不能", "可不可以", "能否", "可否", "吗", "么", "?", "请问", "可以吗", "行吗", "行不行", "好吗", "可以不", "行不", "能行吗", "好不好", "成吗":
		default:
			return false
		}
		if i > 0 && strings.HasSuffix(p.txt(&p.toks[i-1]), "了") { // 延到22号了吗: asked, not wished for
			return false
		}
		if p.consults(i) {
			return false
		}
	}
	return true
}

// consulting are the ways to ask others what they think of what was said.
var consulting = wordSet("行不行 可不可以 可以不 行不 好不好")

// consults tells whether the word at i asks, behind more time that a coordinator names,
// whether it should be given: 祁东征文延到22号行不行.
func (p *parse) consults(i int) bool {
	k := p.orderAt("extend")
	return p.c.Role == ledger.Coordinator && k >= 0 && k < i && consulting[p.txt(&p.toks[i])]
}

// either-or: PDF盖党组章还是局章.
func (p *parse) eitherOr() bool {
	for i := range p.toks {
		if p.txt(&p.toks[i]) == "还是" && i > 0 && p.nums == p.dayBefore() {
			return true
		}
	}
	return false
}

// eitherDay tells whether a line is in doubt between two days: 延到21号还是22号来着.
func (p *parse) eitherDay() bool {
	for i := 1; i < len(p.toks)-1; i++ {
		if p.txt(&p.toks[i]) == "还是" && p.toks[i-1].kind == kDate && p.toks[i+1].kind == kDate {
			return true
		}
	}
	return false
}

// dayBefore is how many figures only say which day is meant: 前一天, 后一天.
func (p *parse) dayBefore() int {
	n := 0
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kNum && t.num.value == 1 && strings.HasPrefix(p.s[t.end:], "天") && endsWith(p.s[:t.start], "前", "后", "头", "当") {
			n++
		}
	}
	return n
}

func endsWith(s string, list ...string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.HasSuffix(s, x) })
}

// question answers what is asked; figures in it are never recorded.
func (p *parse) question() (Reading, bool) {
	if p.thanks() {
		return Reading{Outcome: Ignore, Chatter: Thanks}, true
	}
	asks := p.asks() || p.eitherOr()
	topic := p.topic()
	if !asks {
		if p.c.Role == ledger.Coordinator && topic != "" && p.has&(cReceived|cItem) == cReceived|cItem {
			if r, ok := p.reportAndQuestion(); ok {
				return r, true
			}
		}
		return p.wish(topic)
	}
	if r, ok := p.reportAndQuestion(); ok {
		return r, true
	}
	if p.polite() && (p.orderAt("nudge", "extend", "export", "picture", "pack", "announce", "move", "unbind", "mute") >= 0) {
		return Reading{}, false
	}
	items := p.itemsIn(0, len(p.toks), true)
	if topic == "" && p.has&cOwing != 0 { // 没交的几家是哪些
		topic = "missing"
	}
	if topic == "" {
		if len(items) == 0 && p.has&(cUnit|cEvent|cStage|cPieces|cVerdict|cReceived|cOwn|cOthers|cHold|cAudience|cSet|cAdd|cSub|cMeasure) == 0 {
			if p.has&cGripe != 0 {
				return Reading{Outcome: Ignore, Chatter: Complaint}, true
			}
			return Reading{}, false
		}
		topic = "rule"
		if p.endsOpen() || p.figureAsked() {
			topic = "status"
		}
		if p.has&cUnit != 0 && p.has&cStage != 0 || p.asksWho() {
			topic = "status"
		}
		if p.has&cVerdict != 0 && p.has&cUnit != 0 {
			topic = "status"
		}
		if p.has&cStage != 0 && strings.Contains(p.s, "了") || p.recordAsked() { // 总结发了吗
			topic = "status"
		}
		if p.asksWho() && p.has&cNeg != 0 {
			topic = "missing"
		}
		if p.has&cUnit != 0 && (p.c.Role == ledger.Coordinator || p.c.Role == ledger.Observer) && !containsAny(p.s, []string{"不", "可以", "能", "要"}) || p.has&cOld != 0 && p.has&cItem != 0 { // 石鼓的作品是什么类型, 我刚才报的答题是多少
			topic = "status"
		}
	}
	if (topic == "rule" || topic == "deadline" || topic == "missing" && p.has&(cNeg|cOwing) == 0) && p.ranks() {
		topic = "status"
	}
	r := p.answer(Verb(topic), items)
	p.open(&r)
	r.Unkept = p.stated()
	return r, true
}

// answer builds the reading acts of a topic, one for each item named.
func (p *parse) answer(v Verb, items []int) Reading {
	r := Reading{Outcome: Reply}
	base := Act{Verb: v, Span: p.whole()}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil && (v == Status || v == Missing || v == WhoSaid) {
		return p.askCity(doubt)
	}
	if v == Help || v == WhoAmI || v == Schedule {
		r.Acts = []Act{base}
		return r
	}
	base.Scope = "me"
	switch {
	case len(units) > 0:
		base.Scope = "all"
		base.Units = units
		if len(units) == 1 {
			base.Unit, base.Units = units[0], nil
		}
		if p.c.Role == ledger.Contact && len(units) == 1 && units[0] == p.c.Unit {
			base.Scope = "me"
		}
	case v == Status && p.c.Role == ledger.Contact && p.asksWho() && p.says(ourOwn): // 我们报了谁
	case p.c.Role != ledger.Contact, p.has&cAllUnits != 0 && strings.Contains(p.s, "全市"), p.asksWho(), p.ofOthersAsked():
		base.Scope = "all"
	}
	if v == Deadline || v == Rule {
		if len(units) == 0 {
			base.Scope = ""
		}
		if v == Deadline && p.c.Role == ledger.Contact && len(items) == 0 {
			base.Scope = "me"
		}
	}
	if len(items) == 0 {
		items = p.impliedItems()
		if k := p.signupAsked(v); k >= 0 {
			items = []int{k}
		}
	}
	if len(items) == 0 || len(items) > 4 {
		if i := p.first(cEvent); i >= 0 && (v == Deadline || v == Rule || v == Status) {
			base.Event = p.g.plan.Milestones[p.toks[i].w.event].ID
		}
		r.Acts = []Act{base}
		return r
	}
	for _, k := range items {
		a := base
		a.Item = p.g.item(k).ID
		r.Acts = append(r.Acts, a)
	}
	return r
}

// ourOwn speak of one's own unit.
var ourOwn = phrasesOf("我们报", "我们派", "我们科报", "我们科派", "我科报", "我科派", "我报了", "我们都报", "我们是谁", "我们去的")

// open marks an answer to words that name neither an item nor an event, and nothing that
// can be told of all of them: a list of everything would answer nothing.
func (p *parse) open(r *Reading) {
	if len(r.Acts) != 1 || r.Acts[0].Unit != "" || len(r.Acts[0].Units) > 0 || r.Acts[0].Item != "" || r.Acts[0].Event != "" || r.Acts[0].Verb != Rule && r.Acts[0].Verb != Deadline {
		return
	}
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cTopic) && slices.Contains(t.w.topics, string(r.Acts[0].Verb)) && (r.Acts[0].Verb == Deadline || !t.is(cAsk|cAskRef)) {
			return
		}
	}
	r.Acts[0].Kind = KindOpen
}

// impliedItems are items that a question means without naming them: by their
// files (PDF, 盖章) or by a measure word of their own (一场).
func (p *parse) impliedItems() []int {
	if mailboxes.in(p.s) != "" {
		for k := range p.g.plan.Items {
			if p.g.item(k).Kind == ledger.Mail {
				return []int{k}
			}
		}
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.is(cMeasure) && i > 0 {
			if k, ok := p.g.tight[t.w.text]; ok && k >= 0 {
				return []int{k}
			}
		}
		if s := p.txt(t); t.is(cPieces) || strings.Contains(s, "盖") || strings.Contains(s, "署名") {
			for k, staged := range p.g.staged {
				if staged {
					return []int{k}
				}
			}
		}
	}
	return nil
}

// recordAsked tells whether the figure that was recorded is asked for: 答题登记的是多少人.
func (p *parse) recordAsked() bool {
	return p.has&cItem != 0 && containsAny(p.s, []string{"登记", "记的", "记了", "录的", "录了", "报的", "报了", "报上去", "统计到", "算的", "系统里"}) && containsAny(p.s, []string{"多少", "几"})
}

func (p *parse) asksWho() bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cAsk) {
			s := p.txt(t)
			if strings.HasPrefix(s, "谁") || strings.Contains(s, "哪家") || strings.Contains(s, "哪几家") || strings.Contains(s, "几家") {
				return true
			}
		}
		if s := p.txt(&p.toks[i]); strings.HasPrefix(s, "谁") || whichUnits[s] {
			return true
		}
	}
	return false
}

// ofOthersAsked tells whether the other units are asked about: 别的县都报了多少.
func (p *parse) ofOthersAsked() bool {
	return containsAny(p.s, []string{"别的县", "别的区", "别的单位", "别的局", "其他县", "其他区", "其他单位", "其它县", "其它单位", "兄弟县", "兄弟单位", "人家县", "各县", "各单位", "大家都"})
}

func (p *parse) hasDay() bool {
	for i := range p.toks {
		if p.toks[i].kind == kDate || p.toks[i].kind == kClock {
			return true
		}
	}
	return false
}
