package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// firstSheet is the name of the sheet that every new workbook has.
const firstSheet = "Sheet1"

// day is a date without a time of day.
type day struct{ ledger.Date }

var noon = ledger.Clock{}

// book is a workbook in the making.
type book struct {
	*excelize.File
	d      *dossier.Dossier
	from   *dossier.Reader // the history behind it
	styles map[look]int
	rows   map[string]func(io.Writer) error // of the lists, see rowwise.go
	err    error
}

// Write writes the whole workbook.
func Write(w io.Writer, d dossier.Dossier) error {
	names := messages.Sheets()
	return write(w, d, func(b *book) error {
		return b.all(append(b.supplements(names.Supplements), b.details(names.Details), b.missing(names.Missing),
			b.reviews(names.Reviews), b.reminders(names.Reminders), b.journal(names.Journal))...)
	})
}

// WriteFigures writes the sheets that the board may show to everybody: figures,
// and neither people nor their words.
func WriteFigures(w io.Writer, d dossier.Dossier) error {
	return write(w, d, func(b *book) error {
		const reminders = 2 // the last columns, which only a whole dossier can fill
		names := messages.Sheets()
		var lists []list
		for _, l := range b.supplements(names.Supplements) {
			lists = append(lists, l.first(figureColumns))
		}
		l := b.missing(names.Missing)
		return b.all(append(lists, l.first(len(l.columns)-reminders))...)
	})
}

// all writes the summaries, then lists.
func (b *book) all(lists ...list) error {
	if err := b.summaries(); err != nil {
		return err
	}
	for _, l := range lists {
		if err := b.list(l); err != nil {
			return err
		}
	}
	return nil
}

// write makes a workbook, fills it and writes it. The library's own first sheet
// has been renamed or is removed.
func write(w io.Writer, d dossier.Dossier, fill func(*book) error) error {
	b := &book{File: excelize.NewFile(), d: &d, from: d.Reader(), styles: map[look]int{}, rows: map[string]func(io.Writer) error{}}
	b.ZipWriter = func(io.Writer) excelize.ZipWriter {
		return &ordered{out: w, entries: map[string]*entry{}, rows: b.rows}
	}
	defer b.Close()
	if err := fill(b); err != nil {
		return err
	}
	if len(b.GetSheetList()) > 1 {
		if err := b.DeleteSheet(firstSheet); err != nil {
			return err
		}
	}
	if b.err != nil {
		return b.err
	}
	when := d.At.UTC().Format(time.RFC3339)
	if err := b.SetDocProps(&excelize.DocProperties{Title: d.Plan.Campaign.Title, Creator: messages.SheetCreator(),
		LastModifiedBy: messages.SheetCreator(), Created: when, Modified: when, Language: "zh-CN"}); err != nil {
		return err
	}
	_, err := b.WriteToBuffer() // which stays empty: the zip goes to w
	return err
}

// setup is what all sheets have: paper, print area, repeated rows, filter. Rows
// up to head are repeated on every page; the filter sits on the row head and
// reaches to filterTo.
func (b *book) setup(name string, columns, printed, rows, head, filterTo int) error {
	landscape, a4, fit, all := "landscape", 9, 1, 0
	top, side := 0.6, 0.4
	yes := true
	area := fmt.Sprintf("'%s'!$A$1:%s", name, absolute(printed, rows))
	for _, err := range []error{
		b.SetSheetDimension(name, "A1:"+at(columns, rows)), // what is written as a stream does not tell by itself
		b.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &fit, FitToHeight: &all}),
		b.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Top: &top, Bottom: &top, Left: &side, Right: &side, Horizontally: &yes}),
		b.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: messages.SheetFoot()}),
		b.AutoFilter(name, at(1, head)+":"+at(columns, filterTo), nil),
		b.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}), // after the filter, which forgets it
		b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: name}),
		b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", name, head), Scope: name}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func absolute(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row, true)
	if err != nil {
		panic(err)
	}
	return name
}

// freeze keeps rows and columns in sight.
func freeze(rows, columns int) *excelize.Panes {
	return &excelize.Panes{Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: at(columns+1, rows+1), ActivePane: "bottomRight"}
}

// clean takes out what XML cannot carry; line breaks stay, and between the cells of a
// pasted row stands a space, or its figures would run into each other.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if r != '\n' && unicode.IsControl(r) || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, s)
}
