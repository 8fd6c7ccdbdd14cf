package command

import (
	"strings"

	"pufabot/bot/ledger"
)

var (
	// restEnds let the reminders of units go on again: 衡南的免打扰可以解除了, 恢复对南岳和祁东的提醒.
	restEnds = newPattern(`(?:恢复|解除|取消|继续|开启|打开|重启)(?:对|给)?[^,;。]{0,24}?(?:提醒|催办|催报|免打扰|静音|静默|推送)|` +
		`(?:提醒|催办|免打扰|静音|静默|推送)(?:也|可以|能|就|先|都|要|给)*(?:恢复|解除|取消|继续|打开|关掉)`)
	// restStays say of others that it stays as it is: 雁峰的继续停着.
	restStays = newPattern(`(?:继续|还是|还|仍|仍然|先|接着)(?:停着|停|不催|别催|不提醒|别提醒|免打扰|静音|保持)|(?:不变|不动|照旧)(?:了|吧)*$`)
)

// restOver reads a coordinator's line that ends the rest of the units it names.
func (p *parse) restOver() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&cUnit == 0 || p.has&(cItem|cOwing) != 0 || p.asks() && !p.polite() || p.nums > 0 {
		return Reading{}, false
	}
	if resumeWords[p.bare()] {
		return p.resumed(0, len(p.toks))
	}
	var of *clause
	for _, c := range p.clauses() {
		sp := Span{p.toks[c.from].start, p.toks[c.to-1].end}
		switch s := p.s[sp.Start:sp.End]; {
		case restStays.find(s) != "" && of != nil:
			p.weighAll(sp.Start, sp.End)
		case restEnds.find(s) == "" || strings.Contains(s, "不了") || strings.Contains(s, "已") || of != nil || p.classIn(c.from, c.to-1, cNot|cNeg):
			return Reading{}, false
		default:
			of = &c
		}
	}
	if of == nil {
		return Reading{}, false
	}
	return p.resumed(of.from, of.to)
}

func (p *parse) resumed(from, to int) (Reading, bool) {
	units, doubt := p.unitsIn(from, to)
	if doubt != nil {
		return p.askCity(doubt), true
	}
	if len(units) == 0 {
		return Reading{}, false
	}
	return p.single(Apply, Act{Verb: Resume, Units: units})
}
