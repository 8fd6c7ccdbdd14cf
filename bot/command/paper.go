package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// paper reads a wish for the written report: 导出报告, 全市报告, 衡阳县的报告. Every word
// must belong to the wish; what came in or is spoken of is none.
func (p *parse) paper() (Reading, bool) {
	if p.orderAt("export") < 0 && p.c.Role != ledger.Coordinator {
		return Reading{}, false
	}
	if !paperNames.may(p) {
		return Reading{}, false
	}
	var b strings.Builder
	for i := range p.toks {
		if t := &p.toks[i]; !t.is(cUnit) && t.kind != kSep {
			b.WriteString(p.txt(t))
		}
	}
	said := b.String()
	rest := paperNames.Replace(said)
	wanted := rest != said
	left := paperWishes.Replace(rest)
	if !wanted || left != "" || rest == "" && p.has&cUnit == 0 { // 报告 alone wishes for nothing
		return Reading{}, false
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	switch {
	case doubt != nil:
		return p.askCity(doubt), true
	case len(units) > 1:
		return Reading{}, false
	}
	a := Act{Verb: Export, Format: "docx", Span: p.whole()}
	if len(units) == 1 {
		a.Unit = units[0]
	}
	return Reading{Outcome: Apply, Acts: []Act{a}}, true
}
