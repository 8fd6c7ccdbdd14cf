package command

import "slices"

// plusUnits takes 加 between the figures of two units for an "and": 南岳答题28加蒸湘答题61
// adds nothing to what 蒸湘 has.
func (p *parse) plusUnits() *parse {
	if p.has&cAdd == 0 || p.has&cUnit == 0 || p.nums < 2 {
		return p
	}
	var out []token
	for i := 1; i+1 < len(p.toks); i++ {
		t := &p.toks[i]
		if p.txt(t) != "加" || !p.toks[i+1].is(cUnit) || p.toks[i-1].kind != kNum && !p.toks[i-1].is(cMeasure) || p.toks[i-1].end != t.start {
			continue
		}
		if out == nil {
			out = slices.Clone(p.toks)
		}
		p.weigh(i)
		out[i] = token{kind: kSep, strength: sepComma, start: t.start, end: t.end}
	}
	if out == nil {
		return p
	}
	return p.with(out)
}
