package command

import (
	"strings"
	"time"
	"unicode"
)

// maxTokens is how many tokens are read with care; longer lines are asked about.
const maxTokens = 1200

// parse is one line being read.
type parse struct {
	g    *Grammar
	s    string
	toks []token
	room *room // where tokens and frames lie
	c    Context
	now  time.Time

	has          class // every class that occurs in the line, once it is surveyed
	orders       []int // tokens that may start an order
	nums         int
	letters      letterSet // of the line
	text         int       // bytes of letters that no table knows
	retold       bool      // the unit named is spoken of by a pronoun, too
	spelled      bool      // figures that names share were written out
	guessedTitle bool      // a title stood without marks
	leftOut      []string  // words told as not recorded: no title yet, pictures beside a report
	echoes       []Echo
	grounds      []ground // reasons that were taken out of the line
	core         string   // the line as bare gives it, once it was asked for
	bared        bool
	weighs       []int  // what weighed is, of the line itself
	weighed      *[]int // where words begin that a reader has given their due
}

// Read understands one line. It never fails: what it cannot understand is
// [Unknown], what it is unsure of is a question.
func (g *Grammar) Read(line string, c Context) Reading {
	line = answered(line)
	in := rooms.Get().(*room)
	defer in.leave()
	p := &in.line
	*p = parse{g: g, s: normalise(line, c.BotNames), c: c, now: c.Now.In(g.zone()), room: in, weighs: p.weighs}
	p.weighed = &p.weighs
	p.letters = lettersOf(p.s)
	if p.s == "" {
		return Reading{Outcome: Ignore, Chatter: Small}
	}
	if len(line) > maxLine {
		return p.ask(AskLong, Span{})
	}
	p.toks = g.lex1(p.s, p.room)
	if len(p.toks) > maxTokens {
		return p.ask(AskLong, Span{})
	}
	p.titleMarks()
	p.heading()
	p.refer()
	p.severals()
	p.sendsOut()
	p.survey()
	r := p.read()
	if told, ok := p.unfinished(r); ok {
		r = told
	}
	r.Seen = p.opensSeen(r)
	p.whoGoes(&r)
	p.plea(&r)
	p.contests(&r)
	p.careful(&r)
	p.cover(&r)
	p.vouch(&r)
	r.Line = p.s
	p.options(&r)
	p.tighten(&r)
	p.suggestions(&r)
	if r.Answer == "" {
		r.Answer = p.answerText()
	}
	r.Echoes = p.echoes
	r.asTyped(line)
	return r
}

// weigh notes that a reader has given the word at token i its due, so that it is
// not left over (cover.go).
func (p *parse) weigh(i int) { *p.weighed = append(*p.weighed, p.toks[i].start) }

// weighAll notes the same of all words from byte from to byte to.
func (p *parse) weighAll(from, to int) {
	for i := range p.toks {
		if t := &p.toks[i]; t.start >= from && t.end <= to {
			p.weigh(i)
		}
	}
}

// with is the same line in other tokens. Who reads the line after it still has the
// tokens that it had.
func (p *parse) with(toks []token) *parse {
	q := *p
	q.toks, q.orders = toks, nil
	for i := range toks {
		if toks[i].is(cOrder) {
			q.orders = append(q.orders, i)
		}
	}
	return &q
}

// pausing is a letter that asks at the end of a clause, where more follows at once.
var pausing = word{text: "呢", class: cFiller, unit: -1, event: -1}

// survey notes what the line has.
func (p *parse) survey() {
	for i := range p.toks {
		t := &p.toks[i]
		switch t.kind {
		case kWord:
			if t.w.class == cAsk && p.txt(t) == "呢" && i+1 < len(p.toks) && p.toks[i+1].kind != kSep { // 答题的人呢就是235个
				t.w = &pausing
			}
			p.has |= t.w.class
			if t.w.class&cOrder != 0 {
				p.orders = append(p.orders, i)
			}
			if t.w.typo {
				p.echoes = append(p.echoes, Echo{p.quote(t.start, t.end), p.g.plan.Units[t.w.unit].Name})
			}
		case kNum:
			p.nums++
		case kText:
			p.text += letters1(p.s[t.start:t.end])
		}
	}
}

func letters1(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fa5 || unicode.IsLetter(r) || unicode.IsNumber(r) { // Han first: most are
			n++
		}
	}
	return n
}

// read tries the families of lines in the order in which they claim words.
func (p *parse) read() Reading {
	for i := range families {
		if f := &families[i]; f.mayRead(p) {
			if r, ok := f.read(p); ok {
				return r
			}
		}
	}
	return p.unknown()
}

func (p *parse) quote(i, j int) string { return strings.TrimSpace(p.s[i:j]) }

func (p *parse) txt(t *token) string { return p.s[t.start:t.end] }

func (p *parse) ask(code QuestionCode, sp Span) Reading {
	return Reading{Outcome: Ask, Question: Question{Code: code, Quote: p.quote(sp.Start, sp.End)}}
}

func (p *parse) whole() Span { return Span{0, len(p.s)} }

func (t *token) span() Span { return Span{t.start, t.end} }

// first finds the first token of a class.
func (p *parse) first(c class) int {
	if p.has&c == 0 {
		return -1
	}
	for i := range p.toks {
		if p.toks[i].is(c) {
			return i
		}
	}
	return -1
}

// orderAt finds the first token with one of the order verbs.
func (p *parse) orderAt(verbs ...string) int {
	for _, i := range p.orders {
		for _, v := range verbs {
			if p.toks[i].w.order == v {
				return i
			}
		}
	}
	return -1
}

// next is the next token that is no space, or -1.
func (p *parse) next(i int) int {
	for i++; i < len(p.toks); i++ {
		if t := &p.toks[i]; t.kind != kSep || t.strength > sepSpace {
			return i
		}
	}
	return -1
}

// prev is the token before that is no space, or -1.
func (p *parse) prev(i int) int {
	for i--; i >= 0; i-- {
		if t := &p.toks[i]; t.kind != kSep || t.strength > sepSpace {
			return i
		}
	}
	return -1
}

// unknown says what was not understood.
func (p *parse) unknown() Reading {
	return Reading{Outcome: Unknown, Question: Question{Code: NotUnderstood, Quote: short(p.s, 60)}, Suggest: p.g.nearest(p)}
}

func short(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}
