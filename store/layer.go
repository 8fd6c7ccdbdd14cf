package store

import (
	"bytes"

	"github.com/tidwall/btree"
	"go.etcd.io/bbolt"
)

// layer is what transactions have written and the file does not have yet, lying over
// it: the bytes at rest by key, none for a key that is gone.
type layer struct{ btree.Map[string, []byte] }

// written is one entry of a layer before it was written, for taking it back.
type written struct {
	key string
	old []byte
	had bool
}

// set writes into the layer of this transaction.
func (tx *Tx) set(key, raw []byte) {
	k := string(key)
	old, had := tx.top.Set(k, raw)
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

// layers are those of this transaction with anything in them, the newest first.
func (tx *Tx) layers() []*layer {
	var out []*layer
	for _, l := range []*layer{tx.top, tx.under} {
		if l != nil && l.Len() > 0 {
			out = append(out, l)
		}
	}
	return out
}

// laid gives the bytes at rest under a key as the layers have them; false: they know
// nothing of it.
func (tx *Tx) laid(key []byte) (raw []byte, ok bool) {
	if tx.top != nil {
		if raw, ok = tx.top.Get(string(key)); ok {
			return raw, true
		}
	}
	if tx.under != nil {
		return tx.under.Get(string(key))
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

// walk visits keys and their bytes at rest in order, those of the file and over them
// those of the layers, until fn gives false. What it is going to touch must have been
// proved. fn must not write.
func (tx *Tx) walk(w way, at []byte, fn func(key, raw []byte) bool) {
	c := tx.bucket.Cursor()
	key, raw := w.file(c, at)
	layers := tx.layers()
	if len(layers) == 0 {
		for ; key != nil && fn(key, raw); key, raw = w.next(c) {
		}
		return
	}
	laid := make([]btree.MapIter[string, []byte], len(layers))
	more := make([]bool, len(layers))
	for i, l := range layers {
		laid[i] = l.Iter()
		more[i] = w.laid(&laid[i], string(at))
	}
	for {
		from := -1 // which layer has the next key; none: the file
		for i := range laid {
			if !more[i] {
				continue
			}
			if k := laid[i].Key(); from >= 0 && w.first(k, laid[from].Key()) ||
				from < 0 && (key == nil || k == string(key) || w.first(k, string(key))) {
				from = i
			}
		}
		if from < 0 {
			if key == nil || !fn(key, raw) {
				return
			}
			key, raw = w.next(c)
			continue
		}
		k, value := laid[from].Key(), laid[from].Value()
		if key != nil && k == string(key) {
			key, raw = w.next(c)
		}
		for i := range laid {
			if more[i] && laid[i].Key() == k {
				more[i] = w.step(&laid[i])
			}
		}
		if value != nil && !fn([]byte(k), value) {
			return
		}
	}
}

// put writes a layer into the file's own transaction.
func (l *layer) put(tx *Tx) {
	l.Scan(func(k string, raw []byte) bool {
		key := []byte(k)
		if tx.prove(key, key); tx.err != nil {
			return false
		}
		if raw == nil {
			tx.storing(key, tx.bucket.Delete(key))
		} else {
			tx.storing(key, tx.bucket.Put(key, raw))
		}
		return tx.err == nil
	})
}

// keysUnder visits the keys with a prefix in order; fn must not write.
func (tx *Tx) keysUnder(prefix []byte, fn func(key, raw []byte) bool) {
	if tx.prove(prefix, after(prefix)); tx.err != nil {
		return
	}
	tx.walk(upwards, prefix, func(key, raw []byte) bool {
		if !bytes.HasPrefix(key, prefix) {
			return false
		}
		tx.touched()
		return fn(key, raw) && tx.err == nil
	})
}
