package store

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
)

// boltMeta is what a meta page says.
type boltMeta struct {
	pageSize             int64
	root, freelist, high uint64 // high: the first page id never used
	txid                 uint64
}

// parseMeta reads a meta page and tells whether it is whole; it never is when
// magic is false.
func parseMeta(b []byte) (m boltMeta, magic, whole bool) {
	if len(b) < pageHead+metaLen {
		return m, false, false
	}
	b = b[pageHead : pageHead+metaLen]
	magic = native.Uint32(b) == boltMagic
	h := fnv.New64a()
	h.Write(b[:metaLen-8])
	whole = magic && native.Uint32(b[4:]) == boltVersion && native.Uint64(b[metaLen-8:]) == h.Sum64()
	m = boltMeta{pageSize: int64(native.Uint32(b[8:])), root: native.Uint64(b[16:]), freelist: native.Uint64(b[32:]),
		high: native.Uint64(b[40:]), txid: native.Uint64(b[48:])}
	return m, magic, whole
}

// readMeta finds the newer whole meta page. one says that the other page is damaged.
func readMeta(r io.ReaderAt, size int64) (best boltMeta, one bool, err error) {
	head := make([]byte, pageHead+metaLen)
	at := func(pos int64) (boltMeta, bool, bool) {
		n, err := r.ReadAt(head, pos)
		if err != nil && !errors.Is(err, io.EOF) {
			n = 0
		}
		return parseMeta(head[:n])
	}
	m0, magic, whole0 := at(0)
	if whole0 {
		best = m0
		m1, _, whole1 := at(m0.pageSize)
		if whole1 && m1.txid > m0.txid {
			best = m1
		}
		one = !whole1
	} else {
		for p := int64(1024); p <= 1<<24 && p < size; p *= 2 {
			m1, magic1, whole1 := at(p)
			magic = magic || magic1
			if whole1 && m1.pageSize == p {
				best, one = m1, true
				break
			}
		}
	}
	switch {
	case best.pageSize == 0 && !magic:
		return best, one, ErrForeign
	case best.pageSize == 0 && size < 1<<13:
		return best, one, ErrTruncated
	case best.pageSize == 0:
		return best, one, fmt.Errorf("%w: both meta pages", ErrCorrupt)
	case best.pageSize < 1024 || best.pageSize&(best.pageSize-1) != 0 || best.high > math.MaxInt64/uint64(best.pageSize):
		return best, one, fmt.Errorf("%w: meta page", ErrCorrupt)
	case size < max(best.pageSize*int64(best.high), 4*best.pageSize):
		return best, one, ErrTruncated
	}
	return best, one, nil
}
