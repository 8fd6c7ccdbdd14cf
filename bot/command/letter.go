package command

import (
	"slices"
	"strings"
)

// letterhead blanks what frames a letter: the line that addresses somebody and
// the date under the signature. A unit that signs stays: it is whom the figures
// are for.
func (r *reporter) letterhead() {
	if !strings.Contains(r.s, "\n") {
		return
	}
	first := strings.IndexByte(r.s, '\n')
	head := strings.TrimSpace(r.s[:first])
	if strings.HasSuffix(head, ":") || strings.HasPrefix(head, "附") {
		q := r.lex(head)
		if q.nums == 0 && len(q.itemsIn(0, len(q.toks), false)) == 0 || strings.HasPrefix(head, "附") {
			r.blank(0, first)
		}
	}
	last := strings.LastIndexByte(r.s, '\n') + 1
	if only := r.lex(strings.TrimSpace(r.s[last:])); len(only.toks) == 1 && only.toks[0].kind == kDate {
		r.blank(last, len(r.s))
	}
}

// blank makes separators of some tokens, for this report alone: whoever reads the
// line after it still has all of them.
func (r *reporter) blank(from, to int) {
	r.weighAll(from, to)
	toks := slices.Clone(r.toks)
	for i := range toks {
		if t := &toks[i]; t.start >= from && t.end <= to {
			*t = token{kind: kSep, strength: sepStop, start: t.start, end: t.end}
		}
	}
	r.parse = r.with(toks)
}
