package command

import "strings"

// denied blanks what the line begins by taking back: 不是征文2篇,是署名文章1篇. What
// is not replaced by anything after it is asked about.
func (r *reporter) denied() {
	start := -1
	for i := range r.toks {
		t := &r.toks[i]
		switch {
		case start < 0 && (t.kind == kSep || t.is(cUnit|cMyself)):
		case start < 0 && (!strings.HasPrefix(r.s[t.start:], "不是") || i+1 == len(r.toks) || !r.toks[i+1].is(cItem)):
			return
		case start < 0:
			start = t.start
		case t.kind == kSep && t.strength >= sepComma:
			if rest := strings.TrimLeft(r.s[t.end:], " "); strings.HasPrefix(rest, "是") || strings.HasPrefix(rest, "而是") {
				r.blank(start, t.start)
				return
			}
		}
	}
	if start >= 0 {
		q := r.ask(AskMeaning, Span{start, len(r.s)})
		r.problem = &q
	}
}

// notThose leaves out the clauses that only say which units are not meant: 绑到衡阳县,
// 不是衡阳市.
func (p *parse) notThose() *parse {
	cs := p.clauses()
	if len(cs) < 2 || !strings.Contains(p.s, "不是") {
		return p
	}
	kept := make([]token, 0, len(p.toks))
	for _, c := range cs {
		units := 0
		for k := c.from; k < c.to && units >= 0; k++ {
			switch t := &p.toks[k]; {
			case t.is(cUnit):
				units++
			case k == c.from && p.txt(t) == "不是", k > c.from && (t.kind == kSep || p.txt(t) == "的" || p.txt(t) == "哦" || p.txt(t) == "啊" || p.txt(t) == "哈"):
			default:
				units = -1
			}
		}
		if units > 0 && p.txt(&p.toks[c.from]) == "不是" {
			p.weighAll(p.toks[c.from].start, p.toks[c.to-1].end)
			continue
		}
		kept = append(kept, p.toks[c.from:c.to]...)
		if c.to < len(p.toks) {
			kept = append(kept, p.toks[c.to])
		}
	}
	if len(kept) == len(p.toks) {
		return p
	}
	return p.with(kept)
}
