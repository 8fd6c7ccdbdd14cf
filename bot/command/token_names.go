package command

import "unicode/utf8"

// people makes one token of three letters that are a name whose middle is a word
// elsewhere: 丁|若|兰, 秦|晚|秋. A mark, a day or 作者 has to stand on either side.
func (l *lexer) people() {
	out := l.toks[:0]
	for i := 0; i < len(l.toks); i++ {
		t, n := &l.toks[i], len(out)
		if out = out[:n+1]; n < i {
			out[n] = *t
		}
		if t.kind == kText && i+2 < len(l.toks) && l.edge(i-1) && l.edge(i+3) && l.letter(i, kText) && l.letter(i+1, kWord) && l.letter(i+2, kText) {
			if end := l.toks[i+2].end; l.toks[i+1].start == t.end && l.toks[i+2].start == l.toks[i+1].end && plausibleName(l.s[t.start:end]) {
				out[n].end = end
				i += 2
			}
		}
	}
	l.toks = out
}

// named tells whether the numeral at k is nobody's figure, but can be a name: 陆一.
func (l *lexer) named(k int) bool {
	t := &l.toks[k]
	return t.num.odd == unclear && plausibleName(l.s[t.start:t.end]) && !(k+1 < len(l.toks) && l.toks[k+1].is(cMeasure|cForeign|cApproxPost))
}

// letter tells whether token i is one letter of a kind.
func (l *lexer) letter(i int, k kind) bool {
	t := &l.toks[i]
	return t.kind == k && utf8.RuneCountInString(l.s[t.start:t.end]) == 1
}

// edge tells whether a name may end at token i.
func (l *lexer) edge(i int) bool {
	return i < 0 || i >= len(l.toks) || l.toks[i].kind == kSep || l.toks[i].kind == kDate || l.toks[i].is(cAuthor|cEvent)
}
