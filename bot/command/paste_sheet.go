package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// sheet reads rows and columns: a head row names the items, each row a unit.
func (p *parse) sheet(rows []row) (Reading, bool) {
	head := -1
	var columns []*parse
	for i, r := range rows {
		cols, n := p.headRow(r)
		if n > 0 {
			head, columns = i, cols
			break
		}
	}
	if head < 0 || head+1 >= len(rows) {
		return Reading{}, false
	}
	out := p.gather()
rows:
	for _, r := range rows[head+1:] {
		cells := strings.Split(r.text, "\t")
		first := p.lex(cells[0])
		if first.has&cUnit == 0 && first.has&cTotalCol != 0 {
			continue
		}
		unit := ""
		for _, c := range cells {
			if q := p.lex(c); q.has&cUnit != 0 && q.nums == 0 {
				if units, doubt := q.unitsIn(0, len(q.toks)); doubt != nil {
					if out.misses(r, q.askCity(doubt)) {
						return q.askCity(doubt), true
					}
					continue rows
				} else if unit == "" && len(units) == 1 {
					unit = c
				}
			}
		}
		if unit == "" && p.c.Role == ledger.Coordinator {
			if q := (Reading{Outcome: Ask, Question: Question{Code: AskUnit, Quote: r.text}}); out.misses(r, q) {
				return q, true
			}
			continue
		}
		before := len(out.Acts)
		for k, c := range cells {
			c = strings.TrimSpace(c)
			if k >= len(columns) || columns[k] == nil || c == "" || strings.Trim(c, "-/无空—") == "" {
				continue
			}
			q := p.lex(unit + " " + columns[k].s + " " + c)
			sub, ok := q.report()
			if !ok || sub.Outcome == Ask {
				cell := row{strings.TrimSpace(unit + " " + columns[k].s + " " + c), r.at}
				if out.misses(cell, p.rowUnclear(cell)) {
					return p.rowUnclear(cell), true
				}
				continue
			}
			if sub.Outcome == Confirm && sub.Question.Code != AskResidue && sub.Question.Code != AskNotOwed {
				out.Question = sub.Question
			}
			for _, a := range sub.Acts {
				if !a.Reporting() {
					continue
				}
				a.Span = Span{r.at, r.at + len(r.text)}
				out.Acts = append(out.Acts, a)
			}
		}
		if len(out.Acts) > before {
			out.rows++
		}
	}
	return out.done()
}

// headRow reads the items of a head row; a cell without one gives nil.
func (p *parse) headRow(r row) ([]*parse, int) {
	cells := strings.Split(r.text, "\t")
	if len(cells) < 2 {
		return nil, 0
	}
	out := make([]*parse, len(cells))
	n := 0
	for i, c := range cells {
		q := p.lex(strings.TrimSpace(c))
		if q.nums > 0 || q.has&cUnit != 0 {
			return nil, 0
		}
		if items := q.itemsIn(0, len(q.toks), false); len(items) == 1 {
			out[i] = q
			n++
		}
	}
	return out, n
}
