package command

import (
	"slices"
	"strings"
)

// because are words that open a reason; what follows them is kept without them.
var because = []string{"因为", "是因为", "由于", "理由是", "理由:", "理由", "原因是", "原因:", "原因", "主要是", "考虑到", "鉴于"}

// reasonWords open a reason, or are one.
var reasonWords = []wordList{
	{cReason, "", "因为 是因为 由于 理由 理由是 原因 原因是 主要是 考虑到 鉴于"},
	{cReason | cNeg, "", "出差 出差了 在出差 住院 住院了 生病 生病了 病了 外出 外出了 外出学习 在外地 没在家 不在家 不在单位 没空 没人手 没时间 忙不过来 人手不够 人手紧 停电 停网"},
}

// reasonIn tells whether a clause beside the order at token i only says why: it opens
// with 因为 or is one of the usual reasons (他们局长出差). sure is false where other
// words of it deny something (他们没写完), so that a yes is wanted first.
func (p *parse) reasonIn(c clause, i int) (is, sure bool) {
	if i >= c.from && i < c.to {
		return false, false
	}
	is, sure = false, true
	for k := c.from; k < c.to; k++ {
		t := &p.toks[k]
		opens := k == c.from || k == c.from+1 && p.toks[c.from].kind == kSep
		switch {
		case t.is(cVerdict | cOrder | cRequest | cItem), t.is(cUnit) && !is && k > c.from:
			return false, false
		case t.is(cReason):
			is = true
			if opens && !t.is(cNeg) {
				return true, true
			}
		case opens && (t.w == &meantUnit || bosses[p.txt(t)]) && k+1 < c.to && c.from > i:
			is = true
		case t.is(cNeg | cNot):
			sure = false
		}
	}
	return is, is && sure
}

// bosses are whose absence or haste is a reason.
var bosses = wordSet("局长 局领导 领导 书记 党组书记 主任 科长 联络员 经办人")

// reasonOf is why the order at token i is given, in the line's own words.
func (p *parse) reasonOf(i int) (why string, sure bool) {
	sure = true
	for _, c := range p.clauses() {
		is, plain := p.reasonIn(c, i)
		if !is {
			continue
		}
		sure = sure && plain
		s := strings.Trim(p.quote(p.toks[c.from].start, p.toks[c.to-1].end), " :")
		for _, w := range because {
			s = strings.TrimLeft(strings.TrimPrefix(s, w), " :")
		}
		if why != "" {
			why += ","
		}
		why += s
	}
	return why, sure
}

// reasonClauses are the clauses that only say why the order at token i is given.
func (p *parse) reasonClauses(i int) (out []clause) {
	for _, c := range p.clauses() {
		if is, _ := p.reasonIn(c, i); is {
			out = append(out, c)
		}
	}
	return out
}

// withoutReasons is the line without the clauses that only say why the order at token
// i is given: a day in them (因为23号开会) is none of the order's.
func (p *parse) withoutReasons(i int) *parse {
	why := p.reasonClauses(i)
	if len(why) == 0 {
		return p
	}
	kept := make([]token, 0, len(p.toks))
	for k := range p.toks {
		if !slices.ContainsFunc(why, func(c clause) bool { return c.from <= k && k < c.to }) {
			kept = append(kept, p.toks[k])
		}
	}
	return p.with(kept)
}
