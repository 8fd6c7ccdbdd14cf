package store

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// The keys of messages seen are hashes: put in its place at once, nearly every one
// would cost a page that nothing else is written to. So they are held back, over the
// file in memory and in a log of rows like the redo log; a row has what was recent when
// all else was put in its place.
//
// When there are many, as many go to their places as have come, in the order of their
// keys, the next ones after those that went the time before: then several share a
// page. After a round all that was there when it began is in its place, and the rows
// that had it are dropped. A closed file has nothing that is held back.

// heldKind are the keys that are held back.
const (
	heldKind   = kSeen
	heldPrefix = string(rune(heldKind))
)

// heldMost is how many are. They take about two megabytes.
const heldMost = 8192

// heldBucket is the name of the bucket that has the log of what is held back from a
// campaign's bucket.
func heldBucket(name []byte) []byte { return besides(heldLogs, name) }

// held is what is held back. Like a version it never changes once it was committed.
type held struct {
	layer
	row uint64 // the last one
	// A round goes on behind the key at; with none, another one begins. It began when
	// began was the last row.
	at    string
	began uint64
}

// lies is the layer that lies over the file.
func (h *held) lies() *layer {
	if h == nil {
		return nil
	}
	return &h.layer
}

// with is what is held, and what a layer has of the kind.
func (h *held) with(l *layer) *held {
	next := &held{layer: newLayer()}
	if h != nil {
		*next = *h
		next.Map = *h.Copy()
	}
	l.Ascend(heldPrefix, func(k string, raw []byte) bool {
		if k[0] != heldKind {
			return false
		}
		next.set(k, raw)
		return true
	})
	return next
}

// hold keeps back what a layer has of the kind, and puts in its place what is too much.
func (db *DB) hold(tx *Tx, h *held, l *layer) (*held, error) {
	if !l.may([]byte(heldPrefix)) {
		return h, nil
	}
	next := h.with(l)
	next.row++
	rw, name := tx.bucket.Tx(), heldBucket(db.name)
	if err := db.row.log(rw, name, next.row, l, heldPrefix); err != nil {
		return nil, err
	}
	if more := next.Len() - db.options.mostHeld(); more > 0 && next.goOn(tx, more) {
		if err := dropRows(rw, name, next.began); err != nil {
			return nil, err
		}
	}
	return next, tx.err
}

// goOn puts the next few keys of the round in their place; true: it is over.
func (h *held) goOn(tx *Tx, few int) (over bool) {
	if h.at == "" {
		h.began = h.row
	}
	var went []string
	h.Ascend(h.at, func(k string, raw []byte) bool {
		if len(went) == few {
			return false
		}
		tx.place(k, raw)
		went = append(went, k)
		return tx.err == nil
	})
	for _, k := range went {
		h.Delete(k)
		h.at = k
	}
	if over = len(went) < few; over {
		h.at = ""
	}
	return over
}

// dropRows removes the rows of a log up to one.
func dropRows(b *bbolt.Tx, name []byte, last uint64) error {
	log := b.Bucket(name)
	if log == nil {
		return nil
	}
	var keys [][]byte // removing them would confuse who walks them
	c := log.Cursor()
	for k, _ := c.First(); len(k) >= seqLen && binary.BigEndian.Uint64(k) <= last; k, _ = c.Next() {
		keys = append(keys, k)
	}
	for _, k := range keys {
		if err := log.Delete(k); err != nil {
			return fmt.Errorf("store: redo log: %w", err)
		}
	}
	return nil
}
