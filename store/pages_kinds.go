package store

import (
	"bytes"
	"math"
)

// branch checks a page of ways down, and goes those within reach.
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

// leaf checks a page of keys and values, and hands them on.
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
