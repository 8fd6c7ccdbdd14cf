package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// bids are words that, right before a unit, ask it for something instead of
// telling of it: 请祁东…, 让祁东….
var bids = wordSet("请 让 叫 喊 通知 要求 麻烦 希望 责成 督促 告诉 跟 提醒 请求 烦请 有请 务请")

// urgings are words that, right after a unit, do the same: 祁东请于20号前…, 祁东务必….
var urgings = wordSet("请 要 应 务必 必须 得 须 需 应该 应当 赶紧 抓紧 尽快 尽早 赶快 从速 加快 要报 要交 需要 还要报 还要交 请于 请在 请尽快 请抓紧")

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// spokeWith says, behind 跟 and a unit, that it was heard, not bidden: 跟祁东通电话, 跟祁东联系了.
var spokeWith = newPattern(`^[^,;。\n]{0,6}?(?:通过?了?电话|打过?了?电话|联系|联络|沟通|对接|核对|核实|确认|对过|对了|聊|商量|说好|讲好|谈|碰)`)

// demand: a coordinator wants something of a unit: 请祁东抓紧报答题200人. The figure
// is what is wanted, never what was done; the unit can be reminded instead.
func (p *parse) demand() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&cUnit == 0 || p.has&(cItem|cMeasure) == 0 || p.has&cCorrect != 0 || !p.demands() {
		return Reading{}, false
	}
	units, doubt := p.spokenTo()
	if doubt != nil {
		return p.askCity(doubt), true
	}
	r := Reading{Outcome: Confirm, Question: Question{Code: AskMany, Quote: p.s}}
	a := Act{Verb: Nudge, Units: units, Span: p.whole()}
	items := p.itemsIn(0, len(p.toks), true)
	if len(items) == 0 {
		r.Acts = []Act{a}
	}
	for _, k := range items {
		a.Item = p.g.item(k).ID
		r.Acts = append(r.Acts, a)
	}
	return r, true
}

// demands tells whether a unit is spoken to: a bid before it, an urging after it,
// or an urging word that speaks of nobody's own plans (抓紧, 务必).
func (p *parse) demands() bool {
	if i := p.orderAt("demand"); i >= 0 {
		if k := p.prev(i); k < 0 || !p.toks[k].is(cMyself|cNeg|cNot) {
			return true
		}
	}
	for i := range p.toks {
		if !p.toks[i].is(cUnit) {
			continue
		}
		if k := i - 1; k >= 0 && bids[p.txt(&p.toks[k])] && !(p.txt(&p.toks[k]) == "跟" && spokeWith.find(p.s[p.toks[i].end:]) != "") {
			return true
		}
		if k := i + 1; k < len(p.toks) && urgings[p.txt(&p.toks[k])] || p.addressed(i) {
			return true
		}
	}
	for i := range p.toks { // 祁东答题要200人, 要达到200人
		if p.txt(&p.toks[i]) == "要" && i+1 < len(p.toks) && (p.toks[i+1].kind == kNum || p.toks[i+1].is(cSet)) {
			return true
		}
	}
	return false
}

// addressed tells whether a mark and 请 with a deed follow the unit: 祁东县局:请报征文.
// 请 with anything else is said to the bot.
func (p *parse) addressed(i int) bool {
	if i+3 >= len(p.toks) || p.toks[i+1].kind != kSep || p.txt(&p.toks[i+2]) != "请" {
		return false
	}
	t := &p.toks[i+3]
	return t.is(cStage|cHold|cItem) || deeds[p.txt(t)]
}

// deeds are what a unit is asked to do.
var deeds = wordSet("交 写 上交 提交 投 弄 报 补报 上报 汇报 补 补交 组织 开展 完成 安排 落实 补充")

// spokenTo are the units of a demand without the one that makes it: 市局要求耒阳….
func (p *parse) spokenTo() (ids []ledger.UnitID, doubt *token) {
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cUnit) || i+1 < len(p.toks) && bids[p.txt(&p.toks[i+1])] && p.toks[i+1].w.text != "请" {
			continue
		}
		id, ok := p.unitOf(t)
		if !ok {
			return nil, t
		}
		if !containsID(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}
