package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"pufabot/messages"
)

// What is read of a workbook that somebody sent; it may be made to harm.
const (
	mostRows    = 200
	mostColumns = 40
	mostBytes   = 12 << 10
	unzipped    = 8 << 20
)

var flat = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// Page is one sheet of a workbook as it would be pasted: cells between tabs, as they
// are shown.
type Page struct{ Name, Rows string }

// Rows reads the sheets of a workbook that have any cells. It gives an error for what
// is no workbook, and for one too large to be a list of units.
func Rows(r io.Reader) (pages []Page, err error) {
	defer func() {
		if p := recover(); p != nil { // a hostile file must not take the bot with it
			pages, err = nil, fmt.Errorf("sheet: unreadable")
		}
	}()
	book, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: unzipped, UnzipXMLSizeLimit: unzipped})
	if err != nil {
		return nil, fmt.Errorf("sheet: %w", err)
	}
	defer func() { _ = book.Close() }()
	left := mostBytes
	for _, name := range book.GetSheetList() {
		text, err := rows(book, name)
		if left -= len(text); err != nil || left < 0 {
			return nil, cmp.Or(err, errTooLarge)
		}
		if text != "" {
			pages = append(pages, Page{name, text})
		}
	}
	return pages, nil
}

var errTooLarge = errors.New("sheet: too large")

func rows(book *excelize.File, name string) (string, error) {
	it, err := book.Rows(name)
	if err != nil {
		return "", fmt.Errorf("sheet: %w", err)
	}
	defer func() { _ = it.Close() }()
	var b strings.Builder
	for n := 0; it.Next(); n++ {
		cells, err := it.Columns()
		if err != nil {
			return "", fmt.Errorf("sheet: %w", err)
		}
		if n >= mostRows || len(cells) > mostColumns {
			return "", errTooLarge
		}
		for i, c := range cells {
			if c == "" && unsolved(book, name, i, n) {
				c = messages.NoResult()
			}
			cells[i] = strings.TrimSpace(flat.Replace(c))
		}
		row := strings.TrimRight(strings.Join(cells, "\t"), "\t")
		if row == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(row)
		if b.Len() > mostBytes {
			return "", errTooLarge
		}
	}
	return b.String(), it.Error()
}

// unsolved tells whether a cell has a formula whose result was not saved with it.
func unsolved(book *excelize.File, name string, column, row int) bool {
	cell, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return false
	}
	formula, err := book.GetCellFormula(name, cell)
	return err == nil && formula != ""
}
