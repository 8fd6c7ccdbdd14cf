package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What is read of a workbook that somebody sent; it may be made to harm.
const (
	mostRows    = 200
	mostColumns = 40
	mostBytes   = 12 << 10
	unzipped    = 8 << 20
)

var flat = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// Rows reads the first sheet of a workbook that has any cells, as rows pasted from
// it would be: cells between tabs, as they are shown. It gives an error for what is
// no workbook, and for one too large to be a list of units.
func Rows(r io.Reader) (text string, err error) {
	defer func() {
		if p := recover(); p != nil { // a hostile file must not take the bot with it
			text, err = "", fmt.Errorf("sheet: unreadable")
		}
	}()
	book, err := excelize.OpenReader(r, excelize.Options{UnzipSizeLimit: unzipped, UnzipXMLSizeLimit: unzipped})
	if err != nil {
		return "", fmt.Errorf("sheet: %w", err)
	}
	defer func() { _ = book.Close() }()
	for _, name := range book.GetSheetList() {
		text, err := rows(book, name)
		if err != nil || text != "" {
			return text, err
		}
	}
	return "", nil
}

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
			return "", fmt.Errorf("sheet: too large")
		}
		for i, c := range cells {
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
			return "", fmt.Errorf("sheet: too large")
		}
	}
	return b.String(), it.Error()
}
