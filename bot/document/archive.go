package document

import (
	"archive/zip"
	"errors"
	"io"
	"math"
	"strings"
)

const (
	maxEntries   = 4096    // of a zip file that is looked into
	maxDirectory = 1 << 20 // bytes that are read to learn of them
)

// openZip reads the directory of a zip file; nil: there is none, or one of a length
// that no document has.
func openZip(r io.ReaderAt, size int64) *zip.Reader {
	f := &frugal{r, maxDirectory}
	z, err := zip.NewReader(f, size)
	if err != nil || len(z.File) > maxEntries {
		return nil
	}
	f.left = math.MaxInt64
	return z
}

// part reads the beginning of one part of a package, however much it inflates to.
func part(z *zip.Reader, name string, most int64) io.Reader {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			break
		}
		return io.LimitReader(r, most) // the reader holds nothing that needs closing
	}
	return strings.NewReader("")
}

// frugal gives so many bytes, and then no more: a directory says itself how long it
// is, and every entry takes several times its size in memory.
type frugal struct {
	io.ReaderAt
	left int64
}

var errFrugal = errors.New("document: more than is worth reading")

func (f *frugal) ReadAt(p []byte, off int64) (int, error) {
	if f.left -= int64(len(p)); f.left < 0 {
		return 0, errFrugal
	}
	return f.ReaderAt.ReadAt(p, off)
}
