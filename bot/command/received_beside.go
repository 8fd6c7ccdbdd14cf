package command

import "pufabot/bot/ledger"

// This file reads reports that have come, told in other words, and beside those of others.

// arrivedSo says of reports that they have come: 常宁的总结到了, 看到衡东的总结了.
var arrivedSo = newPattern(`总结(?:邮件|材料|报告)?(?:也|都|已经|已|刚刚|刚)*(?:到了|来了|到位了|到齐了|进来了)(?:[,;。! ]|$)|(?:看到|见到)了?[^,;。没]{2,24}?的?总结(?:了|邮件)*(?:[,;。! ]|$)`)

// mayArrive tells whether a coordinator's line speaks of reports that have come, whatever
// else it says.
func (p *parse) mayArrive() bool {
	return p.c.Role == ledger.Coordinator && p.has&cUnit != 0 && p.has&(cVerdict|cOrder) == 0 && !containsAny(p.s, []string{"没看到", "没见到", "没有看到"}) && (arrivedSo.matches(p) || seenInBox.matches(p))
}

// arrivedBeside reads such a line with clauses about other units: …到了,珠晖的还没有.
func (p *parse) arrivedBeside() (Reading, bool) {
	q, others := p.onlyArrived()
	if q == p {
		return Reading{}, false
	}
	r, ok := q.received()
	r.Unkept = append(r.Unkept, others...)
	return r, ok && r.Outcome == Apply
}

// onlyArrived is such a line without the clauses that tell of other units that theirs has
// not come, or ask about it, and these clauses; the line itself, where there are none.
func (p *parse) onlyArrived() (*parse, []string) {
	if !p.mayArrive() || p.has&(cNeg|cAsk|cAskRef) == 0 {
		return p, nil
	}
	var kept []token
	var others []string
	for n, c := range p.clauses() {
		if n > 0 && p.classIn(c.from, c.to-1, cUnit) && p.classIn(c.from, c.to-1, cNeg|cAsk|cAskRef) {
			others = append(others, p.quote(p.toks[c.from].start, p.toks[c.to-1].end))
			p.weighAll(p.toks[c.from].start, p.toks[c.to-1].end)
			continue
		}
		if n > 0 {
			kept = append(kept, token{kind: kSep, strength: sepComma, start: p.toks[c.from].start, end: p.toks[c.from].start})
		}
		kept = append(kept, p.toks[c.from:c.to]...)
	}
	if len(others) == 0 || len(kept) == 0 {
		return p, nil
	}
	q := p.with(kept)
	q.s = p.s[:kept[len(kept)-1].end]
	q.has = 0
	q.nums, q.text = 0, 0
	q.survey()
	return q, others
}
