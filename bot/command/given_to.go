package command

import "pufabot/bot/ledger"

// givenUntil gives more time without a word for it, where a day or an hour follows:
// 征文给到20号, 放到周二中午再收.
var givenUntil = newPattern(`(?:给|放宽|放|缓|推|等)(?:他们|她们|他|她|它)?(?:到|至)\s*$`)

// dueThen is what may follow the day: something is handed in then.
var dueThen = newPattern(`^(?:整|为止|以前|之前|前)?(?:再|才|都|一起|统一)*(?:收齐|收|报送|报|交|发|给我|来)*(?:吧|了|也行|都行|就行)*(?:$|[,;。! ])`)

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
		end := i
		for end < len(p.toks) && (p.toks[end].kind == kDate || p.toks[end].kind == kClock || p.toks[end].is(cDayPart)) {
			end++
		}
		if !dueThen.re.MatchString(p.s[p.toks[end-1].end:]) { // 放到20号会议上讨论
			return p
		}
		p.weighAll(m[0], t.start)
		out := append([]token{}, p.toks[:from]...)
		out = append(out, token{kind: kWord, w: &extendWord, start: m[0], end: t.start})
		return p.with(append(out, p.toks[i:]...))
	}
	return p
}
