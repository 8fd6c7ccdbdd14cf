package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"pufabot/bot/plainjson"
)

// raw gives the bytes at rest under a key. They die with the transaction.
func (tx *Tx) raw(key []byte) []byte {
	if tx.err != nil {
		return nil
	}
	if raw, ok := tx.laid(key); ok {
		return raw
	}
	if tx.db.absent.knows(key) {
		return nil
	}
	if tx.prove(key, key); tx.err != nil {
		return nil
	}
	tx.touched()
	if tx.cursor == nil {
		tx.cursor = tx.bucket.Cursor()
	}
	if k, raw := tx.cursor.Seek(key); bytes.Equal(k, key) {
		return raw
	}
	return nil
}

// notBefore gives the first key that is not before another.
func (tx *Tx) notBefore(from []byte) (key []byte) {
	if tx.prove(from, from); tx.err != nil {
		return nil
	}
	tx.walk(upwards, from, nil, func(k, _ []byte) bool { key = k; return false })
	return key
}

// get gives the body under a key. It dies with the transaction: decode or copy it.
func (tx *Tx) get(key []byte) ([]byte, bool) {
	if tx.err != nil {
		return nil, false
	}
	raw := tx.raw(key)
	if raw == nil {
		return nil, false
	}
	body, err := unseal(tx.name, key, raw)
	if err != nil {
		tx.fail(err)
		return nil, false
	}
	return body, true
}

// put writes a body, which may come in parts, and gives the bytes at rest: they must
// not be changed.
func (tx *Tx) put(key []byte, body ...[]byte) (raw []byte) {
	if tx.writable(); tx.err != nil {
		return nil
	}
	raw = seal(tx.name, key, body...)
	if len(key) > bbolt.MaxKeySize || len(raw) > bbolt.MaxValueSize {
		tx.misuse("%s is too large", kindOf(key))
		return nil
	}
	tx.set(key, raw)
	return raw
}

func (tx *Tx) drop(key []byte) {
	if tx.writable(); tx.err == nil {
		tx.set(key, nil)
	}
}

// writable fails a transaction that must only read.
func (tx *Tx) writable() {
	if tx.top == nil {
		tx.misuse("writing in a view")
	}
}

// place writes the bytes at rest under a key into the file, none to take it away.
func (tx *Tx) place(k string, raw []byte) {
	key := []byte(k)
	if tx.prove(key, key); tx.err != nil {
		return
	}
	var err error
	if raw == nil {
		err = tx.bucket.Delete(key)
	} else {
		tx.db.absent.ends(key)
		err = tx.bucket.Put(key, raw)
	}
	if err != nil {
		tx.fail(fmt.Errorf("store: write %s: %w", kindOf(key), err))
	}
}

func (tx *Tx) getJSON(key []byte, v any) bool {
	body, ok := tx.get(key)
	return ok && tx.decode(key, body, v)
}

func (tx *Tx) decode(key, body []byte, v any) bool {
	if err := json.Unmarshal(body, v); err != nil {
		tx.corrupt("body of %s", kindOf(key)) // the decoder's own words may quote the value
		return false
	}
	return true
}

func (tx *Tx) putJSON(key []byte, v any) (raw []byte) {
	tx.encode(key, v, func(body []byte) { raw = tx.put(key, body) })
	return raw
}

// encode gives the body of a value to a function, and takes it back.
func (tx *Tx) encode(key []byte, v any, fn func(body []byte)) {
	w := writers.Get().(*plainjson.Writer)
	defer writers.Put(w)
	if w.Out, w.Err = w.Out[:0], nil; !encode(w, v) {
		tx.misuse("value of %s cannot be encoded", kindOf(key))
		return
	}
	fn(w.Out)
}

// scan visits the keys with a prefix, in order. The function must not write.
func (tx *Tx) scan(prefix []byte, fn func(key, body []byte) bool) {
	tx.keysUnder(prefix, func(key, raw []byte) bool {
		body, err := unseal(tx.name, key, raw)
		if err != nil {
			tx.fail(err)
			return false
		}
		return fn(key, body)
	})
}

// last gives the greatest key with a prefix.
func (tx *Tx) last(prefix []byte) (key, body []byte, ok bool) {
	end := after(prefix)
	if tx.prove(end, end); tx.err != nil || end == nil {
		return nil, nil, false
	}
	tx.walk(downwards, end, prefix, func(k, raw []byte) bool {
		if !bytes.HasPrefix(k, prefix) {
			return false
		}
		var err error
		if body, err = unseal(tx.name, k, raw); err != nil {
			tx.fail(err)
		}
		key = k
		return false
	})
	return key, body, key != nil && tx.err == nil
}

// after is the least key greater than all keys with the prefix.
func after(prefix []byte) []byte {
	end := bytes.Clone(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}
