package store

import (
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
	bucket   *bbolt.Bucket // of the file
	cursor   *bbolt.Cursor // for single keys; nil: none was looked up
	name     []byte        // of the bucket
	now      time.Time
	counters *counters
	order    *Freeze // see [Tx.Freeze]; nil: not read yet
	bound    *bound  // see [Tx.ContactsOf]; nil: not read yet
	err      error

	countersChanged bool
	// top is the layer that this transaction writes into, nil where it must not write;
	// under is one that will be committed before; recent and held are committed already.
	top, under, recent, held *layer
	wrote                    []written
}

// begin is a transaction on the file and what lies over it.
func (db *DB) begin(b *bbolt.Tx, over *version) *Tx {
	tx := &Tx{db: db, name: db.name, now: db.options.Now()}
	if over != nil {
		tx.recent, tx.held = &over.layer, over.held.lies()
	}
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

// next is for the next function that writes into the same layer: it goes on from
// the counters as this one leaves them.
func (tx *Tx) next() *Tx {
	n := *tx
	n.now, n.wrote, n.countersChanged, n.bound = tx.db.options.Now(), nil, false, nil
	if tx.counters != nil {
		c := *tx.counters
		n.counters = &c
	}
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
