package command

import "strings"

// streetOffice is the office of a street, whose last letter elsewhere says that something
// was held: 昨天在洪桥街道办了一场宣讲.
const streetOffice = "街道办"

// offices parts that word where it is no office.
func (l *lexer) offices() {
	if !strings.Contains(l.s, streetOffice) {
		return
	}
	for k := 0; k < len(l.toks); k++ {
		t := l.toks[k]
		rest, ok := strings.CutPrefix(l.s[t.start:], streetOffice)
		if !ok || t.kind != kWord || t.end != t.start+len(streetOffice) || !startsWith(rest, heldThere) {
			continue
		}
		street, n := l.g.lex.find(l.s[:t.end-len("办")], t.start)
		held, end := l.g.lex.find(l.s[:t.end], n)
		if end != t.end {
			continue
		}
		l.toks = append(append(append([]token(nil), l.toks[:k]...), token{kind: kWord, w: street, start: t.start, end: n},
			token{kind: kWord, w: held, start: n, end: t.end}), l.toks[k+1:]...)
	}
}

// heldThere goes on from 办 where it is the deed.
var heldThere = []string{"了", "过", "起", "场", "一场", "两场", "1场", "2场", "讲座", "一个"}
