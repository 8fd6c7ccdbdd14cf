package sheet

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Rows of a summary: title, time, legend, items, due days, then the units.
const (
	noteRow   = 2
	legendRow = 3
	itemRow   = 4
	dueRow    = 5
	unitWidth = 14
	itemWidth = 12 // at least
	doneWidth = 9
	// noteWidth is the least room for the title and the notes, so that few items do not make a narrow page.
	noteWidth = 84
)

// summaries writes a sheet for the counties and the city, and one for the sections.
func (b *book) summaries() error {
	names := messages.Sheets()
	tables := dossier.Tables(b.d.AsReported().Gaps, b.d.At)
	if len(tables) == 0 {
		tables = []dossier.Table{{}}
	}
	if err := b.SetSheetName(firstSheet, names.Summary); err != nil {
		return err
	}
	for i, t := range tables {
		name := names.Summary
		if i > 0 {
			name = names.Sections
			if _, err := b.NewSheet(name); err != nil {
				return err
			}
		}
		if err := b.summary(name, t); err != nil {
			return err
		}
	}
	return nil
}

// summary writes one matrix.
func (b *book) summary(name string, t dossier.Table) error {
	columns := len(t.Columns) + 2
	item := float64(itemWidth)
	for _, c := range t.Columns {
		item = max(item, textWidth(c.Name)+3)
	}
	width := unitWidth + item*float64(len(t.Columns)) + doneWidth
	wide := columns
	for ; width < noteWidth; wide++ { // empty columns beside the table
		width += itemWidth
	}
	last := dueRow + len(t.Rows)
	if err := b.setup(name, columns, wide, last+2, dueRow, last); err != nil {
		return err
	}
	w, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for _, err := range []error{w.SetColWidth(1, 1, unitWidth), w.SetColWidth(2, max(columns-1, 2), item), w.SetColWidth(columns, columns, doneWidth),
		beside(w, columns+1, wide), w.SetPanes(freeze(dueRow, 1)), b.title(w, messages.SheetTitle(b.d.Plan, name), wide), b.notes(w, wide, width),
		b.table(w, t), b.proof(w, last+2, wide, width)} {
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

// beside makes room for the notes beside a narrow table.
func beside(w *excelize.StreamWriter, from, to int) error {
	if from > to {
		return nil
	}
	return w.SetColWidth(from, to, itemWidth)
}

// notes are the lines below the title: of which instant the figures are, and what the
// signs mean.
func (b *book) notes(w *excelize.StreamWriter, columns int, width float64) error {
	time := messages.SheetTime(b.d.At)
	if !b.d.Cut.IsZero() {
		time = messages.SheetFrozen(b.d.AsOf(ledger.Unit{}), len(b.d.Supplements()) > 0)
	}
	if err := b.noteLine(w, noteRow, columns, width, time); err != nil {
		return err
	}
	words := []string{messages.SummaryCells().Legend}
	for _, m := range messages.BoardMarks() {
		words = append(words, cmp.Or(signs[m.Class], m.Symbol)+" "+m.Name)
	}
	return b.noteLine(w, legendRow, columns, width, strings.Join(words, "　"))
}

// proof ties the workbook to the journal that it was made from.
func (b *book) proof(w *excelize.StreamWriter, row, columns int, width float64) error {
	if len(b.d.Proof) == 0 { // a glance, without the journal
		return nil
	}
	return b.noteLine(w, row, columns, width, messages.SheetProof(int(b.d.Lines), b.d.Proof))
}

// noteLine is a line across the sheet, as high as it needs to be: what does not fit
// would be cut on paper.
func (b *book) noteLine(w *excelize.StreamWriter, row, columns int, width float64, words string) error {
	if err := w.MergeCell(at(1, row), at(columns, row)); err != nil {
		return err
	}
	lines := 1 + int(textWidth(words)*1.05/width)
	return w.SetRow(at(1, row), []any{excelize.Cell{StyleID: b.style(note), Value: words}}, excelize.RowOpts{Height: 4 + 15*float64(lines)})
}

// table writes the items, their due days, the units and the totals.
func (b *book) table(w *excelize.StreamWriter, t dossier.Table) error {
	words := messages.SummaryCells()
	head, due := []any{b.cell(head1, words.Unit)}, []any{b.cell(head1, words.Due)}
	sums := []any{b.cell(total, words.Total)}
	done, owed := 0, 0
	for _, c := range t.Columns {
		head = append(head, b.cell(head1, fmt.Sprintf("%s\n（%s）", c.Name, c.Measure)))
		day := c.Due
		if c.Deadline.Soft {
			day += words.Soft
		}
		due = append(due, b.cell(head1, day))
		sums = append(sums, b.cell(look{kind: totalKind, about: c.Approx}, c.Total))
		done, owed = done+c.Done, owed+c.Owed
	}
	lines := [][]any{append(head, b.cell(head1, words.Done)), append(due, b.cell(head1, ""))}
	for _, r := range t.Rows {
		line := []any{b.cell(unit, clean(r.Name))}
		for _, c := range r.Cells {
			line = append(line, b.matrix(c))
		}
		lines = append(lines, append(line, b.cell(short, r.Share())))
	}
	for i, line := range append(lines, append(sums, b.cell(total, fmt.Sprintf("%d/%d", done, owed)))) {
		height := 22.0
		if i < 2 {
			height = 32
		}
		if err := w.SetRow(at(1, itemRow+i), line, excelize.RowOpts{Height: height}); err != nil {
			return err
		}
	}
	return nil
}

// matrix is one cell: a number where something was answered, a sign where not.
func (b *book) matrix(c dossier.Cell) excelize.Cell {
	l := look{kind: stateKind, class: c.Class, about: c.Approx}
	switch {
	case c.Class == "":
		return b.cell(l, nil)
	case c.Answered:
		return b.cell(l, c.Number)
	}
	return b.cell(l, signs[c.Class])
}

func (b *book) cell(l look, v any) excelize.Cell {
	return excelize.Cell{StyleID: b.style(l), Value: v}
}
