package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// The parts of everything that is handed on, which can be asked for alone.
const (
	PartProvince = "province" // the letters and pieces for the province
	PartCounties = "counties" // every county's report
)

// counties is how many there are: people say 12个县的报告.
func (g *Grammar) counties() int {
	n := 0
	for _, u := range g.plan.Units {
		if u.Kind == ledger.County {
			n++
		}
	}
	return n
}

// board reads a wish for the board's address, whoever has it: who may not is told who
// may. Every word must belong to the wish.
func (p *parse) board() (Reading, bool) {
	if !boardNames.may(p) || p.nums > 0 {
		return Reading{}, false
	}
	said := ""
	for i := range p.toks {
		if t := &p.toks[i]; t.kind != kSep {
			said += p.txt(t)
		}
	}
	rest := boardNames.Replace(said)
	if rest == said || paperWishes.Replace(rest) != "" {
		return Reading{}, false
	}
	return Reading{Outcome: Apply, Acts: []Act{{Verb: Picture, Kind: "board", Span: p.whole()}}}, true
}

// papers reads wishes for what goes to the province, and for all counties' reports at
// once. As in paper, every word must belong to the wish.
func (p *parse) papers() (Reading, bool) {
	if p.c.Role != ledger.Coordinator && p.c.Role != ledger.Observer {
		return Reading{}, false
	}
	if !provinceNames.may(p) && !letterNames.may(p) && !(countyNames.may(p) && paperNames.may(p)) {
		return Reading{}, false
	}
	var items []ledger.ItemID
	for _, k := range p.itemsIn(0, len(p.toks), true) {
		if it := p.g.item(k); it.Kind == ledger.Entry {
			items = append(items, it.ID)
		}
	}
	var b strings.Builder
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == kSep || t.kind == kDate || t.kind == kNum && t.num.value == p.g.counties() || t.is(cItem) && len(items) > 0 {
			continue
		}
		b.WriteString(p.txt(t))
	}
	said := b.String()
	take := func(names *dropper) bool {
		rest := names.Replace(said)
		took := rest != said
		said = rest
		return took
	}
	if len(items) > 1 || p.hasTitle() {
		return Reading{}, false
	}
	a := Act{Verb: Pack, Span: p.whole()}
	if len(items) == 1 {
		a.Item = items[0]
	}
	province := take(provinceNames)
	letter := take(letterNames)
	pieces := take(pieceNames)
	everybody := take(countyNames)
	report := !province && take(paperNames)
	wished := take(paperWishes)
	switch {
	case said != "" || p.has&cUnit != 0:
		return Reading{}, false
	case everybody && !province && !letter && report:
		a.Kind, a.Item = PartCounties, ""
	case province && (letter || pieces || wished) || letter && a.Item != "":
		if a.Kind = PartProvince; letter && !pieces && a.Item != "" {
			a.Verb, a.Format, a.Kind = Export, "docx", ""
		}
	default:
		return Reading{}, false
	}
	return Reading{Outcome: Apply, Acts: []Act{a}}, true
}
