package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// ordered is a zip whose entries come in the order of their names: the library
// writes streamed sheets in the random order of a map, and the same dossier must
// give the same bytes.
type ordered struct {
	out     io.Writer
	entries map[string]*bytes.Buffer
}

func newOrdered(w io.Writer) excelize.ZipWriter {
	return &ordered{out: w, entries: map[string]*bytes.Buffer{}}
}

// Create keeps what is written until Close.
func (o *ordered) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	o.entries[name] = b
	return b, nil
}

// AddFS is never called for workbooks.
func (o *ordered) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes everything.
func (o *ordered) Close() error {
	z := zip.NewWriter(o.out)
	for _, name := range slices.Sorted(maps.Keys(o.entries)) {
		w, err := z.Create(name)
		if err != nil {
			return err
		}
		if _, err := o.entries[name].WriteTo(w); err != nil {
			return err
		}
	}
	return z.Close()
}
