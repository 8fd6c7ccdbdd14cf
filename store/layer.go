package store

import (
	"github.com/tidwall/btree"
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
