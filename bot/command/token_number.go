package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// listMark reads the number of a list entry, 1. 2、 (3) 一、: at the start of a
// line, or after a mark when it goes on counting. It is never a figure.
func (l *lexer) listMark(i int) int {
	s := l.s
	if j := l.spokenMark(i); j > i {
		return j
	}
	start := i == 0 || s[i-1] == '\n' || l.firstOfAll(i)
	if !start && (l.marks == 0 || len(l.toks) == 0 || l.toks[len(l.toks)-1].kind != kSep && l.toks[len(l.toks)-1].kind != kTitle) {
		return i
	}
	j := i
	if s[j] == '(' {
		j++
	}
	n, e := scanOne(s, j)
	if e == j || e-j > 6 || n.frac || n.approx || n.odd != fine || n.digits > 2 || n.value == 0 {
		return i
	}
	if !start && n.value != l.marks+1 {
		return i
	}
	k := e
	switch {
	case k < len(s) && (s[k] == '.' || s[k] == ')'):
		k++
	case strings.HasPrefix(s[k:], "、"):
		k += len("、")
	case strings.HasPrefix(s[k:], ",") && n.digits == 0:
		k++
	default:
		return i
	}
	if s[i] == '(' && s[k-1] != ')' || k >= len(s) {
		return i
	}
	if r, _ := utf8.DecodeRuneInString(s[k:]); digit(s[k]) || hanNumeral(r) && s[k-1] != ')' && n.digits > 0 && s[k-1] != '.' {
		return i
	}
	l.marks = n.value
	return k
}

// spokenMark reads 一是, 二是 at the head of clauses that count matters so: no figure. It
// gives where the mark ends.
func (l *lexer) spokenMark(i int) int {
	if n := len(l.toks); n > 0 && (l.toks[n-1].kind != kSep || l.toks[n-1].strength < sepComma && l.toks[n-1].strength != sepColon) {
		return i
	}
	_, size := utf8.DecodeRuneInString(l.s[i:])
	if j := i + size; strings.HasPrefix(l.s[j:], "是") && strings.Contains("一二三四五六七八九", l.s[i:j]) && strings.Contains(l.s, "一是") && strings.Contains(l.s, "二是") {
		return j + len("是")
	}
	return i
}

// firstOfAll tells whether a letter begins to count its matters: 情况如下:一、…二、…; 征文:1.《…》2.《…》.
func (l *lexer) firstOfAll(i int) bool {
	n := len(l.toks)
	return n > 0 && l.toks[n-1].kind == kSep && l.toks[n-1].strength != sepSpace &&
		(strings.HasPrefix(l.s[i:], "一、") && strings.Contains(l.s[i:], "二、") ||
			strings.HasPrefix(l.s[i:], "1.《") && strings.Contains(l.s[i:], "》2.《") || strings.HasPrefix(l.s[i:], "1、《") && strings.Contains(l.s[i:], "》2、《"))
}

// docNumber reads 〔2021〕40号 together with the letters before it and 通知 or 文件 after it.
func (l *lexer) docNumber(i int) (int, bool) {
	s := l.s
	_, size := utf8.DecodeRuneInString(s[i:])
	j := i + size
	y := j
	for j < len(s) && digit(s[j]) {
		j++
	}
	if j-y != 4 {
		return i, false
	}
	r, size := utf8.DecodeRuneInString(s[j:])
	if r != '〕' && r != ']' {
		return i, false
	}
	j += size
	n := j
	for j < len(s) && digit(s[j]) {
		j++
	}
	if j == n {
		return i, false
	}
	for _, x := range []string{"号", "通知", "文件", "文"} {
		if strings.HasPrefix(s[j:], x) {
			j += len(x)
		}
	}
	start := i
	for n := len(l.toks); n > 0; n-- {
		t := l.toks[n-1]
		if t.kind == kSep || t.kind == kNum || i-t.start > 24 || t.is(cItem|cUnit) {
			break
		}
		start = t.start
		l.toks = l.toks[:n-1]
	}
	return l.emit(token{kind: kDoc, start: start, end: j}), true
}

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
