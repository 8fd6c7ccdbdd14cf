package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"pufabot/bot/ledger"
)

// Tx is one transaction, valid only inside the function that it was given to and
// only on that goroutine.
//
// Its methods return values and no errors. The first failure (a damaged value,
// an error of the disk) sticks: from then on reads give nothing, writes do
// nothing, and the whole Update or View fails with that error. So no decision
// made on missing data is ever committed.
type Tx struct {
	db       *DB
	bucket   *bbolt.Bucket
	name     []byte // of the bucket
	now      time.Time
	counters *counters
	err      error

	countersChanged bool
	// wrote: something has been written, tried to be, or will be at the end.
	wrote bool
}

func (db *DB) begin(b *bbolt.Tx) *Tx {
	tx := &Tx{db: db, name: db.name, now: db.options.Now()}
	if err := db.proof.known(); err != nil {
		tx.fail(err)
		return tx
	}
	tx.bucket = b.Bucket(db.name)
	if tx.bucket == nil {
		tx.fail(fmt.Errorf("%w: the campaign is gone", ErrCorrupt))
		return tx
	}
	// Most keys are appended at the end of their kind: full pages instead of half-full ones.
	tx.bucket.FillPercent = 0.9
	return tx
}

// next is for the next function that shares the commit: it goes on from the
// counters as this one leaves them.
func (tx *Tx) next() *Tx {
	n := *tx
	n.now, n.wrote = tx.db.options.Now(), false
	return &n
}

// finish writes what the transaction has kept to itself and gives its error.
func (tx *Tx) finish() error {
	if tx.countersChanged {
		tx.putJSON(countersKey, tx.counters)
	}
	return tx.err
}

// Now is the one time of this transaction, from the clock given to [Open].
func (tx *Tx) Now() time.Time { return tx.now }

// Plan is the plan that the store was opened with.
func (tx *Tx) Plan() *ledger.Plan { return tx.db.options.Plan }

// Err is the error that sticks, for loops that want to stop early.
func (tx *Tx) Err() error { return tx.err }

func (tx *Tx) fail(err error) {
	if tx.err == nil {
		tx.err = err
	}
}

func (tx *Tx) corrupt(what string, args ...any) {
	tx.fail(fmt.Errorf("%w: "+what, append([]any{ErrCorrupt}, args...)...))
}

func (tx *Tx) misuse(what string, args ...any) {
	tx.fail(fmt.Errorf("%w: "+what, append([]any{ErrMisuse}, args...)...))
}

// raw gives the bytes at rest under a key. They die with the transaction.
func (tx *Tx) raw(key []byte) []byte {
	if tx.prove(key, key); tx.err != nil {
		return nil
	}
	tx.touched()
	return tx.bucket.Get(key)
}

// seek gives a cursor and the first key that is not before the prefix; all that
// have the prefix are proved.
func (tx *Tx) seek(prefix []byte) (c *bbolt.Cursor, key, raw []byte) {
	if tx.prove(prefix, after(prefix)); tx.err != nil {
		return nil, nil, nil
	}
	c = tx.bucket.Cursor()
	key, raw = c.Seek(prefix)
	return c, key, raw
}

// notBefore gives the first key that is not before another.
func (tx *Tx) notBefore(from []byte) []byte {
	if tx.prove(from, from); tx.err != nil {
		return nil
	}
	k, _ := tx.bucket.Cursor().Seek(from)
	return k
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
	if tx.prove(key, key); tx.err != nil {
		return nil
	}
	tx.wrote = true
	raw = seal(tx.name, key, body...)
	if err := tx.bucket.Put(key, raw); err != nil {
		tx.fail(fmt.Errorf("store: write %s: %w", kindOf(key), err))
	}
	return raw
}

func (tx *Tx) drop(key []byte) {
	if tx.prove(key, key); tx.err != nil {
		return
	}
	tx.wrote = true
	if err := tx.bucket.Delete(key); err != nil {
		tx.fail(fmt.Errorf("store: delete %s: %w", kindOf(key), err))
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

func (tx *Tx) putJSON(key []byte, v any) (raw []byte) { return tx.put(key, tx.encode(key, v)) }

func (tx *Tx) encode(key []byte, v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		tx.misuse("value of %s cannot be encoded", kindOf(key))
	}
	return body
}

// scan visits the keys with a prefix, in order. The function must not write.
func (tx *Tx) scan(prefix []byte, fn func(key, body []byte) bool) {
	if tx.err != nil {
		return
	}
	for c, k, raw := tx.seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, raw = c.Next() {
		tx.touched()
		body, err := unseal(tx.name, k, raw)
		if err != nil {
			tx.fail(err)
			return
		}
		if !fn(k, body) || tx.err != nil {
			return
		}
	}
}

// last gives the greatest key with a prefix.
func (tx *Tx) last(prefix []byte) (key, body []byte, ok bool) {
	end := after(prefix)
	if tx.prove(end, end); tx.err != nil || end == nil {
		return nil, nil, false
	}
	c := tx.bucket.Cursor()
	var raw []byte
	k, _ := c.Seek(end)
	if k == nil {
		k, raw = c.Last()
	} else {
		k, raw = c.Prev()
	}
	if k == nil || !bytes.HasPrefix(k, prefix) {
		return nil, nil, false
	}
	body, err := unseal(tx.name, k, raw)
	if err != nil {
		tx.fail(err)
		return nil, nil, false
	}
	return k, body, true
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
