package command

import (
	"slices"
	"strings"
)

// This file holds the row of sums in what was pasted to what it adds up: where the
// two differ, a figure is wrong somewhere, and nobody knows which.

// sumsOff asks about the first column of a table whose sum is not that of its rows.
// Several rows of sums are taken to be of parts.
func (p *parse) sumsOff(t *table) *Reading {
	sums := -1
	for i := t.data; i < len(t.cells); i++ {
		if !slices.ContainsFunc(t.cells[i], func(c string) bool { return sumRows[c] }) {
			continue
		}
		if sums >= 0 {
			return nil
		}
		sums = i
	}
	if sums < 0 {
		return nil
	}
	for k, head := range t.columns {
		if head == nil || k >= len(t.cells[sums]) {
			continue
		}
		want, ok := p.exact(t.cells[sums][k])
		sum := 0
		for i := t.data; ok && i < len(t.cells); i++ {
			if i == sums || t.cells[i][k] == "" {
				continue
			}
			var n int
			n, ok = p.exact(t.cells[i][k])
			sum += n
		}
		if ok && sum != want {
			return p.askSum(head, t.spans[sums][k], sum, want)
		}
	}
	return nil
}

// exact is the figure in a cell; ok is false where it is none that can be added up.
func (p *parse) exact(cell string) (n int, ok bool) {
	if strings.Trim(cell, "-/无空—") == "" {
		return 0, cell != ""
	}
	q := p.lex(cell)
	for i := range q.toks {
		switch t := &q.toks[i]; {
		case t.kind == kNum && !ok && t.num.odd == fine && !t.num.frac && !t.num.approx:
			n, ok = t.num.value, true
		case t.kind == kSep, t.is(cMeasure):
		default:
			return 0, false
		}
	}
	return n, ok
}

func (p *parse) askSum(head *parse, from row, sum, want int) *Reading {
	r := Reading{Outcome: Ask, Question: Question{Code: AskSum, Quote: strings.Join(strings.Fields(from.text), " "), Value: sum, Other: want}}
	r.Question.Item = p.g.item(head.itemsIn(0, len(head.toks), false)[0]).ID
	return &r
}

// sumRow tells whether a row of a list gives the sum of the others: 合计7篇, 一共7.
func (p *parse) sumRow() bool {
	if len(p.toks) == 0 || p.has&(cUnit|cItem) != 0 || !p.toks[0].is(cTotal) {
		return false
	}
	_, ok := p.exact(p.sumOf())
	return ok || p.toks[0].is(cTotalCol) // of several columns
}

// sumOf is a row of a sum without the word that says so.
func (p *parse) sumOf() string { return strings.TrimLeft(p.s[p.toks[0].end:], ": 是") }

// listSumOff asks about the sum under a list of units with one item.
func (g *gathered) listSumOff(q *parse, r row) *Reading {
	sum, item := 0, g.Acts[len(g.Acts)-1].Item
	want, ok := q.exact(q.sumOf())
	for _, a := range g.Acts {
		if !a.Reporting() {
			continue
		}
		ok = ok && a.Item == item && a.HasValue && a.standing() && !a.Approx
		sum += a.Value
	}
	if !ok || sum == want || g.first != nil {
		return nil
	}
	ask := Reading{Outcome: Ask, Question: Question{Code: AskSum, Quote: r.text, Item: item, Value: sum, Other: want}}
	return &ask
}
