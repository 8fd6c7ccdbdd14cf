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
)

// ordered is a zip whose entries come in the order of their names: the library
// writes streamed sheets in the random order of a map, and the same dossier must
// give the same bytes. Entries are kept compressed: the sheet with every line of a
// year is large. Nothing is written before all entries are whole.
type ordered struct {
	out     io.Writer
	entries map[string]*entry
	// rows are poured into the sheets that are still without them, by name.
	rows map[string]func(io.Writer) error
	err  error
}

// entry is one file of the zip.
type entry struct {
	packed pieces
	pack   *flate.Writer
	sum    uint32
	size   uint64
	rows   func(io.Writer) error
	of     *ordered
}

// Write packs more of the file, and its rows in their place.
func (e *entry) Write(b []byte) (int, error) {
	end := bytes.Index(b, rowsTo)
	if e.rows == nil || end < 0 {
		return e.put(b)
	}
	pour := e.rows
	e.rows = nil
	n, err := e.put(b[:end])
	if err == nil {
		err = pour(packer(e.put))
	}
	if err != nil {
		e.of.err = err
		return n, err
	}
	more, err := e.put(b[end:])
	return n + more, err
}

// pieces are bytes that grow without being moved: a buffer in one piece needs three
// times its size while it grows.
type pieces [][]byte

// Write adds bytes.
func (p *pieces) Write(b []byte) (int, error) {
	const size = 64 << 10
	n := len(b)
	for len(b) > 0 {
		last := len(*p) - 1
		if last < 0 || len((*p)[last]) == size {
			*p = append(*p, make([]byte, 0, size))
			last++
		}
		more := min(size-len((*p)[last]), len(b))
		(*p)[last] = append((*p)[last], b[:more]...)
		b = b[more:]
	}
	return n, nil
}

func (p *pieces) size() (n uint64) {
	for _, piece := range *p {
		n += uint64(len(piece))
	}
	return n
}

// packer is a function that writes.
type packer func([]byte) (int, error)

func (p packer) Write(b []byte) (int, error) { return p(b) }

func (e *entry) put(b []byte) (int, error) {
	n, err := e.pack.Write(b)
	e.sum = crc32.Update(e.sum, crc32.IEEETable, b[:n])
	e.size += uint64(n)
	return n, err
}

// Create keeps what is written until Close.
func (o *ordered) Create(name string) (io.Writer, error) {
	e := &entry{rows: o.rows[name], of: o}
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
	for name := range o.rows {
		if e := o.entries[name]; o.err == nil && (e == nil || e.rows != nil) {
			o.err = errCount
		}
	}
	if o.err != nil {
		return o.err
	}
	z := zip.NewWriter(o.out)
	for _, name := range slices.Sorted(maps.Keys(o.entries)) {
		e := o.entries[name]
		if e.pack != nil {
			if err := e.end(); err != nil {
				return err
			}
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: e.sum,
			CompressedSize64: e.packed.size(), UncompressedSize64: e.size})
		if err != nil {
			return err
		}
		for _, piece := range e.packed {
			if _, err := w.Write(piece); err != nil {
				return err
			}
		}
	}
	return z.Close()
}
