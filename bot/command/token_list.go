package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
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
	case l.toTitle(k, n.value):
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

// toTitle tells whether a title stands at k that is numbered by what is before it: 2《乙》.
func (l *lexer) toTitle(k, n int) bool {
	return strings.HasPrefix(l.s[k:], "《") && (l.marks > 0 && n == l.marks+1 || n == 1 && l.marks == 0)
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

// firstMarks are how the first number of a list is written.
var firstMarks = []string{"1、", "1.", "1)", "(1)"}

// secondAfter finds the second number of a list where a new clause begins.
var secondAfter = newPattern(`[;,。!\n ]\s*\(?2[、.)]\s*[^\d\s]`)

// numberedTitles are titles that are counted: 1、《甲》2、《乙》, 1《甲》 2《乙》.
var numberedTitles = newPattern(`^\(?1[、.)]?\s*《[^》]*》[^《\d]{0,20}\(?2[、.)]?\s*《`)

// firstOfAll tells whether a letter begins to count its matters: 情况如下:一、…二、…; 征文:1.《…》2.《…》;
// 补充:1、…;2、….
func (l *lexer) firstOfAll(i int) bool {
	n := len(l.toks)
	return n > 0 && numberedTitles.find(l.s[i:]) != "" || n > 0 && l.toks[n-1].kind == kSep && l.toks[n-1].strength != sepSpace &&
		(strings.HasPrefix(l.s[i:], "一、") && strings.Contains(l.s[i:], "二、") ||
			startsWith(l.s[i:], firstMarks) && secondAfter.find(l.s[i:]) != "" && !l.ofText(n-2))
}

// ofText tells whether the token at k names an item that is kept in words, with its numbers.
func (l *lexer) ofText(k int) bool {
	return k >= 0 && l.toks[k].is(cItem) && len(l.toks[k].w.items) == 1 && l.g.item(l.toks[k].w.items[0]).Kind == ledger.Text
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
