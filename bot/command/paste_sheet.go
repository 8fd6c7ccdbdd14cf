package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// table is what was pasted as rows and columns: a head names the items, each row is
// a unit's; or, turned, the head names the units.
type table struct {
	cells   [][]string
	spans   [][]row // where each cell was read
	data    int     // the first row of data
	columns []*parse
	left    []string // heads of the columns that are not read
}

// sheet reads rows and columns.
func (p *parse) sheet(rows []row) (Reading, bool) {
	if p.wholeRows(rows) {
		return Reading{}, false
	}
	t := grid(rows)
	if !p.head(&t) {
		t = t.turned()
		if !p.head(&t) {
			return Reading{}, false
		}
	}
	if ask := p.sumsOff(&t); ask != nil {
		ask.Table = true
		return *ask, true
	}
	out := p.gather()
	out.Columns = t.left
	for i := t.data; i < len(t.cells); i++ {
		if stop := out.line(&t, i); stop != nil {
			stop.Table = true
			return *stop, true
		}
	}
	r, ok := out.done()
	r.Table = true
	return r, ok
}

// wholeRows tells whether each row names its unit, item and figure itself, so that there
// is no head: 耒阳, 征文, 2.
func (p *parse) wholeRows(rows []row) bool {
	for _, r := range rows {
		if q := p.lex(strings.ReplaceAll(r.text, "\t", " ")); q.has&cUnit == 0 || q.has&cItem == 0 || q.nums != 1 {
			return false
		}
	}
	return true
}

// line takes in one row of a table. A reading back means that the table ends with it.
func (g *gathered) line(t *table, i int) *Reading {
	cells, p := t.cells[i], g.p
	if slices.ContainsFunc(cells, func(c string) bool { return sumRows[c] }) {
		return nil
	}
	whole := row{strings.TrimSpace(strings.Join(cells, " ")), t.spans[i][0].at}
	unit, figures := "", false
	for k, c := range cells {
		q := p.lex(c)
		figures = figures || q.nums > 0 && k < len(t.columns) && t.columns[k] != nil
		if q.has&cUnit == 0 || q.nums > 0 {
			continue
		}
		switch units, doubt := q.unitsIn(0, len(q.toks)); {
		case doubt != nil:
			ask := p.whose(t.spans[i][k], q, doubt)
			if g.misses(whole, ask) {
				return &ask
			}
			return nil
		case unit == "" && len(units) == 1:
			unit = c
		}
	}
	if unit == "" && p.c.Role == ledger.Coordinator {
		ask := Reading{Outcome: Ask, Question: Question{Code: AskUnit, Quote: whole.text}}
		if figures && g.misses(whole, ask) {
			return &ask
		}
		return nil
	}
	before := len(g.Acts)
	for k, c := range cells {
		if k >= len(t.columns) || t.columns[k] == nil || strings.Trim(c, "-/无空—") == "" {
			continue
		}
		if stop := g.cell(row{strings.TrimSpace(unit + " " + t.columns[k].s + " " + c), t.spans[i][k].at}, t.spans[i][k]); stop != nil {
			return stop
		}
	}
	if len(g.Acts) > before {
		g.rows++
	}
	return nil
}

// cell reads one figure under its head.
func (g *gathered) cell(c, from row) *Reading {
	sub, ok := g.p.lex(c.text).report()
	if !ok || !slices.ContainsFunc(sub.Acts, Act.Reporting) {
		if trouble := g.p.rowUnclear(c); g.misses(c, trouble) {
			return &trouble
		}
		return nil
	}
	if sub.Outcome == Confirm && sub.Question.Code != AskResidue && sub.Question.Code != AskNotOwed {
		g.Question = sub.Question
	}
	for _, a := range sub.Acts {
		if a.Reporting() {
			a.Span = Span{from.at, from.at + len(from.text)}
			g.Acts = append(g.Acts, a)
		}
	}
	return nil
}

// sumRows begin rows that only add up the others.
var sumRows = set("合计 总计 小计 共计 全市合计 全市总计 合计数")

// grid parts rows into cells, all rows of one length.
func grid(rows []row) table {
	var t table
	width := 0
	for _, r := range rows {
		cells := strings.Split(r.text, "\t")
		width = max(width, len(cells))
		t.cells = append(t.cells, cells)
	}
	for i := range t.cells {
		for k := range t.cells[i] {
			t.cells[i][k] = strings.TrimSpace(t.cells[i][k])
		}
		t.cells[i] = append(t.cells[i], make([]string, width-len(t.cells[i]))...)
		t.spans = append(t.spans, slices.Repeat([]row{rows[i]}, width))
	}
	return t
}

// turned has the rows as columns.
func (t table) turned() table {
	var out table
	for k := range t.cells[0] {
		var cells []string
		var spans []row
		for i := range t.cells {
			cells, spans = append(cells, t.cells[i][k]), append(spans, t.spans[i][k])
		}
		out.cells, out.spans = append(out.cells, cells), append(out.spans, spans)
	}
	return out
}
