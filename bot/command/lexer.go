package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// lexer turns a line into tokens.
type lexer struct {
	g    *Grammar
	s    string
	toks []token
	// marks is the last number of a list.
	marks int
}

func (g *Grammar) lex1(s string, in *room) []token {
	l := &in.lexer
	*l = lexer{g: g, s: s, toks: l.toks[:0]}
	for i := 0; i < len(s); {
		if j := l.listMark(i); j > i {
			i = l.emit(token{kind: kSep, strength: sepStop, start: i, end: j})
			continue
		}
		i = l.step(i)
	}
	l.settle()
	l.offices()
	l.people()
	l.places()
	l.days()
	l.asides()
	return in.keep(l.toks)
}

func (l *lexer) emit(t token) int {
	l.toks = append(l.toks, t)
	return t.end
}

func (l *lexer) text(i, j int) int {
	if n := len(l.toks); n > 0 && l.toks[n-1].kind == kText && l.toks[n-1].end == i {
		l.toks[n-1].end = j
		return j
	}
	return l.emit(token{kind: kText, start: i, end: j})
}

// saidBy begin with 据 and name no 数据: 答题人数|据统计.
var saidBy = strings.Fields("据统计 据了解 据说 据悉 据报 据称 据传 据反")

// word is the longest word at s[i] and where it ends; 数据 is not torn apart by a word
// that ends in 数: 答题|数据.
func (l *lexer) word(i int) (*word, int) {
	w, end := l.g.lex.find(l.s, i)
	if before, rest := l.s[i:end], l.s[end:]; strings.HasSuffix(before, "数") && strings.HasPrefix(rest, "据") && !slices.ContainsFunc(saidBy, func(x string) bool { return strings.HasPrefix(rest, x) }) {
		if short, e := l.g.lex.find(l.s[:end-len("数")], i); short != nil {
			return short, e
		}
	}
	return w, end
}

// step reads one token at s[i] and returns where the next begins.
func (l *lexer) step(i int) int {
	s := l.s
	c := s[i]
	if c < utf8.RuneSelf {
		if j := address(s, i); j > i {
			return l.emit(token{kind: kLink, start: i, end: j})
		}
		if j, ok := l.punct(i, c); ok {
			return j
		}
		if j := paperSize(s, i); j > i {
			return l.emit(token{kind: kAside, start: i, end: j})
		}
	}
	r, size := rune(c), 1
	if c >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(s[i:])
	}
	switch r {
	case '、', '·':
		return l.emit(token{kind: kSep, strength: sepList, start: i, end: i + size})
	case '。', '…':
		return l.emit(token{kind: kSep, strength: sepStop, start: i, end: i + size})
	case '→':
		return l.emit(token{kind: kArrow, start: i, end: i + size})
	case '《':
		if j := strings.Index(s[i:], "》"); j > 0 && j < 240 && !strings.Contains(s[i:i+j], "\n") {
			return l.emit(token{kind: kTitle, start: i, end: i + j + len("》")})
		}
	case '〔':
		if j, ok := l.docNumber(i); ok {
			return j
		}
	case '第':
		if n, e := scanNumber(s, i+size); e > i+size {
			if w, we := l.g.lex.find(s, i); we <= e || w == nil {
				if m, me := l.g.lex.find(s, e); m.is(cMeasure|cForeign) && me > e {
					e = me
				} else if strings.HasPrefix(s[e:], "篇") { // 第二篇数据: the longer word is none
					e += len("篇")
				}
				return l.emit(token{kind: kNth, start: i, end: e, num: n})
			}
		}
	}
	w, wend := l.word(i)
	if e := eitherWay(s, i+size, r); e > wend {
		return l.emit(token{kind: kWord, start: i, end: e, w: &asked})
	}
	if digit(c) || c < utf8.RuneSelf && isLook(c) || hanNumeral(r) {
		if j := l.figure(i, w, wend); j > i {
			return j
		}
	}
	if c >= utf8.RuneSelf {
		if d, e := scanDay(s, i); e > i && e >= wend {
			return l.emit(token{kind: kDate, start: i, end: e, day: d})
		}
		if e := severalEnd(s, i, r); e > i {
			return l.emit(token{kind: kNum, start: i, end: e, num: number{odd: ranged}})
		}
		if (!w.is(cItem|cUnit) || wend == i) && !(w.is(cMeasure) && len(l.toks) > 0 && l.toks[len(l.toks)-1].kind == kNum) {
			if h, e := l.g.sound.find(s, i); h != nil && e > wend && !l.endsPlace(w) {
				return l.emit(token{kind: kWord, start: i, end: e, w: h, sound: true})
			}
		}
	}
	if w != nil {
		if c < utf8.RuneSelf && letter(c) && (i > 0 && letter(s[i-1]) || wend < len(s) && letter(s[wend])) {
			return l.text(i, i+1) // inside another Latin word
		}
		return l.emit(token{kind: kWord, start: i, end: wend, w: w})
	}
	return l.text(i, i+size)
}

// endsPlace tells whether the word that comes next ends the place whose name the
// letters before it are: 杨林镇 in 杨林镇文化广场, which sounds like 征文.
func (l *lexer) endsPlace(w *word) bool {
	if !w.is(cPlaceEnd) || len(l.toks) == 0 {
		return false
	}
	before := &l.toks[len(l.toks)-1]
	return before.kind == kText || before.is(cPlaceEnd)
}

// punct reads ASCII marks.
func (l *lexer) punct(i int, c byte) (int, bool) {
	s := l.s
	sep := func(k uint8) (int, bool) {
		return l.emit(token{kind: kSep, strength: k, start: i, end: i + 1}), true
	}
	switch c {
	case ' ':
		return sep(sepSpace)
	case '\n':
		return sep(sepBreak)
	case '\t':
		return sep(sepColumn)
	case ',':
		return sep(sepComma)
	case ';', '!':
		return sep(sepStop)
	case ':':
		return sep(sepColon)
	case '(', ')', '/', '|', '&', '\'', '`', '{', '}', '*', '=', '\\', '^', '_', '$', '<', '>':
		return sep(sepList)
	case '[', ']':
		if c == '[' {
			if j, ok := l.docNumber(i); ok {
				return j, true
			}
		}
		return sep(sepList)
	case '.':
		if strings.HasPrefix(s[i:], "..") {
			return sep(sepStop)
		}
		return sep(sepList)
	case '~':
		return l.emit(token{kind: kDash, start: i, end: i + 1}), true
	case '-':
		if strings.HasPrefix(s[i:], "->") {
			return l.emit(token{kind: kArrow, start: i, end: i + 2}), true
		}
		j := i
		for j < len(s) && s[j] == '-' {
			j++
		}
		if j < len(s) && s[j] == '>' {
			return l.emit(token{kind: kArrow, start: i, end: j + 1}), true
		}
		return l.emit(token{kind: kDash, start: i, end: j}), true
	case '+':
		return l.emit(token{kind: kPlus, start: i, end: i + 1}), true
	case '"':
		if j := strings.IndexByte(s[i+1:], '"'); j > 0 && j < 90 && !strings.ContainsAny(s[i+1:i+1+j], "0123456789\n") && letters1(s[i+1:i+1+j]) > 0 {
			return l.text(i, i+j+2), true
		}
	case 'h', 'H', 'w', 'W':
		if j := link(s, i); j > i {
			return l.emit(token{kind: kLink, start: i, end: j}), true
		}
	}
	return i, false
}
