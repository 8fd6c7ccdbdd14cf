package store

import "go.etcd.io/bbolt"

// The file is mapped, and the kernel maps sixteen pages around each one that is
// read: a bot that is asked a lot, or that walks its whole history for a report,
// would soon have all of the file in its resident memory, however large that is.
// Therefore the pages are let go when they have become many, and after a copy. Not
// earlier: every line needs some of them again, and each costs a fault then.

const (
	// lookAfter is the number of accesses between two looks at how many there are: a
	// dozen chat lines, or a thousand entries read in a row.
	lookAfter = 1024
	// mappedMore is how much may be mapped, in bytes, beyond what was left the last time
	// that pages were let go: that was the program itself, and other files.
	mappedMore = 10 << 20
	// othersMost is how much of the latter is taken as given. When there is more (a copy is
	// being made), the pages are let go at every look.
	othersMost = 20 << 20
)

// touched counts an access in a running transaction.
func (tx *Tx) touched() {
	if tx.db.accesses.Add(1)%lookAfter == 0 {
		tx.db.spare(tx.bucket.Tx())
	}
}

// spare lets go of what is mapped of the file if there is too much, or nobody can tell.
func (db *DB) spare(b *bbolt.Tx) {
	if n, ok := mapped(); ok && n <= min(db.mappedLeast.Load(), othersMost)+mappedMore {
		return
	}
	letGo(db.bolt, b.Size())
	left, _ := mapped()
	db.mappedLeast.Store(left)
}

// Rest lets go of what is mapped of the file, for when there is nothing to do.
func (db *DB) Rest() {
	_ = db.bolt.View(func(b *bbolt.Tx) error { // closed: nothing to let go
		letGo(db.bolt, b.Size())
		return nil
	})
}
