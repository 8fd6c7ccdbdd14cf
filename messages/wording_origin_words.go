package messages

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"pufabot/bot/ledger"
)

// WordsOf are the original words of a record: what was typed, else the rows of a
// workbook; of several rows the one with the record's figure.
func WordsOf(text, quote string, r ledger.Record, u ledger.Unit, it ledger.Item) string {
	switch {
	case text == "" && quote == "":
		return "（发来文件）"
	case text == "":
		text = quote
	case strings.Contains(quote, "\t"): // the workbook that came with the words
		text += "\n" + quote
	}
	return rowOf(text, r, u, it)
}

// rowOf is the row with a record's figure: the one that names most of its unit, item,
// words and figure; of equals the first after the unit's name. A figure that no row
// has was worked out from others, so the row with figures of the item comes first,
// before one that only has the unit's name in it. One line stays as it is.
func rowOf(words string, r ledger.Record, u ledger.Unit, it ledger.Item) string {
	if !strings.Contains(words, "\n") {
		return words
	}
	units := append([]string{u.Name}, u.Aliases...)
	units = append(units, u.Typos...)
	if r := []rune(u.Name); len(r) > 2 {
		units = append(units, string(r[:len(r)-1]))
	}
	items := append([]string{it.Name}, it.Aliases...)
	if r := []rune(it.Name); len(r) > 2 { // 答题 for 专项答题
		items = append(items, string(r[len(r)-2:]))
	}
	told := append(slices.Clone(r.Titles), r.Text, r.Type)
	best, most, under := "", -1, false
	rows := strings.Split(words, "\n")
	derived := r.Value > 0 && !slices.ContainsFunc(rows, func(row string) bool { return containsOneOf(row, told) || containsFigure(row, r.Value) })
	for _, row := range rows {
		n := 0
		named := containsOneOf(row, units)
		if named {
			n += 3
		}
		if containsOneOf(row, items) {
			n += 2
			if derived && containsMeasured(row, it.Measure) {
				n += 2
			}
		}
		if containsOneOf(row, told) || containsFigure(row, r.Value) {
			n += 2
		}
		if n > most || n == most && named && !under {
			best, most = row, n
		}
		under = under || named
	}
	return strings.TrimSpace(best)
}

func containsOneOf(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w != "" && strings.Contains(s, w) })
}

// containsFigure tells whether a row has a figure, not as a part of a longer one.
func containsFigure(row string, n int) bool {
	row = norm.NFKC.String(row)
	fields := strings.FieldsFunc(row, func(c rune) bool { return c < '0' || c > '9' })
	return slices.Contains(fields, strconv.Itoa(n))
}

// containsMeasured tells whether a row has a figure with its measure word, 170人.
func containsMeasured(row, measure string) bool {
	row = norm.NFKC.String(row)
	for part, rest, ok := strings.Cut(row, measure); ok && measure != ""; part, rest, ok = strings.Cut(rest, measure) {
		if part = strings.TrimSpace(part); part != "" && part[len(part)-1] >= '0' && part[len(part)-1] <= '9' {
			return true
		}
	}
	return false
}
