package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// body reads a letter of one unit, row by row, and shows it before anything is kept.
// A contact's own lines that can be read at once are; see [parse.report].
func (p *parse) body(rows []row) (Reading, bool) {
	units, doubt := p.about1()
	if doubt != nil || len(units) > 1 || len(units) == 0 && p.c.Role != ledger.Contact || p.has&cOrder != 0 && p.orderAt("undo", "nudge", "announce", "move") >= 0 {
		return Reading{}, false
	}
	if r, ok := p.question(); ok && r.Outcome == Reply {
		return Reading{}, false
	}
	whole, ok := p.report()
	atOnce := ok && whole.Outcome != Ask && whole.Outcome != Unknown
	if atOnce && (p.c.Role == ledger.Contact || len(whole.Acts) < 2) {
		return Reading{}, false
	}
	out := p.gather()
	out.tolerant, out.letter = true, true
	plain := 0 // a letter has rows without figures: whom it addresses, who signs
	for _, r := range p.underText(rows) {
		if !out.passage(r, units) {
			plain++
		}
	}
	if !atOnce && (out.rows < 2 && len(out.Acts) < 3 || out.rows <= out.missed || plain == 0) {
		return Reading{}, false
	}
	if atOnce && len(out.Acts)-1 < len(whole.Acts) { // what belongs together over rows
		return out.instead(whole), true
	}
	return out.done()
}

// underText puts what stands under the heading of an item that is told in words into
// its row: 五、特色做法, and the next row says which.
func (p *parse) underText(rows []row) []row {
	var out []row
	for i := 0; i < len(rows); i++ {
		r := rows[i]
		if q := p.lex(r.text); q.bareText() {
			for i+1 < len(rows) {
				next := p.lex(rows[i+1].text)
				if next.has&(cItem|cUnit) != 0 || next.hasDay() || letters1(next.s) < 4 {
					break
				}
				i++
				r.text += "\n" + rows[i].text
			}
		}
		out = append(out, r)
	}
	return out
}

// bareText tells whether a row only names an item that is told in words.
func (p *parse) bareText() bool {
	items := p.itemsIn(0, len(p.toks), false)
	return len(items) == 1 && p.g.item(items[0]).Kind == ledger.Text && p.nums == 0 && p.text == 0 && !p.mentionsText()
}

// passage takes in one row of a letter, else its sentences one by one. It says false
// when nothing is reported there.
func (g *gathered) passage(r row, units []ledger.UnitID) bool {
	q := g.p.passage(r.text, units)
	if q.silent() {
		return false
	}
	sentences := q.sentencesOf(r)
	if len(sentences) > 1 {
		if sub, ok := q.report(); ok && sub.Outcome == Apply && !q.mentionsText() {
			sentences = nil
		}
	}
	if len(sentences) < 2 {
		g.read(q, r)
		return true
	}
	for _, s := range sentences {
		if q := g.p.passage(s.text, units); !q.silent() {
			g.read(q, s)
		}
	}
	return true
}

// passage reads a part of a letter as its unit's own words.
func (p *parse) passage(s string, units []ledger.UnitID) *parse {
	q := p.lex(s)
	if len(units) == 1 && (len(q.toks) == 0 || !q.toks[0].is(cUnit)) { // 耒阳日报 inside a row is no unit
		q = p.lex(p.g.plan.UnitName(units[0]) + " " + s)
	}
	return q
}

// silent tells whether a row of a letter reports nothing: whom it addresses, a
// heading, who signs and when. What says that something was done, or was not, is
// no heading.
func (p *parse) silent() bool {
	if p.nums > 0 || p.hasTitle() || p.mentionsText() {
		return false
	}
	told := p.has&(cNeg|cZero|cPlan) != 0 || p.has&cStage != 0 && (strings.ContainsAny(p.s, "已了") || p.has&cMediaEnd != 0)
	return p.has&cItem == 0 || !told
}

// mentionsText tells whether an item that is told in words stands there with its words.
func (p *parse) mentionsText() bool { return p.textItem() >= 0 }

// textItem finds an item that is told in words, and its words after it.
func (p *parse) textItem() int {
	for i := range p.toks {
		t := &p.toks[i]
		if t.is(cItem) && len(t.w.items) == 1 && p.g.item(t.w.items[0]).Kind == ledger.Text && letters1(p.rest(i)) > 3 {
			return i
		}
	}
	return -1
}

// tells tells whether words begin with such an item: what follows belongs to it.
func (p *parse) tells(s string) bool {
	const enough = 120 // bytes: no more stands before the words of an item
	if len(s) > enough {
		s = strings.ToValidUTF8(s[:enough], "")
	}
	q := p.lex(s)
	i := q.textItem()
	return i >= 0 && q.lead(i)
}

// about1 is the unit that a letter is about: not the one that it addresses, nor one
// that only names a newspaper or a road.
func (p *parse) about1() (units []ledger.UnitID, doubt *token) {
	r := &reporter{parse: p}
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cUnit) {
			continue
		}
		if c, end := r.nameRun(i); c != 0 && end > i+1 {
			continue
		}
		id, ok := p.unitOf(t)
		if !ok {
			return units, t
		}
		if !containsID(units, id) {
			units = append(units, id)
		}
	}
	if len(units) > 1 {
		units = slices.DeleteFunc(units, func(id ledger.UnitID) bool {
			u, _ := p.g.plan.Unit(id)
			return u.Kind == ledger.City
		})
	}
	return units, nil
}

// sentencesOf parts a row at full stops and semicolons, and where a letter counts its
// matters: 如下:一、…. What is told in words goes on to the end of the row.
func (p *parse) sentencesOf(r row) []row {
	var out []row
	at := 0
	add := func(to int) {
		s := r.text[at:to]
		if t := strings.TrimLeft(s, " "); strings.Trim(t, " 。;") != "" {
			out = append(out, row{strings.TrimRight(t, " 。;"), r.at + at + len(s) - len(t)})
		}
		at = to
	}
	for i, c := range r.text {
		end := i + len(string(c))
		switch l := (lexer{s: r.text[end:]}); {
		case c == '。', c == ';', c == ':' && end < len(r.text) && l.listMark(0) > 0:
		default:
			continue
		}
		if !p.tells(r.text[at:]) {
			add(end)
		}
	}
	add(len(r.text))
	return unmarked(out)
}
