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
