package store

import "go.etcd.io/bbolt"

// The file is mapped, and the kernel maps sixteen pages around each one that is
// read: a bot that is asked a lot, or that walks its whole history for a report,
// would soon have all of the file in its resident memory, however large that is.
// Therefore the pages are let go after every so many accesses, and after a copy.

// letGoAfter is the number of accesses: a dozen chat lines, or a thousand
// entries read in a row.
const letGoAfter = 1024

// touched counts an access in a running transaction.
func (tx *Tx) touched() {
	if tx.db.accesses.Add(1)%letGoAfter == 0 {
		letGo(tx.db.bolt, tx.bucket.Tx().Size())
	}
}

// Rest lets go of what is mapped of the file, for when there is nothing to do.
func (db *DB) Rest() {
	_ = db.bolt.View(func(b *bbolt.Tx) error { // closed: nothing to let go
		letGo(db.bolt, b.Size())
		return nil
	})
}
