package command

import (
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// thatOne are words for a session that was reported before.
var thatOne = phrasesOf("那场", "那一场", "那次", "那一次", "那回", "这场", "上一场", "上场", "前一场", "头一场", "第一场", "第二场", "第三场")

// amend asks about the audience of a session that was reported before (昨天那场是80人
// 不是60): a total of sessions says nothing of it, and no session is changed by itself.
func (p *parse) amend() (Reading, bool) {
	if p.c.Role == ledger.Unbound || p.asks() || p.has&(cCorrect|cSet) == 0 || !p.says(thatOne) {
		return Reading{}, false
	}
	item := -1
	for k, it := range p.g.plan.Items {
		if it.Kind == ledger.Sessions && item < 0 {
			item = k
		}
	}
	for _, k := range p.itemsIn(0, len(p.toks), true) {
		if k != item {
			return Reading{}, false
		}
	}
	heads, ok := p.headsMeant()
	if item < 0 || !ok || p.countsSessions(item) {
		return Reading{}, false
	}
	it := p.g.item(item)
	day := p.dayPast()
	unit := ""
	if units, doubt := p.unitsIn(0, len(p.toks)); doubt == nil && len(units) == 1 && p.c.Role == ledger.Coordinator {
		unit = p.g.plan.UnitName(units[0])
	}
	r := p.ask(AskAudience, p.figureIn(p.whole(), heads))
	r.Question.Item, r.Question.Value = it.ID, heads
	r.Suggest = []string{unit + it.Name + "减1" + it.Measure, unit + day + it.Name + "1" + it.Measure + " " + strconv.Itoa(heads) + "人"}
	return r, true
}

// headsMeant is the figure of people that holds: not the one after 不是.
func (p *parse) headsMeant() (int, bool) {
	meant, ok := 0, false
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.odd != fine {
			continue
		}
		if n := p.next(i); n >= 0 && p.toks[n].is(cMeasure|cForeign) && !headMeasure(p.toks[n].w.text) {
			continue
		}
		if k := p.prev(i); k >= 0 && p.txt(&p.toks[k]) == "不是" {
			continue
		}
		meant, ok = t.num.value, true
	}
	return meant, ok
}

// pointing tells whether the figure after s points at a session: 上一场, 那一场.
func pointing(s string) bool {
	return strings.HasSuffix(s, "上") || strings.HasSuffix(s, "前") || strings.HasSuffix(s, "那") || strings.HasSuffix(s, "这") || strings.HasSuffix(s, "头")
}

// countsSessions tells whether a figure of sessions stands in the line.
func (p *parse) countsSessions(item int) bool {
	for i := range p.toks {
		if pointing(p.s[:p.toks[i].start]) {
			continue
		}
		if n := p.next(i); p.toks[i].kind == kNum && n >= 0 && p.toks[n].is(cMeasure) && !headMeasure(p.toks[n].w.text) && p.g.measures[item][p.toks[n].w.text] {
			return true
		}
	}
	return false
}
