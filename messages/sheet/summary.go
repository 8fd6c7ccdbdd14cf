package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Rows of a summary: title, time and legend, items, due days, then the units.
const (
	noteRow   = 2
	itemRow   = 3
	dueRow    = 4
	unitWidth = 14
	itemWidth = 12
	doneWidth = 9
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
	wide := max(columns, 8) // room for the title and the legend
	last := dueRow + len(t.Rows)
	if err := b.setup(name, columns, wide, last+2, dueRow, last); err != nil {
		return err
	}
	w, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for _, err := range []error{w.SetColWidth(1, 1, unitWidth), w.SetColWidth(2, columns-1, itemWidth), w.SetColWidth(columns, columns, doneWidth),
		w.SetPanes(freeze(dueRow, 1)), b.title(w, messages.SheetTitle(b.d.Plan, name), wide), b.notes(w, wide),
		b.table(w, t), b.proof(w, last+2, wide)} {
		if err != nil {
			return err
		}
	}
	return w.Flush()
}

// notes is the line below the title: the time, and what the signs mean.
func (b *book) notes(w *excelize.StreamWriter, columns int) error {
	words := []string{messages.SheetTime(b.d.At)}
	if len(b.d.Frozen) > 0 {
		words = append(words, messages.SheetFrozen(b.d.Frozen[0].Frozen.Cut))
	}
	words = append(words, messages.SummaryCells().Legend)
	for _, m := range messages.BoardMarks() {
		sign := signs[m.Class]
		if sign == "" {
			sign = m.Symbol
		}
		words = append(words, sign+" "+m.Name)
	}
	return b.noteLine(w, noteRow, columns, strings.Join(words, "　"))
}

// proof ties the workbook to the journal that it was made from.
func (b *book) proof(w *excelize.StreamWriter, row, columns int) error {
	if len(b.d.Proof) == 0 { // a glance, without the journal
		return nil
	}
	return b.noteLine(w, row, columns, messages.SheetProof(len(b.d.Lines), b.d.Proof))
}

func (b *book) noteLine(w *excelize.StreamWriter, row, columns int, words string) error {
	if err := w.MergeCell(at(1, row), at(columns, row)); err != nil {
		return err
	}
	return w.SetRow(at(1, row), []any{excelize.Cell{StyleID: b.style(note), Value: words}}, excelize.RowOpts{Height: 20})
}

// table writes the items, their due days, the units and the totals.
func (b *book) table(w *excelize.StreamWriter, t dossier.Table) error {
	words := messages.SummaryCells()
	head, due := []any{b.cell(head1, words.Unit)}, []any{b.cell(head1, words.Due)}
	sums := []any{b.cell(total, words.Total)}
	done, owed := 0, 0
	for _, c := range t.Columns {
		head = append(head, b.cell(head1, fmt.Sprintf("%s（%s）", c.Name, c.Measure)))
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
