package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// This file keeps the letters of a place together. Many names begin with letters
// that are words elsewhere (太平社区, 和平村, 再兴村, 周家坳社区); a place that has lost
// one of them is another place.

const (
	// stemEnds are classes that never are part of a name: they end it on the left.
	stemEnds = cItem | cUnit | cEvent | cLoc | cHold | cDayPart | cMyself | cOwn | cStage | cAudience | cHeads | cPlaceEnd | cMediaEnd |
		cDistrib | cAsk | cAskRef | cEveryone | cCorrect | cNot | cParts
	// aloud are letters that join or carry a sentence, and begin no name.
	aloud = "的了是我咱这那报请给把让叫就只才也已都并其呃啊呀哈嘛啦哦个滴等在到去帮替代托受按据跟说问"
	// leading are letters that lead to a place, or begin its name: 对三塘社区, 向阳社区.
	leading = "有为对由以从向之"
	// longestStem is how many letters a name may have before its ending.
	longestStem = 8
)

// places makes one token of the letters before the ending of a place, where some of
// them were read as words.
func (l *lexer) places() {
	out := l.toks[:0:0]
	done := 0 // tokens before it are in out
	for e := 1; e < len(l.toks); e++ {
		if t := &l.toks[e]; !t.is(cPlaceEnd) || t.sound {
			continue
		}
		b, maybe := l.stem(e, done)
		if c := l.claimed(e, b, done); c >= 0 {
			b, maybe = c, true
		}
		if b < 0 {
			continue
		}
		out = append(out, l.toks[done:b]...)
		name := token{kind: kText, start: l.toks[b].start, end: l.toks[e].start, maybe: maybe}
		if lead := l.leadsIn(b); lead != "" { // 在职业技术学院, 到场坪村
			w, end := l.g.lex.find(lead, 0)
			out = append(out, token{kind: kWord, w: w, start: name.start, end: name.start + end})
			name.start += end
		}
		out = append(out, name)
		done = e
	}
	if done > 0 {
		l.toks = append(out, l.toks[done:]...)
	}
}

// stem is where the name begins that ends at token e, if words stand in it; -1
// where it is whole already. What may say something of its own as well (又新村)
// makes it doubtful.
func (l *lexer) stem(e, floor int) (b int, maybe bool) {
	b = e
	letters, read := 0, false
	if n := e + 1; n < len(l.toks) && l.toks[n].is(cPlaceEnd) && l.toks[n].start == l.toks[e].end { // 三塘社区
		letters = utf8.RuneCountInString(l.s[l.toks[e].start:l.toks[e].end])
	}
	for b > floor && letters < longestStem {
		t := &l.toks[b-1]
		if t.end != l.toks[b].start || !l.inName(b-1, e) {
			break
		}
		b--
		letters += utf8.RuneCountInString(l.s[t.start:t.end])
		read = read || t.kind != kText
	}
	for b < e && l.toks[b].kind == kWord && letters > 1 { // what carries the sentence is no part of the name
		s := l.s[l.toks[b].start:l.toks[b].end]
		rest := letters - utf8.RuneCountInString(s)
		if !strings.Contains(aloud, s) {
			if rest < 2 || !l.says(b) && !l.brings(b, e) {
				break
			}
			maybe = maybe || !l.toks[b].is(cWith|cTotal)
		}
		letters, b = rest, b+1
	}
	if b == e || !read {
		return -1, false
	}
	if maybe {
		return b, true
	}
	if b == e-1 && l.toks[b].kind == kWord && l.leadsIn(b) == "" {
		if !l.cutOff(b, floor) { // 和社区, 又到村
			return -1, false
		}
		return b - 1, true
	}
	read, named := false, false
	for k := b; k < e; k++ {
		t := &l.toks[k]
		s := l.s[t.start:t.end]
		read = read || t.kind != kText
		named = named || t.kind != kWord || !strings.Contains(aloud, s)
		maybe = maybe || t.is(cAdd|cMaybeAdd|cNeg|cPlan|cSub)
	}
	if !read || !named {
		return -1, false
	}
	return b, maybe
}

// inName tells whether token k may be letters of a name that ends at token e.
func (l *lexer) inName(k, e int) bool {
	t := &l.toks[k]
	switch t.kind {
	case kText:
		return true
	case kNth: // 第一中学; 第一场社区… counts
		_, end := scanNumber(l.s, t.start+len("第"))
		return end == t.end
	case kWord:
		if t.is(cMeasure|cForeign|cApproxPost) && k > 0 && l.toks[k-1].kind == kNum && l.toks[k-1].end == t.start {
			return false
		}
		s := l.s[t.start:t.end]
		if utf8.RuneCountInString(s) == 2 && l.leadsIn(k) != "" && !t.is(cPlan) && k+1 < e {
			return true
		}
		return t.w.class&stemEnds == 0 && !t.sound && utf8.RuneCountInString(s) == 1
	}
	return false
}

// says tells whether the word at token b says something of its own, and does not
// begin a name: 又三塘社区; 学校和三塘社区.
func (l *lexer) says(b int) bool {
	t := &l.toks[b]
	if t.is(cWith) { // between names only
		return b > 0 && l.toks[b-1].end == t.start && (l.toks[b-1].kind == kText || l.toks[b-1].is(cPlaceEnd|cUnit|cOthers|cOwn|cMyself))
	}
	if b > 0 && l.toks[b-1].is(cLoc) && l.toks[b-1].end == t.start {
		return false
	}
	return t.is(cAdd|cMaybeAdd|cTotal|cNeg|cPlan|cSub) || strings.Contains(leading, l.s[t.start:t.end])
}

// brings tells whether 和 at token b brings in a host, whose name ends at token e: 和区司法局一起.
func (l *lexer) brings(b, e int) bool {
	if !l.toks[b].is(cWith) || !hosts[l.s[l.toks[e].start:l.toks[e].end]] || e+1 >= len(l.toks) {
		return false
	}
	after := l.s[l.toks[e+1].start:l.toks[e+1].end]
	return together[after] || after == "、"
}

// cutOff tells whether the one letter at token b, which measures something
// elsewhere, belongs to a letter before it: 塘家社区.
func (l *lexer) cutOff(b, floor int) bool {
	if !l.toks[b].is(cMeasure|cForeign) || b <= floor {
		return false
	}
	t := &l.toks[b-1]
	return t.kind == kWord && t.end == l.toks[b].start && !t.sound && t.w.class&(cDistrib|cAsk|cLoc|cItem|cUnit) == 0 &&
		utf8.RuneCountInString(l.s[t.start:t.end]) == 1 && !strings.Contains(aloud, l.s[t.start:t.end])
}

// leadsIn is the first letter of a word that two letters make where a place follows:
// 在职 in 在职业技术学院, 到场 in 到场坪村.
func (l *lexer) leadsIn(k int) string {
	t := &l.toks[k]
	s := l.s[t.start:t.end]
	if t.kind != kWord || utf8.RuneCountInString(s) > 2 {
		return ""
	}
	if strings.HasPrefix(s, "在") {
		return "在"
	}
	if len(s) > len("到") && strings.HasPrefix(s, "到") && t.is(cFiller|cHold) && !strings.ContainsAny(s, "了过") {
		return "到"
	}
	return ""
}

// oftenNames are fillers with which names of places like to begin.
var oftenNames = []string{"一心", "同心", "齐心", "用心"}

// claimed is the token before a place that may be the beginning of its name, though
// it reads as a word of the sentence (报恩寺社区, 去岭村, 上午社区); -1 where none is.
// The name begins at b, or is whole where b is negative.
func (l *lexer) claimed(e, b, floor int) int {
	if n := e + 1; n < len(l.toks) && l.toks[n].is(cPlaceEnd) && l.toks[n].start == l.toks[e].end { // 三塘社区 ends later
		return -1
	}
	if b < 0 {
		for b = e; b > floor && l.toks[b-1].end == l.toks[b].start && l.spelling(b-1, e); b-- {
		}
	}
	if b <= floor || l.toks[b-1].end != l.toks[b].start {
		return -1
	}
	t := &l.toks[b-1]
	s := l.s[t.start:t.end]
	stem := utf8.RuneCountInString(l.s[l.toks[b].start:l.toks[e].start])
	first := b == 1 || l.toks[b-2].kind == kSep && l.toks[b-2].strength >= sepComma
	switch n := utf8.RuneCountInString(s); {
	case t.kind == kDate && stem == 0 && digitless(s): // 12月9日,今天广场: the day was said
		for k := range l.toks {
			if k != b-1 && l.toks[k].kind == kDate {
				return b - 1
			}
		}
	case t.kind != kWord || t.sound:
	case n == 2 && stem == 0 && t.is(cWith) && b > floor+1 && l.toks[b-2].kind == kDate && l.toks[b-2].end == t.start: // 12月10日联合街道
		return b - 1
	case n == 2 && stem == 0 && t.is(cDayPart|cFiller|cApproxPre) && !t.is(cLoc|cHeads) && l.leadsIn(b-1) == "": // 上午社区, 一心社区
		return b - 1
	case slices.Contains(oftenNames, s): // 一心职业技术学院
		return b - 1
	case n == 1 && stem > 0 && strings.Contains("报已", s): // 报恩寺社区
		return b - 1
	case n == 1 && stem == 0 && s == "进" && b > floor+1 && l.toks[b-2].kind == kText && l.toks[b-2].end == t.start: // 前进村
		return b - 2
	case n == 1 && stem == 1 && s != "在" && (first || strings.Contains("进给赴", s)) && (t.is(cLoc) || strings.Contains("进给", s)): // 去岭村
		return b - 1
	}
	return -1
}

// spelling tells whether token k only carries letters of a name: it is no word, or
// stands behind one letter and measures nothing (步 in 进步社区).
func (l *lexer) spelling(k, e int) bool {
	t := &l.toks[k]
	return t.kind == kText || t.is(cMeasure|cForeign) && k > 0 && l.toks[k-1].kind == kWord && l.inName(k, e)
}

func digitless(s string) bool { return !strings.ContainsAny(s, "0123456789") }
