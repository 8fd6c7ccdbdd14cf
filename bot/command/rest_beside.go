package command

import "pufabot/bot/ledger"

// reportAndRest reads a contact's line that reports in some clauses and wants to be left
// alone in others: 宣讲2场,这两天先别提醒我. One yes is for both.
func (p *parse) reportAndRest() (Reading, bool) {
	if p.c.Role != ledger.Contact || p.nums == 0 && !p.hasTitle() || p.has&(cItem|cMeasure) == 0 || p.asks() || p.has&cGripe != 0 {
		return Reading{}, false
	}
	cut, restFirst, ok := p.turnToRest(p.clauses())
	if !ok {
		return Reading{}, false
	}
	told, rest := Span{0, cut}, Span{cut, len(p.s)}
	if restFirst {
		told, rest = rest, told
	}
	left := p.part(rest)
	if left.Outcome != Confirm || len(left.Acts) != 1 || left.Acts[0].Verb != Mute {
		return Reading{}, false
	}
	r := p.part(told)
	if r.Outcome == Ask {
		return r, true
	}
	if r.Outcome != Apply && r.Outcome != Confirm || len(r.Acts) == 0 || anyAct(r.Acts, func(a *Act) bool { return !a.Reporting() }) {
		return Reading{}, false
	}
	if r.Outcome == Apply {
		r.Outcome, r.Question = Confirm, left.Question
	}
	r.Acts = append(r.Acts, left.Acts...)
	p.weighAll(0, len(p.s)) // each part was covered by itself
	return r, true
}

// turnToRest finds the one mark where a line turns from telling to wanting to be left
// alone, or the other way round.
func (p *parse) turnToRest(cs []clause) (cut int, restFirst, ok bool) {
	turns, was := 0, false
	for i, c := range cs {
		s := p.s[p.toks[c.from].start:p.toks[c.to-1].end]
		rests := nudgeless.find(s) != "" && !p.classIn(c.from, c.to-1, cItem|cMeasure) && (p.daySaid(c.from, c.to) || containsAny(s, untilThen)) // 别催了: a sigh
		if i > 0 && rests != was {
			turns++
			cut = p.toks[c.from].start
		}
		restFirst = i == 0 && rests || i > 0 && restFirst
		was = rests
	}
	return cut, restFirst, turns == 1
}

// untilThen are words of a wish to be left alone that say who, or for how long.
var untilThen = []string{"我", "咱", "先", "暂", "天", "周", "最近", "这阵", "这段"}
