package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// figure reads a day, an hour, a phone number or a figure.
func (l *lexer) figure(i int, w *word, wend int) int {
	s := l.s
	if digit(s[i]) {
		j := i
		for j < len(s) && digit(s[j]) {
			j++
		}
		if j-i >= 7 && !strings.HasPrefix(s[j:], "万") { // no count of the campaign has seven digits
			if d, e := scanDay(s, i); e > j {
				return l.emit(token{kind: kDate, start: i, end: e, day: d})
			}
			return l.emit(token{kind: kPhone, start: i, end: j})
		}
		if k := phoneTail(s, i, j); k > j {
			return l.emit(token{kind: kPhone, start: i, end: k})
		}
	}
	if c, e := scanClock(s, i); e > i && e >= wend {
		return l.emit(token{kind: kClock, start: i, end: e, clock: c})
	}
	if d, e := scanDay(s, i); e > i {
		if d.form == formDay && roadBefore(s[:i]) && strings.HasSuffix(s[:e], "号") { // 解放路12号
			return l.emit(token{kind: kNth, start: i, end: e})
		}
		if !l.counted(i, e, d) {
			if end, thing := l.numbered(s, i, e); thing {
				return l.emit(token{kind: kNth, start: i, end: end, num: number{value: d.d}})
			}
			return l.emit(token{kind: kDate, start: i, end: e, day: d})
		}
	}
	n, e := scanNumber(s, i)
	if e == i || w != nil && wend > e && !digit(s[i]) {
		return i
	}
	if n.odd == fine && !n.frac && !n.approx && n.digits > 0 && digit(s[e-1]) {
		if r, _ := l.g.lex.find(s, e); r.is(cThing) && r.is(cPlaceEnd) { // 301会议室
			return l.emit(token{kind: kNth, start: i, end: e})
		}
	}
	if digit(s[i]) && strings.HasPrefix(s[e:], "几") && n.value%10 == 0 && n.value > 0 { // 10几个
		n.approx = true
		e += len("几")
	}
	if strings.HasPrefix(s[e:], "-") && s[e-1] < utf8.RuneSelf || strings.HasPrefix(s[e:], "~") || strings.HasPrefix(s[e:], "至") || strings.HasPrefix(s[e:], "到") { // 2-3场
		step := 1
		if s[e] >= utf8.RuneSelf {
			step = 3
		}
		if m, e2 := scanNumber(s, e+step); e2 > e+step {
			if mw, _ := l.g.lex.find(s, e2); mw.is(cMeasure|cForeign) || step == 1 && m.digits > 0 && n.digits > 0 && !m.frac {
				n.odd = max(n.odd, ranged)
				return l.emit(token{kind: kNum, start: i, end: e2, num: n})
			}
		}
	}
	return l.emit(token{kind: kNum, start: i, end: e, num: n})
}

// several stand before powers of ten of which nobody says how many.
var several = []string{"几", "好几", "数十", "数百", "数千", "上百", "上千", "成百"}

// severalEnd returns where 几百 or 上千 ends, the letter at s[i] being r; i where
// there is none.
func severalEnd(s string, i int, r rune) int {
	switch r {
	case '几', '好', '数', '上', '成':
	default:
		return i
	}
	if !slices.ContainsFunc(several, func(w string) bool { return strings.HasPrefix(s[i:], w) }) {
		return i
	}
	j := i + utf8.RuneLen(r)
	if r == '好' {
		j = i + len("好几")
	}
	k := j
	for k < len(s) {
		u, sz := utf8.DecodeRuneInString(s[k:])
		if _, ok := hanUnits[u]; !ok {
			break
		}
		k += sz
	}
	if k == j {
		return i
	}
	return k
}

// phoneTail recognises 0734-8123456 and 138 0000 0000.
func phoneTail(s string, i, j int) int {
	total := j - i
	if total < 3 || total > 4 {
		return i
	}
	k := j
	for k+1 < len(s) && (s[k] == '-' || s[k] == ' ') && digit(s[k+1]) {
		m := k + 1
		for m < len(s) && digit(s[m]) {
			m++
		}
		if m-k-1 < 3 {
			break
		}
		total += m - k - 1
		k = m
	}
	if total >= 10 && (s[i] == '0' || s[i] == '1') {
		return k
	}
	return i
}

// settle takes back Chinese numerals that are part of a name (三塘社区, 五一路) and
// turns figures with a foreign measure and names with a number into what they are.
func (l *lexer) settle() {
	out := l.toks[:0]
	for k := range l.toks {
		t := &l.toks[k]
		kind := t.kind
		if kind == kNum && t.num.digits == 0 && (t.num.odd != ranged && !l.standsAlone(k) || l.named(k)) {
			kind = kText
		}
		n := len(out)
		if kind == kText && n > 0 && out[n-1].kind == kText && out[n-1].end == t.start {
			out[n-1].end = t.end
			continue
		}
		if out = out[:n+1]; n < k {
			out[n] = *t
		}
		out[n].kind = kind
	}
	l.toks = out
}

// standsAlone tells whether the Chinese numeral at k counts something.
func (l *lexer) standsAlone(k int) bool {
	if k+1 >= len(l.toks) {
		return k == 0 || l.toks[k-1].kind != kText
	}
	n := l.toks[k+1]
	if k > 0 { // 张三: a measure word before it makes a name
		if b := &l.toks[k-1]; b.end == l.toks[k].start && b.is(cMeasure) && !b.is(cFiller|cItem|cHeads) && !n.is(cMeasure|cForeign) {
			return false
		}
	}
	switch n.kind {
	case kSep, kPlus, kDash, kArrow, kTitle, kNum, kDate, kClock, kPhone, kLink, kDoc, kNth, kAside:
		return k == 0 || l.toks[k-1].kind != kText || l.toks[k-1].end < l.toks[k].start
	case kText:
		return false
	}
	if l.beginsPlace(k) {
		return false
	}
	if n.is(cMeasure | cForeign | cApproxPost) {
		return true
	}
	if n.is(cPlaceEnd|cMediaEnd|cThing) || k > 0 && l.toks[k-1].is(cLoc) {
		return false
	}
	if k > 0 && l.toks[k-1].kind == kText {
		return false
	}
	return true
}

// beginsPlace tells whether the numeral at k is the first letter of a place's name
// whose second is a word elsewhere: 十里铺社区, 三块石村.
func (l *lexer) beginsPlace(k int) bool {
	for j := k + 1; j < len(l.toks) && j <= k+4; j++ {
		t := &l.toks[j]
		switch {
		case t.start != l.toks[j-1].end:
			return false
		case t.is(cPlaceEnd) && j > k+2:
			return true
		case t.kind == kText && j > k+1:
		case t.kind == kWord && t.end-t.start == len("里") && t.is(cFiller|cForeign|cThing|cPlaceEnd) && !t.is(cMeasure):
		default:
			return false
		}
	}
	return false
}
