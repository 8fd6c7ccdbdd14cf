package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"pufabot/messages"
)

// list is a sheet with a title, a row of column names and rows below them.
type list struct {
	name, title string
	columns     []string
	widths      []float64
	// unprinted is how many of the last columns are for the screen only.
	unprinted int
	// rows are made when they are written; count says beforehand how many there are.
	rows  iter.Seq[[]any]
	count int
}

// of gives a list rows that are few.
func (l *list) of(rows [][]any) {
	l.rows, l.count = slices.Values(rows), len(rows)
}

// Rows of a list sheet: the title, the column names, then the data.
const (
	titleRow = 1
	headRow  = 2
)

// list writes one list sheet. Cells may be nil, string, int or time.Time.
func (b *book) list(l list) error {
	if l.count > mostListed {
		return errTooMany
	}
	if _, err := b.NewSheet(l.name); err != nil {
		return err
	}
	last := max(l.count, 1) + headRow
	if err := b.setup(l.name, len(l.columns), len(l.columns)-l.unprinted, last, headRow, last); err != nil {
		return err
	}
	w, err := b.NewStreamWriter(l.name)
	if err != nil {
		return err
	}
	for i, width := range l.widths[:len(l.columns)] {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(freeze(headRow, 1)); err != nil {
		return err
	}
	if err := b.title(w, l.title, len(l.columns)-l.unprinted); err != nil {
		return err
	}
	head := make([]any, len(l.columns))
	for i, name := range l.columns {
		head[i] = excelize.Cell{StyleID: b.style(head1), Value: name}
	}
	if err := w.SetRow(at(1, headRow), head, excelize.RowOpts{Height: 24}); err != nil {
		return err
	}
	if l.count == 0 {
		if err := w.SetRow(at(1, headRow+1), []any{excelize.Cell{StyleID: b.style(text), Value: messages.SheetNothing()}}); err != nil {
			return err
		}
	}
	if l.count > 0 {
		for _, l := range []look{text, short, instant, date, number} { // no style can be made later
			b.style(l)
		}
		b.later(l.name, func(w io.Writer) error {
			return errors.Join(pour(w, headRow+1, l.count, b.looked(l)), b.from.Err())
		})
	}
	return w.Flush()
}

// looked are the rows of a list in the library's terms.
func (b *book) looked(l list) iter.Seq[row] {
	return func(yield func(row) bool) {
		for cells := range l.rows {
			if !yield(row{b.cells(cells, l.widths), l.height(cells)}) {
				return
			}
		}
	}
}

// title is the merged first row.
func (b *book) title(w *excelize.StreamWriter, words string, columns int) error {
	if err := w.MergeCell(at(1, titleRow), at(columns, titleRow)); err != nil {
		return err
	}
	return w.SetRow(at(1, titleRow), []any{excelize.Cell{StyleID: b.style(title), Value: words}}, excelize.RowOpts{Height: 34})
}

// height is what the longest of a row's texts needs, since not every program
// makes room for wrapped lines by itself. What is not printed takes one line: on
// paper the room would stand empty.
func (l list) height(row []any) float64 {
	const line, most = 15.5, 400
	lines := 1
	for i, v := range row {
		s, ok := v.(string)
		if !ok {
			continue
		}
		n := 0
		for part := range strings.SplitSeq(s, "\n") {
			n += 1 + int((textWidth(part)-1)/(l.widths[i]-1.5))
		}
		if i >= len(l.columns)-l.unprinted {
			n = 1
		}
		lines = max(lines, n)
	}
	return min(line*float64(lines)+2, most)
}

// textWidth is in half-width characters, as columns are.
func textWidth(s string) float64 {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return float64(max(n, 1))
}

// cells gives each value the look of its type; words in narrow columns are centred.
func (b *book) cells(row []any, widths []float64) []any {
	const narrow = 14
	out := make([]any, len(row))
	for i, v := range row {
		text := text
		if widths[i] <= narrow {
			text = short
		}
		switch v := v.(type) {
		case nil:
			out[i] = excelize.Cell{StyleID: b.style(text)}
		case time.Time:
			if v.IsZero() {
				out[i] = excelize.Cell{StyleID: b.style(text)}
			} else {
				out[i] = excelize.Cell{StyleID: b.style(instant), Value: wall(v)}
			}
		case day:
			if v.IsZero() {
				out[i] = excelize.Cell{StyleID: b.style(text)}
			} else {
				out[i] = excelize.Cell{StyleID: b.style(date), Value: v.At(noon, time.UTC)}
			}
		case int:
			out[i] = excelize.Cell{StyleID: b.style(number), Value: v}
		case string:
			out[i] = excelize.Cell{StyleID: b.style(text), Value: clean(v)}
		default:
			panic(fmt.Sprintf("sheet: a cell of %T", v)) // the lists are made in this package
		}
	}
	return out
}

// wall is the instant as its own zone's clock shows it: spreadsheets know no zones.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil { // only for columns and rows that no sheet has
		panic(err)
	}
	return name
}
