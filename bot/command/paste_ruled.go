package command

import (
	"slices"
	"strings"
)

// This file knows tables that were not pasted from a sheet: with bars, as of chat
// windows and markdown, with commas, and with as many words in each row.

// ruled puts tabs between the cells of such a table.
func (p *parse) ruled(rows []row) ([]row, bool) {
	bars := 0
	for _, r := range rows {
		if strings.Contains(r.text, "|") {
			bars++
		}
	}
	if bars > 1 {
		var out []row
		for _, r := range rows {
			if strings.Trim(r.text, "|-: ") != "" {
				out = append(out, tabbed(r, strings.Split(strings.Trim(r.text, "| "), "|")))
			}
		}
		return out, len(out) > 1
	}
	for _, part := range [...]func(string) []string{strings.Fields, commas} {
		if out, ok := p.even(rows, part); ok {
			return out, true
		}
	}
	return rows, false
}

func commas(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == ',' || c == ';' })
}

func tabbed(r row, cells []string) row {
	for i, c := range cells {
		cells[i] = strings.Trim(c, " \"")
	}
	return row{strings.Join(cells, "\t"), r.at}
}

// even tells whether the rows have the same number of cells under a head of items.
func (p *parse) even(rows []row, part func(string) []string) ([]row, bool) {
	var out []row
	n := len(part(rows[0].text))
	for _, r := range rows {
		cells := part(r.text)
		if n < 2 || len(cells) != n {
			return nil, false
		}
		out = append(out, tabbed(r, cells))
	}
	var t table
	return out, p.columnsOf(&t, strings.Split(out[0].text, "\t")) && p.lex(rows[1].text).nums > 0 &&
		!slices.ContainsFunc(rows[1:], func(r row) bool { return p.lex(r.text).has&cItem != 0 })
}
