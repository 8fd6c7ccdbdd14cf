package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
)

// bbolt maps the file into memory and trusts what it finds there: a damaged page
// makes it panic, answer wrongly, or kills the process. So the pages are walked
// here first, with plain reads that check every bound. The layout is that of
// bbolt's data file, version 2.
const (
	boltMagic    = 0xED0CDAED
	boltVersion  = 2
	pageHead     = 16 // id 8, flags 2, count 2, overflow 4
	elementLen   = 16
	metaLen      = 64
	bucketHead   = 16 // root 8, sequence 8
	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10
	flagBucket   = 0x01 // of a leaf element
	noFreelist   = math.MaxUint64
	maxDepth     = 40
)

var native = binary.NativeEndian

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

// pageWalk visits every page that the newest commit can reach.
type pageWalk struct {
	r    io.ReaderAt
	meta boltMeta
	// value gets every key and value with the name of its bucket; they are valid
	// only during the call.
	value func(bucket, key, raw []byte)
	// problem gets what is wrong; the walk goes on beside it.
	problem func(what string, args ...any)
	// shallow leaves out the buckets that have pages of their own.
	shallow bool
	reach   reach
	// left is the key to go on from, when the pages of the reach were not enough.
	left []byte

	seen    *pageSet // nil: a part of the file, where a page may be met again
	team    *team    // nil: alone
	pages   int
	buffers [maxDepth + 1][]byte
}

// reach bounds a walk; the zero reach is everything.
type reach struct {
	from, to []byte // the keys; nil: from the first, to the last
	wide     bool   // the leaves beside them, too
	pages    int    // stop after about so many; 0: never
}

// side says which way a walk goes on when it only looks at the edge of a subtree.
type side int8

const (
	leftmost  side = -1
	rightmost side = 1
)

func (w *pageWalk) run() {
	if w.seen == nil {
		w.seen = newPageSet(w.meta.high)
	}
	w.page(nil, w.meta.root, 0, nil, nil, 0)
	w.team.wait()
	if w.meta.freelist != noFreelist {
		w.freelist()
	}
}

// read gets a page with its overflow, once.
func (w *pageWalk) read(id uint64, depth int) ([]byte, bool) {
	if id < 2 || id >= w.meta.high || depth > maxDepth {
		w.problem("page %d out of range", id)
		return nil, false
	}
	size, from := w.meta.pageSize, int64(id)*w.meta.pageSize
	buf := w.buffers[depth]
	if int64(len(buf)) < size {
		buf = make([]byte, size)
	}
	w.buffers[depth] = buf
	if _, err := w.r.ReadAt(buf[:size], from); err != nil {
		w.problem("page %d cannot be read", id)
		return nil, false
	}
	pages := uint64(native.Uint32(buf[12:])) + 1
	if native.Uint64(buf) != id || id+pages > w.meta.high {
		w.problem("page %d says that it is another", id)
		return nil, false
	}
	for i := id; i < id+pages && w.seen != nil; i++ {
		if !w.seen.add(i) {
			w.problem("page %d is used twice", i)
			return nil, false
		}
	}
	w.pages += int(pages)
	if pages > 1 {
		if need := int64(pages) * size; int64(len(buf)) < need {
			buf = append(make([]byte, 0, need), buf[:size]...)[:need]
			w.buffers[depth] = buf
		}
		if _, err := w.r.ReadAt(buf[size:int64(pages)*size], from+size); err != nil {
			w.problem("page %d cannot be read", id)
			return nil, false
		}
	}
	return buf[:int64(pages)*size], true
}

// page walks a page of a bucket; its keys must lie in [low, high).
func (w *pageWalk) page(bucket []byte, id uint64, depth int, low, high []byte, edge side) {
	b, ok := w.read(id, depth)
	if !ok {
		return
	}
	switch flags := native.Uint16(b[8:]); flags {
	case flagLeaf:
		w.leaf(bucket, b, id, depth, low, high)
	case flagBranch:
		w.branch(bucket, b, id, depth, low, high, edge)
	default:
		w.problem("page %d has flags %#x", id, flags)
	}
}

func (w *pageWalk) branch(bucket, b []byte, id uint64, depth int, low, high []byte, edge side) {
	count := int(native.Uint16(b[10:]))
	if count == 0 || pageHead+count*elementLen > len(b) {
		w.problem("page %d has %d elements", id, count)
		return
	}
	key := func(i int) ([]byte, uint64, bool) {
		if i == count {
			return high, 0, true
		}
		e := pageHead + i*elementLen
		k, ok := within(b, e, int(native.Uint32(b[e:])), int(native.Uint32(b[e+4:])))
		return k, native.Uint64(b[e+8:]), ok
	}
	for i := range count { // all of them: a reader finds its way by them
		k, _, ok := key(i)
		next, _, nextOK := key(i + 1)
		if !ok || !nextOK || bytes.Compare(k, low) < 0 || next != nil && bytes.Compare(k, next) >= 0 {
			w.problem("page %d has a wrong key", id)
			return
		}
	}
	if e := pageHead + (count-1)*elementLen; w.wrongLength(b, id, e+int(native.Uint32(b[e:]))+int(native.Uint32(b[e+4:]))) {
		return
	}
	visit := func(i int, edge side) {
		k, child, _ := key(i)
		next, _, _ := key(i + 1)
		if w.team.wants(count, depth) {
			w.team.give(bucket, child, depth+1, k, next)
			return
		}
		w.page(bucket, child, depth+1, k, next, edge)
	}
	first, last := 0, count-1
	switch edge {
	case leftmost:
		last = first
	case rightmost:
		first = last
	default:
		for k, _, _ := key(first + 1); w.reach.from != nil && first < last && bytes.Compare(k, w.reach.from) <= 0; k, _, _ = key(first + 1) {
			first++
		}
		for k, _, _ := key(last); w.reach.to != nil && first < last && bytes.Compare(k, w.reach.to) > 0; k, _, _ = key(last) {
			last--
		}
		if w.reach.wide && first > 0 {
			visit(first-1, rightmost)
		}
		if w.reach.wide && last+1 < count {
			defer visit(last+1, leftmost)
		}
	}
	for i := first; i <= last && w.left == nil; i++ {
		if w.reach.pages > 0 && w.pages >= w.reach.pages {
			k, _, _ := key(i)
			w.left = bytes.Clone(k)
			return
		}
		visit(i, edge)
	}
}

func (w *pageWalk) leaf(bucket, b []byte, id uint64, depth int, low, high []byte) {
	count := int(native.Uint16(b[10:]))
	if pageHead+count*elementLen > len(b) {
		w.problem("page %d has %d elements", id, count)
		return
	}
	previous, end := low, pageHead
	for i := range count {
		e := pageHead + i*elementLen
		flags, pos := native.Uint32(b[e:]), int(native.Uint32(b[e+4:]))
		klen, vlen := int(native.Uint32(b[e+8:])), int(native.Uint32(b[e+12:]))
		both, ok := within(b, e, pos, klen+vlen)
		if !ok || klen == 0 || flags > flagBucket {
			w.problem("page %d has a wrong element", id)
			return
		}
		k, v := both[:klen], both[klen:]
		order := bytes.Compare(k, previous)
		if order < 0 || i > 0 && order == 0 || high != nil && bytes.Compare(k, high) >= 0 {
			w.problem("page %d has a wrong key", id)
			return
		}
		previous, end = k, e+pos+klen+vlen
		if flags == flagBucket {
			w.bucket(bucket, k, v, id, depth)
			continue
		}
		w.value(bucket, k, v)
	}
	w.wrongLength(b, id, end)
}

// bucket walks a bucket of the root, which is a page of its own, or lies inside the value.
func (w *pageWalk) bucket(parent, name, v []byte, id uint64, depth int) {
	if parent != nil || len(v) < bucketHead {
		w.problem("page %d has a wrong bucket", id)
		return
	}
	if root := native.Uint64(v); root != 0 {
		if !w.shallow {
			w.page(name, root, depth+1, nil, nil, 0)
		}
		return
	}
	inline := v[bucketHead:]
	if len(inline) < pageHead || native.Uint16(inline[8:]) != flagLeaf {
		w.problem("page %d has a wrong bucket", id)
		return
	}
	w.leaf(name, inline, id, depth, nil, nil)
}

// freelist checks a list of free pages, which files written by other tools have:
// a page that is in use and free would be overwritten.
func (w *pageWalk) freelist() {
	b, ok := w.read(w.meta.freelist, 0)
	if !ok {
		return
	}
	count, ids := uint64(native.Uint16(b[10:])), b[pageHead:]
	if count == math.MaxUint16 {
		count, ids = native.Uint64(ids), ids[8:]
	}
	if native.Uint16(b[8:]) != flagFreelist || count > uint64(len(ids)/8) {
		w.problem("the list of free pages is damaged")
		return
	}
	for i := range count {
		if id := native.Uint64(ids[8*i:]); id < 2 || id >= w.meta.high || w.seen.has(id) {
			w.problem("page %d is free and in use", id)
		}
	}
}

// wrongLength tells whether a page has other pages behind it than its elements need;
// they would be given free with it. end is where the last element's bytes end.
func (w *pageWalk) wrongLength(b []byte, id uint64, end int) bool {
	if wrong := (end-1)/int(w.meta.pageSize) != (len(b)-1)/int(w.meta.pageSize); wrong {
		w.problem("page %d has a wrong length", id)
		return true
	}
	return false
}

// within cuts length bytes at an offset from an element.
func within(b []byte, element, offset, length int) ([]byte, bool) {
	from := element + offset
	if offset < elementLen || length < 0 || from > len(b) || length > len(b)-from {
		return nil, false
	}
	return b[from : from+length], true
}
