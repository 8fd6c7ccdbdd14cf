package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// received: a coordinator has what units sent by mail: 邮件收到:耒阳、常宁、祁东、衡南四家.
func (p *parse) received() (Reading, bool) {
	if p.has&cReceived == 0 && !p.inBox() || p.has&cItem == 0 && !p.namesReport() || p.has&cUnit == 0 {
		return Reading{}, false
	}
	if p.c.Role == ledger.Contact {
		return Reading{}, false
	}
	if p.asks() {
		return Reading{}, false
	}
	item := -1
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cItem) && len(t.w.items) == 1 && p.g.item(t.w.items[0]).Kind == ledger.Mail {
			item = t.w.items[0]
		} else if t.is(cItem) && !t.w.soft {
			return Reading{}, false
		}
	}
	if p.has&cItem == 0 {
		item = p.mailItem()
	}
	if item < 0 {
		return Reading{}, false
	}
	units, told, mixed := p.arrived()
	if mixed { // 没收到, 除了耒阳
		return p.ask(AskMixed, p.whole()), true
	}
	if at, bad := p.when(0, len(p.toks), false, false); bad == noTrouble && at.After(p.now) { // 25号收到
		return p.ask(AskFuture, p.whole()), true
	}
	if _, doubt := p.unitsIn(0, len(p.toks)); doubt != nil {
		return p.askCity(doubt), true
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.value == len(units) && t.num.odd == fine {
			continue
		}
		r := p.ask(AskUnits, p.whole())
		r.Question.Value, r.Question.Other = t.num.value, len(units)
		return r, true
	}
	a := Act{Verb: Mail, Item: p.g.item(item).ID, State: ledger.StateReceived, Units: units, Span: p.whole()}
	if !p.judges() {
		r, ok := p.single(Apply, a)
		r.Unkept = told
		seen := Span{}
		for _, x := range [...]*pattern{arrivedSo, seenInBox} {
			if said := x.findIn(p); said != "" {
				seen.Start = strings.Index(p.s, said)
				seen.End = seen.Start + len(said)
				p.weighAll(seen.Start, seen.End)
			}
		}
		if sp, odd := p.stray(); odd && (sp.Start < seen.Start || sp.End > seen.End) { // 收到了,打不开
			r.Outcome, r.Question = Confirm, Question{Code: AskResidue, Quote: p.quote(sp.Start, sp.End), Item: a.Item}
		}
		return r, ok
	}
	if len(units) > 1 {
		return p.ask(AskMixed, p.whole()), true
	}
	r, ok := p.review() // 祁东总结收到但不合格: there, and judged
	if !ok || r.Outcome == Ask {
		return r, ok
	}
	r.Acts = append([]Act{a}, r.Acts...)
	return r, true
}

// seenInBox says of mail that it has come: 邮箱里看到了…, …到邮箱了.
var seenInBox = newPattern(`在?(?:邮箱|邮件)(?:里面|里|中|内)?(?:已经|已|刚|只|也|都)*(?:看到|见到|查到|找到|躺着|进来|来|到|有)了?|(?:看到|见到|来|进|到|在)了?(?:市局|我们?|局里|公共)*邮箱(?:里面|里)?(?:[了。!]|$)|邮箱.*都在(?:[里了。!]|$)`)

// inBox tells whether a coordinator has it before the eyes.
func (p *parse) inBox() bool {
	return p.c.Role == ledger.Coordinator && p.has&(cNeg|cPlan|cStage|cVerdict|cOrder) == 0 && (seenInBox.matches(p) || arrivedSo.matches(p))
}

// missed: a coordinator has not what a unit sent by mail: 衡东总结没收到. If it was noted
// as received, that is taken back.
func (p *parse) missed() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&cUnit == 0 || p.has&cNeg == 0 || p.nums > 0 || p.asks() || p.hasDay() || p.has&(cVerdict|cPlan|cExcept|cRequest) != 0 || len(p.orders) > 0 && p.orderAt("undo") < 0 {
		return Reading{}, false
	}
	items := p.itemsIn(0, len(p.toks), true)
	if len(items) != 1 || p.g.item(items[0]).Kind != ledger.Mail {
		return Reading{}, false
	}
	not := false
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case missing[p.txt(t)], t.is(cReceived) && i > 0 && p.toks[i-1].is(cNeg):
			not = true
		case t.is(cReceived) && !(i+1 < len(p.toks) && p.toks[i+1].is(cCorrect)): // 收到耒阳的,石鼓的没收到
			return Reading{}, false
		case t.kind == kSep, t.is(cUnit | cItem | cFiller | cNeg | cMyself | cReceived | cCorrect), inboxes[p.txt(t)]:
		default:
			return Reading{}, false
		}
	}
	if !not {
		return Reading{}, false
	}
	var units []ledger.UnitID
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cUnit) && p.g.plan.Units[t.w.unit].Kind != ledger.City {
			id, sure := p.unitOf(t)
			if !sure {
				return p.askCity(t), true
			}
			if !containsID(units, id) {
				units = append(units, id)
			}
		}
	}
	if len(units) == 0 {
		return Reading{}, false
	}
	a := Act{Verb: Undo, Kind: KindReceipt, Item: p.g.item(items[0]).ID, Units: units, Span: p.whole()}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s, Item: a.Item}}, true
}

// missing say that something has not come.
var missing = wordSet("没收到 未收到 没有收到 还没收到 没看到 没见到 没见着")

// inboxes are where the coordinator would have it.
var inboxes = wordSet("邮箱 邮箱里 市局 这边 我们 里")

// arrived are the units whose mail came, without those of clauses that say of others
// that theirs did not (祁东的还没到), which are told. mixed: it is said of them, too.
func (p *parse) arrived() (units []ledger.UnitID, told []string, mixed bool) {
	for _, c := range p.clauses() {
		of, _ := p.unitsIn(c.from, c.to)
		not := false
		for i := c.from; i < c.to; i++ {
			t := &p.toks[i]
			not = not || t.is(cNeg|cPlan|cExcept) && !t.is(cFiller|cReceived)
		}
		switch {
		case not && (len(of) == 0 || p.classIn(c.from, c.to-1, cReceived|cExcept) || len(units) == 0):
			return nil, nil, true
		case not:
			told = append(told, p.quote(p.toks[c.from].start, p.toks[c.to-1].end))
		default:
			for _, u := range of {
				if !containsID(units, u) {
					units = append(units, u)
				}
			}
		}
	}
	return units, told, false
}

// namesReport tells whether the line calls the mailed item 报告, which elsewhere says nothing.
func (p *parse) namesReport() bool {
	for i := range p.toks {
		switch p.txt(&p.toks[i]) {
		case "报告", "汇报", "汇报材料":
			return true
		}
	}
	return false
}

// mailItem is the one item of the plan that comes by mail, or -1.
func (p *parse) mailItem() int {
	item := -1
	for k, it := range p.g.plan.Items {
		if it.Kind == ledger.Mail {
			if item >= 0 {
				return -1
			}
			item = k
		}
	}
	return item
}

// judges tells whether a verdict stands in the line beside the receipt.
func (p *parse) judges() bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cVerdict) && !t.is(cReceived) && (t.w.verdict != "accept" || strongVerdict[t.w.text]) { // 收到了,没问题: no verdict
			return true
		}
	}
	return false
}

// stray is the first run of letters that no table knows.
func (p *parse) stray() (Span, bool) {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kText && letters1(p.txt(t)) > 0 {
			return t.span(), true
		}
	}
	return Span{}, false
}
