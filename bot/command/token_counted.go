package command

import (
	"strings"
	"unicode/utf8"
)

// counted tells whether what looks like a day is a figure after all, because a
// measure word follows: 12.8万, 2-3场, 30号人.
func (l *lexer) counted(i, e int, d day) bool {
	if w, _ := l.g.lex.find(l.s, i+numLen(l.s[i:])); w.is(cMeasure) && strings.HasPrefix(w.text, "号") {
		return true
	}
	if d.form != formDotted {
		return false
	}
	if !l.g.months[d.m] {
		return true
	}
	w, we := l.g.lex.find(l.s, e)
	if w.is(cMeasure|cForeign|cApproxPost) && !w.is(cPlaceEnd) {
		if next, _ := utf8.DecodeRuneInString(l.s[we:]); next > utf8.RuneSelf && we-e <= 3 { // 12.10车江街道
			if x, _ := l.g.lex.find(l.s, we); x == nil && !hanNumeral(next) {
				return false
			}
		}
		return true
	}
	r, size := utf8.DecodeRuneInString(l.s[e:])
	if _, u := hanUnits[r]; !u {
		return false
	}
	if next, _ := utf8.DecodeRuneInString(l.s[e+size:]); next > utf8.RuneSelf && !hanNumeral(next) { // 12.10万福社区
		w, _ := l.g.lex.find(l.s, e+size)
		return w != nil
	}
	return true
}

// roadBefore tells whether a road ends the text, so that a number after it is a house.
func roadBefore(s string) bool {
	for _, x := range [...]string{"路", "街", "巷", "大道"} {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func numLen(s string) int {
	_, e := scanOne(s, 0)
	return e
}

// numbered tells whether 2号 goes on as 2号楼 or 40号文: a name, not a day.
func (l *lexer) numbered(s string, i, e int) (int, bool) {
	for _, off := range []int{len("号"), 0} {
		if off == 0 && (strings.HasPrefix(s[e:], "中") || strings.HasPrefix(s[e:], "小")) && !strings.HasPrefix(s[e:], "中学") && !strings.HasPrefix(s[e:], "小学") && !strings.HasPrefix(s[e:], "小组") { // 2号中山路: a day
			continue
		}
		if e-off <= i || off > 0 && !strings.HasSuffix(s[i:e], "号") {
			continue
		}
		w, we := l.g.lex.find(s, e-off)
		if off > 0 && w.is(cThing) && we > e || off == 0 && w.is(cThing) && strings.HasSuffix(s[i:e], "号") {
			if next, ne := l.g.lex.find(s, we); next.is(cThing) {
				we = ne
			}
			return we, true
		}
	}
	return e, false
}
