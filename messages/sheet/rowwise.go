package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"

	"github.com/xuri/excelize/v2"
)

// The rows of a list are made while the workbook is written, a stretch at a time,
// and go into the packed file at once: the journal of a long year is many times as
// large as all memory that the bot should need. The library's own writer would hold
// thirty megabytes of it, and put the rest, everybody's words, into a temporary
// file in plain text. So it writes the sheet without its rows, and the rows in small
// workbooks of their own, out of which they are cut.

// stretch is how many rows are made at once.
const stretch = 500

// mostListed is how many rows a spreadsheet can have below the head.
const mostListed = excelize.TotalRows - headRow

var (
	rowsFrom = []byte("<sheetData>")
	rowsTo   = []byte("</sheetData>")

	errTooMany = errors.New("sheet: more rows than a spreadsheet can have")
	errCount   = errors.New("sheet: other rows than were announced")
)

// row is one row in the library's terms.
type row struct {
	cells  []any
	height float64
}

// pour writes rows as they stand in a sheet, from a row number on. There must be
// as many as were announced: filters and print areas say how many there are.
func pour(w io.Writer, from, count int, rows iter.Seq[row]) error {
	next, stop := iter.Pull(rows)
	defer stop()
	for done := 0; done < count; done += stretch {
		n := min(stretch, count-done)
		packed, err := cut(from+done, n, next)
		if err != nil {
			return err
		}
		if _, err := w.Write(packed); err != nil {
			return err
		}
	}
	if _, more := next(); more {
		return errCount
	}
	return nil
}

// cut makes a small workbook of n rows and cuts them out of it.
func cut(from, n int, next func() (row, bool)) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter(firstSheet)
	if err != nil {
		return nil, err
	}
	for i := range n {
		r, ok := next()
		if !ok {
			return nil, errCount
		}
		if err := w.SetRow(at(1, from+i), r.cells, excelize.RowOpts{Height: r.height}); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var only pick
	f.ZipWriter = func(io.Writer) excelize.ZipWriter { return &only }
	if _, err := f.WriteToBuffer(); err != nil {
		return nil, err
	}
	_, rest, found := bytes.Cut(only.sheet.Bytes(), rowsFrom)
	end := bytes.LastIndex(rest, rowsTo)
	if !found || end < 0 {
		return nil, errCount
	}
	return rest[:end], nil
}

// pick keeps the first sheet of a workbook and drops all else.
type pick struct{ sheet bytes.Buffer }

// Create gives the place for an entry.
func (p *pick) Create(name string) (io.Writer, error) {
	if name == sheetPath(1) {
		return &p.sheet, nil
	}
	return io.Discard, nil
}

// AddFS is never called for workbooks.
func (p *pick) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close has nothing to do.
func (p *pick) Close() error { return nil }

// sheetPath is where the library puts a sheet.
func sheetPath(id int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", id) }

// later has the rows of a sheet poured in when the sheet is written.
func (b *book) later(name string, pour func(io.Writer) error) {
	for id, n := range b.GetSheetMap() {
		if n == name {
			b.rows[sheetPath(id)] = pour
		}
	}
}
