package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// row is one line of a pasted list, with its bytes in the whole.
type row struct {
	text string
	at   int
}

// paste reads what was copied in: 接龙 lists, rows of a sheet, lists with one
// unit a line, letters. Every row is read as a line of its own, and the whole is
// shown before anything is kept. An unclear row of a coordinator's list is told and
// left out; a contact's keeps the whole list back.
func (p *parse) paste() (Reading, bool) {
	sheet := strings.Contains(p.s, "\t")
	if !sheet && !strings.Contains(p.s, "\n") {
		if p.c.Role == ledger.Coordinator && strings.Contains(p.s, "如下") && p.nums > 1 { // a letter in one line
			return p.body(p.sentencesOf(p.rows()[0]))
		}
		return Reading{}, false
	}
	rows := unmarked(p.rows())
	if len(rows) < 2 {
		return Reading{}, false
	}
	if !sheet {
		rows, sheet = p.ruled(rows)
	}
	if sheet {
		if r, ok := p.sheet(rows); ok {
			return r, true
		}
	}
	if r, ok := p.list(rows); ok {
		return r, true
	}
	if r, ok := p.body(rows); ok || !sheet || p.c.Role != ledger.Coordinator {
		return r, ok
	}
	return p.unknown(), true // cells are no words of one line
}

func (p *parse) rows() []row {
	var out []row
	at := 0
	for _, l := range strings.Split(p.s, "\n") {
		if t := strings.TrimRight(l, " \t"); strings.TrimSpace(t) != "" {
			out = append(out, row{t, at})
		}
		at += len(l) + 1
	}
	return out
}

// lex reads a part of the line as a line of its own.
func (p *parse) lex(s string) *parse {
	q := &parse{g: p.g, s: s, room: p.room, letters: lettersOf(s), c: p.c, now: p.now}
	q.weighed = &q.weighs
	q.toks = p.g.lex1(s, p.room)
	q.refer()
	q.survey()
	return q
}

// list reads one unit a line under a heading, such as 接龙.
func (p *parse) list(rows []row) (Reading, bool) {
	chain := strings.Contains(p.s, "接龙")
	withUnit := 0
	lines := make([]*parse, len(rows))
	for i, r := range rows {
		lines[i] = p.lex(r.text)
		if q := lines[i]; q.has&cUnit != 0 && q.nums > 0 {
			withUnit++
		}
	}
	if !chain && withUnit < 2 {
		return Reading{}, false
	}
	out := p.gather()
	head := ""
	for i, r := range rows {
		q := lines[i]
		if q.sumRow() {
			if ask := out.listSumOff(q, r); ask != nil {
				return *ask, true
			}
			continue
		}
		items := q.itemsIn(0, len(q.toks), false)
		if q.nums == 0 { // a heading, or a row without a figure
			switch {
			case q.has&cUnit == 0 && q.has&cCorrect != 0: // 以下作废:
				return p.ask(AskMixed, Span{r.at, r.at + len(r.text)}), true
			case len(items) == 1 && q.has&cUnit == 0:
				head = p.g.item(items[0]).Name
			case q.has&cUnit != 0 && q.has&(cNeg|cZero|cPlan) == 0 && !q.hasTitle() && q.has&(cStage|cPieces) == 0 && withUnit > 0 && chain:
				_, doubt := q.unitsIn(0, len(q.toks))
				if doubt != nil {
					if ask := p.whose(r, q, doubt); out.misses(r, ask) {
						return ask, true
					}
				}
			}
			if !q.hasTitle() && q.has&(cStage|cPieces) == 0 {
				if out.tolerant && q.has&cUnit != 0 && q.orderAt("paste") < 0 && (len(items) == 0 || q.has&(cNeg|cZero|cPlan) != 0) {
					out.Unread = append(out.Unread, r.text) // 祁东 待定, 常宁征文暂缺
				}
				continue
			}
		}
		text := r.text
		if len(items) == 0 && head != "" {
			text = head + " " + text
			q = p.lex(text)
		}
		if stop := out.read(q, r); stop != nil {
			return *stop, true
		}
	}
	return out.done()
}

// unmarked takes the list numbers off rows: 1. or 1、 anywhere, and a bare 1 before
// a space where such numbers go on counting from row to row.
func unmarked(rows []row) []row {
	last := 0
	for i, r := range rows {
		l := lexer{s: r.text}
		at := l.listMark(0)
		n := l.marks
		if at == 0 {
			m, e := scanOne(r.text, 0)
			next := i + 1
			counts := last > 0 || next < len(rows) && countsOn(rows[next].text, m.value+1)
			if e > 0 && e < len(r.text) && r.text[e] == ' ' && m.digits > 0 && m.digits <= 2 && m.odd == fine && m.value == last+1 && counts {
				at, n = e, m.value
			}
		}
		if at == 0 {
			continue
		}
		last = n
		rest := strings.TrimLeft(r.text[at:], " ")
		if rest != "" {
			rows[i] = row{rest, r.at + len(r.text) - len(rest)}
		}
	}
	return rows
}

// countsOn tells whether a row begins with a number and a space or a mark.
func countsOn(s string, n int) bool {
	m, e := scanOne(s, 0)
	return e > 0 && e < len(s) && m.value == n && m.digits > 0 && (s[e] == ' ' || s[e] == '.' || strings.HasPrefix(s[e:], "、"))
}

func (p *parse) rowUnclear(r row) Reading {
	return Reading{Outcome: Ask, Question: Question{Code: AskNumber, Quote: r.text}}
}
