package picture

import (
	"cmp"
	"slices"

	"pufabot/messages/dossier"
)

// The limits of a page and of a series.
const (
	rowsPerPage = 60
	maxPages    = 4
)

// page is what comes on one picture.
type page struct {
	tables   []dossier.Table
	n, of    int
	note     int // units that are shown when not all are; 0: all
	allUnits int
}

// paginate spreads the tables' rows over pages.
func paginate(tables []dossier.Table) []page {
	var pages []page
	room, all, drawn := 0, 0, 0
	for _, t := range tables {
		all += len(t.Rows)
		t.Rows = neediest(t.Rows)
		drawn += len(t.Rows)
		for len(t.Rows) > 0 {
			if room == 0 {
				pages, room = append(pages, page{}), rowsPerPage
			}
			n := min(room, len(t.Rows))
			part := t
			part.Rows, t.Rows = t.Rows[:n], t.Rows[n:]
			last := &pages[len(pages)-1]
			last.tables = append(last.tables, part)
			room -= n
		}
	}
	if len(pages) == 0 {
		pages = []page{{}}
	}
	for i := range pages {
		pages[i].n, pages[i].of, pages[i].allUnits = i+1, len(pages), all
		if drawn < all {
			pages[i].note = drawn
		}
	}
	return pages
}

// shown is how many rows of a table are shown at most.
func shown(rows int) int { return min(rows, rowsPerPage*maxPages) }

// neediest are all rows or, of too many, those that owe most, longest overdue first.
func neediest(rows []dossier.Row) []dossier.Row {
	n := shown(len(rows))
	if n == len(rows) {
		return rows
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b dossier.Row) int {
		return cmp.Or(b.Overdue-a.Overdue, (b.Owed-b.Done)-(a.Owed-a.Done))
	})
	return rows[:n]
}
