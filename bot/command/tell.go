package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// tell reads what is said about the speaker, the chat and the bot: undo, mute,
// bind, unbind, and the switches of reminders.
func (p *parse) tell() (Reading, bool) {
	for i := range tellings {
		if f := &tellings[i]; f.mayRead(p) {
			if r, ok := f.read(p); ok {
				return r, true
			}
		}
	}
	return Reading{}, false
}

// manage is the place of orders that win over questions; see order.
func (p *parse) manage() (Reading, bool) {
	if r, ok := p.requests(); ok {
		return r, true
	}
	if p.c.Role != ledger.Contact && p.c.Role != ledger.Unbound && !p.asks() {
		return p.approve()
	}
	if p.has&cVerdict != 0 && strings.Contains(p.s, "申请") && !p.asks() {
		return p.approve()
	}
	return Reading{}, false
}

func (p *parse) single(o Outcome, a Act) (Reading, bool) {
	if a.Span == (Span{}) {
		a.Span = p.whole()
	}
	return Reading{Outcome: o, Acts: []Act{a}}, true
}

// switches: 绑定群, 提醒计划, 暂停提醒, 恢复提醒.
func (p *parse) switches() (Reading, bool) {
	if i := p.orderAt("bindgroup"); i >= 0 {
		if p.asks() {
			return p.single(Reply, Act{Verb: Help})
		}
		a := Act{Verb: BindGroup}
		rest := strings.TrimSpace(p.rest(i))
		for _, gr := range p.g.plan.Groups {
			if rest != "" && (strings.EqualFold(rest, string(gr.ID)) || rest == gr.Title) {
				a.Group = gr.ID
			}
		}
		if rest != "" && a.Group == "" && len(p.g.plan.Groups) != 1 {
			return p.ask(AskWhat, p.whole()), true
		}
		return p.single(Apply, a)
	}
	if i := p.orderAt("past"); i >= 0 && (p.has&cItem == 0 || p.has&cUnit != 0) {
		a := Act{Verb: Schedule, Scope: ScopePast}
		if units, doubt := p.unitsIn(0, len(p.toks)); doubt != nil {
			return p.askCity(doubt), true
		} else if len(units) == 1 {
			a.Unit = units[0]
		}
		return p.single(Reply, a)
	}
	if i := p.orderAt("schedule"); i >= 0 && p.nums == 0 && p.has&cNot == 0 {
		return p.single(Reply, Act{Verb: Schedule})
	}
	if p.asks() || p.nums > 0 {
		return Reading{}, false
	}
	if r, ok := p.restOver(); ok {
		return r, true
	}
	for _, v := range [...]Verb{Pause, Resume} {
		i := p.orderAt(string(v))
		if i < 0 || p.has&(cUnit|cItem) != 0 || p.hasDay() {
			continue
		}
		if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) {
			return p.ask(AskWhat, p.whole()), true
		}
		return p.single(Confirm, Act{Verb: v})
	}
	return Reading{}, false
}

// undo: 撤回, 刚才报错了. With a new figure it is a correction, which report reads.
func (p *parse) undo() (Reading, bool) {
	i := p.orderAt("undo")
	if i < 0 || p.nums > 0 || p.hasTitle() {
		return Reading{}, false
	}
	if p.asks() {
		return p.single(Reply, Act{Verb: Help})
	}
	if p.orderAt("move", "nudge", "announce") >= 0 || p.orderAt("extend") >= 0 && p.hasDay() {
		return Reading{}, false
	}
	if k := p.prev(i); k >= 0 && p.toks[k].is(cNot|cNeg) && !p.toks[k].is(cCorrect|cItem) {
		return Reading{Outcome: Ignore, Chatter: Small}, true
	}
	if strings.HasSuffix(p.txt(&p.toks[i]), "错了") && (p.says(aspects) || strings.Contains(p.s, "通知")) { // 目录第2页那个标题打错了
		return p.ask(AskMixed, p.whole()), true
	}
	a := Act{Verb: Undo}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	if len(units) > 1 {
		return Reading{}, false
	}
	items := p.itemsIn(0, len(p.toks), false)
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	if len(units) == 1 {
		a.Unit = units[0]
	}
	if len(items) > 0 || len(units) > 0 || p.text > 0 || p.hasDay() || p.has&cAllUnits != 0 {
		r, _ := p.single(Confirm, a)
		r.Question = Question{Code: AskSure, Quote: p.s}
		return r, true
	}
	return p.single(Apply, a)
}

func (p *parse) hasTitle() bool {
	for i := range p.toks {
		if p.toks[i].kind == kTitle {
			return true
		}
	}
	return false
}

// mute: the speaker's own reminders.
func (p *parse) mute() (Reading, bool) {
	i := p.orderAt("mute")
	own := p.c.Role != ledger.Coordinator
	if i < 0 && own && p.has&cExcept != 0 && p.has&(cUnit|cGripe) == 0 {
		if k := p.first(cExcept); strings.Contains(p.txt(&p.toks[k]), "催") || strings.Contains(p.txt(&p.toks[k]), "提醒") {
			i = k
		}
	}
	if i < 0 && own && p.has&cNot != 0 && p.has&cGripe == 0 {
		if j := p.orderAt("nudge", "pause"); j >= 0 {
			if k := p.first(cNot); k < j || p.toks[j].w.order == "pause" {
				i = j
			}
		}
	}
	if i < 0 || p.nums > 0 && !p.hasDuration() || p.asks() && !p.polite() {
		return Reading{}, false
	}
	units, _ := p.unitsIn(0, len(p.toks))
	if len(units) > 0 && (!own || units[0] != p.c.Unit) {
		return Reading{}, false
	}
	if p.has&cGripe != 0 {
		return Reading{Outcome: Ignore, Chatter: Complaint}, true
	}
	if k := p.prev(i); k >= 0 && p.toks[k].is(cNot) && p.toks[i].is(cOrder) && strings.HasPrefix(p.toks[i].w.text, "免") && p.c.Role == ledger.Contact { // 不用免打扰
		return p.single(Apply, Act{Verb: Mute, Kind: KindBack})
	}
	a := Act{Verb: Mute, Until: p.muteUntil()}
	if p.restsOn(i) {
		if from, until, bad := p.restOf(i); bad == noTrouble {
			a.At, a.Until = from, until
		}
	}
	r, _ := p.single(Confirm, a)
	r.Question = Question{Code: AskSure, Quote: p.s}
	return r, true
}
