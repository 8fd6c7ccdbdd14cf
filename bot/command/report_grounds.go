package command

// This file reads what only says on what ground something was held, or about what.

var (
	// grounds begin a line with a paper or a meeting that wanted it: 按办公会纪要第7期安排,….
	bidden = newPattern(`^(?:按照?|根据|依据|遵照)[^,;。\n]{1,24}(?:安排|要求|部署|精神|通知),`)
	// themes say what a session was about: 以统计法为主题的.
	themes = newPattern(`^以[^,;。\n\d]{1,16}为(?:主题|内容|主要内容|重点)的?`)
)

// wanted is the token behind the ground or the theme that begins at i; i: there is none.
// Neither holds a figure, an item or another unit. Such a line still tells of what was
// done, by the words that follow.
func (r *reporter) wanted(i int) int {
	p := themes
	if i == 0 {
		p = bidden
	} else if r.txt(&r.toks[i]) != "以" {
		return i
	}
	s := p.find(r.s[r.toks[i].start:])
	if s == "" {
		return i
	}
	end, to := i, r.toks[i].start+len(s)
	for ; end < len(r.toks) && r.toks[end].end <= to; end++ {
		if t := &r.toks[end]; t.kind == kNum || t.is(cItem|cNeg) || t.is(cPlan) && r.txt(t) != "要求" || t.is(cUnit) && end > i+1 {
			return i
		}
	}
	if r.toks[end-1].end != to {
		return i
	}
	r.weighAll(r.toks[i].start, to)
	return end
}
