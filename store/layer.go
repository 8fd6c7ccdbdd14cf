package store

import (
	"bytes"

	"github.com/tidwall/btree"
	"go.etcd.io/bbolt"
)

// layer is what transactions have written and the file does not have yet, lying over
// it: the bytes at rest by key, none for a key that is gone.
type layer struct {
	btree.Map[string, []byte]
	// kinds has a bit for each first letter that keys of the layer may have.
	kinds [4]uint64
}

func (l *layer) set(k string, raw []byte) (old []byte, had bool) {
	l.kinds[k[0]>>6] |= 1 << (k[0] & 63)
	return l.Set(k, raw)
}

// may tells whether the layer may have keys with a prefix; with none it is any key.
func (l *layer) may(prefix []byte) bool {
	if l == nil || len(prefix) == 0 {
		return l != nil && l.Len() > 0
	}
	return l.kinds[prefix[0]>>6]>>(prefix[0]&63)&1 == 1
}

// written is one entry of a layer before it was written, for taking it back.
type written struct {
	key string
	old []byte
	had bool
}

// set writes into the layer of this transaction.
func (tx *Tx) set(key, raw []byte) {
	k := string(key)
	if tx.wrote == nil {
		tx.wrote = make([]written, 0, 16)
	}
	old, had := tx.top.set(k, raw)
	tx.wrote = append(tx.wrote, written{k, old, had})
}

// takeBack leaves the layer as it was before this transaction.
func (tx *Tx) takeBack() {
	for i := len(tx.wrote) - 1; i >= 0; i-- {
		w := tx.wrote[i]
		if w.had {
			tx.top.Set(w.key, w.old)
		} else {
			tx.top.Delete(w.key)
		}
	}
	tx.wrote = nil
}

// layers are what lies over the file, the newest first.
func (tx *Tx) layers() [4]*layer { return [...]*layer{tx.top, tx.under, tx.recent, tx.held} }

// laid gives the bytes at rest under a key as the layers have them; false: they know
// nothing of it.
func (tx *Tx) laid(key []byte) (raw []byte, ok bool) {
	for _, l := range tx.layers() {
		if !l.may(key) {
			continue
		}
		if raw, ok = l.Get(string(key)); ok {
			return raw, true
		}
	}
	return nil, false
}

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

// put writes a layer in its place in the file's own transaction, but for the keys of
// a kind; 0: for none.
func (l *layer) put(tx *Tx, but byte) {
	l.Scan(func(k string, raw []byte) bool {
		if k[0] != but {
			tx.place(k, raw)
		}
		return tx.err == nil
	})
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
