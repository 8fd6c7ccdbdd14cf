package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// ordered is a zip whose entries come in the order of their names: the library
// writes streamed sheets in the random order of a map, and the same dossier must
// give the same bytes. Entries are kept compressed: the sheet with every line of a
// year is large.
type ordered struct {
	out     io.Writer
	entries map[string]*entry
}

// entry is one file of the zip.
type entry struct {
	packed bytes.Buffer
	pack   *flate.Writer
	sum    uint32
	size   uint64
}

// Write packs more of the file.
func (e *entry) Write(b []byte) (int, error) {
	n, err := e.pack.Write(b)
	e.sum = crc32.Update(e.sum, crc32.IEEETable, b[:n])
	e.size += uint64(n)
	return n, err
}

func newOrdered(w io.Writer) excelize.ZipWriter {
	return &ordered{out: w, entries: map[string]*entry{}}
}

// Create keeps what is written until Close.
func (o *ordered) Create(name string) (io.Writer, error) {
	e := &entry{}
	var err error
	if e.pack, err = flate.NewWriter(&e.packed, flate.DefaultCompression); err != nil {
		return nil, err
	}
	o.entries[name] = e
	for _, other := range o.entries { // one is written after the other
		if other != e && other.pack != nil {
			if err := other.end(); err != nil {
				return nil, err
			}
		}
	}
	return e, nil
}

// end gives up the packer, which is large.
func (e *entry) end() error {
	err := e.pack.Close()
	e.pack = nil
	return err
}

// AddFS is never called for workbooks.
func (o *ordered) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes everything.
func (o *ordered) Close() error {
	z := zip.NewWriter(o.out)
	for _, name := range slices.Sorted(maps.Keys(o.entries)) {
		e := o.entries[name]
		if e.pack != nil {
			if err := e.end(); err != nil {
				return err
			}
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: e.sum,
			CompressedSize64: uint64(e.packed.Len()), UncompressedSize64: e.size})
		if err != nil {
			return err
		}
		if _, err := e.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return z.Close()
}
