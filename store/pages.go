package store

import (
	"encoding/binary"
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
