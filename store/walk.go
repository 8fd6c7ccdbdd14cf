package store

import (
	"bytes"

	"github.com/tidwall/btree"
	"go.etcd.io/bbolt"
)

// way is a direction in which keys are walked, and how a walk begins and goes on.
type way struct {
	file  func(c *bbolt.Cursor, at []byte) (key, raw []byte)
	next  func(c *bbolt.Cursor) (key, raw []byte)
	laid  func(it *btree.MapIter[string, []byte], at string) bool
	step  func(it *btree.MapIter[string, []byte]) bool
	first func(a, b string) bool // a comes before b
}

// upwards begins at the first key that is not before another.
var upwards = way{
	file:  (*bbolt.Cursor).Seek,
	next:  (*bbolt.Cursor).Next,
	laid:  (*btree.MapIter[string, []byte]).Seek,
	step:  (*btree.MapIter[string, []byte]).Next,
	first: func(a, b string) bool { return a < b },
}

// downwards begins at the last key that is before another.
var downwards = way{
	file: func(c *bbolt.Cursor, at []byte) (key, raw []byte) {
		if k, _ := c.Seek(at); k == nil {
			return c.Last()
		}
		return c.Prev()
	},
	next: (*bbolt.Cursor).Prev,
	laid: func(it *btree.MapIter[string, []byte], at string) bool {
		if !it.Seek(at) {
			return it.Last()
		}
		return it.Prev()
	},
	step:  (*btree.MapIter[string, []byte]).Prev,
	first: func(a, b string) bool { return a > b },
}

// place is where a walk stands in a layer.
type place struct {
	btree.MapIter[string, []byte]
	more bool
}

// walk visits keys and their bytes at rest in order, those of the file and over them
// those of the layers, until fn gives false; it must do so before a key that has not
// the prefix within. What it is going to touch must have been proved. fn must not write.
func (tx *Tx) walk(w way, at, within []byte, fn func(key, raw []byte) bool) {
	var c *bbolt.Cursor
	var key, raw []byte // the next one of the file
	if !tx.db.absent.knows(within) {
		c = tx.bucket.Cursor()
		key, raw = w.file(c, at)
	}
	over := make([]place, 0, 4) // of the newer layer first
	for _, l := range tx.layers() {
		if l.may(within) {
			p := place{MapIter: l.Iter()}
			p.more = w.laid(&p.MapIter, string(at))
			over = append(over, p)
		}
	}
	for {
		from := nearest(w, key, over)
		if from < 0 {
			if key == nil || !fn(key, raw) {
				return
			}
			key, raw = w.next(c)
			continue
		}
		k, value := over[from].Key(), over[from].Value()
		if key != nil && k == string(key) {
			key, raw = w.next(c)
		}
		for i := range over {
			if p := &over[i]; p.more && p.Key() == k {
				p.more = w.step(&p.MapIter)
			}
		}
		if value != nil && !fn([]byte(k), value) {
			return
		}
	}
}

// nearest is which layer has the next key of a walk, the newest where several have it;
// -1: only the file does.
func nearest(w way, key []byte, over []place) int {
	from := -1
	for i := range over {
		if !over[i].more {
			continue
		}
		k := over[i].Key()
		if from >= 0 && w.first(k, over[from].Key()) ||
			from < 0 && (key == nil || k == string(key) || w.first(k, string(key))) {
			from = i
		}
	}
	return from
}

// keysUnder visits the keys with a prefix in order; fn must not write.
func (tx *Tx) keysUnder(prefix []byte, fn func(key, raw []byte) bool) {
	if tx.prove(prefix, after(prefix)); tx.err != nil {
		return
	}
	tx.walk(upwards, prefix, prefix, func(key, raw []byte) bool {
		if !bytes.HasPrefix(key, prefix) {
			return false
		}
		tx.touched()
		return fn(key, raw) && tx.err == nil
	})
}
