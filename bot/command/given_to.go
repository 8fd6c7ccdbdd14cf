package command

import "pufabot/bot/ledger"

// givenUntil gives more time without a word for it, where a day or an hour follows:
// 征文给到20号, 放到周二中午再收.
var givenUntil = newPattern(`(?:给|放宽|放|缓|推|等)(?:他们|她们|他|她|它)?(?:到|至)\s*$`)

// extendWord is 延到, which such words stand for.
var extendWord = word{text: "延到", class: cOrder, order: "extend", unit: -1, event: -1}

// givenTo is a coordinator's line with such words as the order that they are; the line
// itself, where there are none.
func (p *parse) givenTo() *parse {
	if p.c.Role != ledger.Coordinator || p.nums > 0 || p.orderAt("move", "nudge", "announce") >= 0 || p.asks() || !givenUntil.mayIn(p) {
		return p
	}
	for i := 1; i < len(p.toks); i++ {
		t := &p.toks[i]
		if t.kind != kDate && t.kind != kClock && !t.is(cDayPart) {
			continue
		}
		m := givenUntil.re.FindStringIndex(p.s[:t.start])
		if m == nil {
			continue
		}
		from := i
		for from > 0 && p.toks[from-1].start >= m[0] {
			from--
		}
		if p.toks[from].start != m[0] {
			return p
		}
		p.weighAll(m[0], t.start)
		out := append([]token{}, p.toks[:from]...)
		out = append(out, token{kind: kWord, w: &extendWord, start: m[0], end: t.start})
		return p.with(append(out, p.toks[i:]...))
	}
	return p
}
