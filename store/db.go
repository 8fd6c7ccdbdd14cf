package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Options say for which campaign and with which clock a store is opened.
type Options struct {
	Plan   *ledger.Plan
	Routes Routes
	// Now is the one clock: every transaction reads it once, when it begins.
	Now func() time.Time

	proveFrom int64 // tests: from which size on a file is proved later; 0: [proveFrom]
	idle      bool  // tests: the background proves nothing
	recent    int   // tests: how many bytes may be recent; 0: [recentMost]
	held      int   // tests: how many keys are held back; 0: [heldMost]
	// commit is what tests do instead of a commit, for which they are given the true one.
	commit func(commit func() error) error
}

func (o Options) from() int64 {
	if o.proveFrom > 0 {
		return o.proveFrom
	}
	return proveFrom
}

func (o Options) most() int {
	if o.recent > 0 {
		return o.recent
	}
	return recentMost
}

func (o Options) mostHeld() int {
	if o.held > 0 {
		return o.held
	}
	return heldMost
}

// Routes are the ways out that the configuration knows.
type Routes struct {
	// Groups are the addresses of each group.
	Groups map[ledger.GroupID][]messages.Address
	// Private are the channels that can reach a person, in order of preference.
	Private []messages.Channel
	// Bound says through which channel a chat bound with 绑定群 is reached, per
	// platform; a platform that is absent cannot be reached. Nil: the usual ones.
	Bound map[ledger.Platform]messages.Channel
}

// DB is an open store, safe for concurrent use.
type DB struct {
	bolt    *bbolt.DB
	path    string
	name    []byte // of the campaign's bucket
	options Options
	tallies tallyMemo
	lately  latelyMemo
	warned  []Note
	group   group
	recent  recent
	absent  absent
	row     redoRow
	// accesses of all transactions, see resident.go.
	accesses    atomic.Int64
	mappedLeast atomic.Int64
	proof       *proof // nil: the file was read whole when it was opened
	unsure      unsure
}

// Update runs fn in a transaction and commits it. When it returns nil, everything
// that fn has written is on the disk. When it returns an error, nothing of it is,
// with one exception: a sync that failed ([ErrUnsure]) leaves open
// whether it was kept. Message keys and delivery keys make a repetition harmless.
//
// Updates that wait at the same time share a commit, see group.go. Therefore fn may
// be called more than once, on any goroutine, and what it leaves outside the
// transaction must come from its last call alone. An error or a panic of fn (which
// goes on in the caller) takes back what fn has written. fn must not call Update (it
// would wait for itself) and must do no network.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	return db.write(ctx, &job{fn: fn})
}

// DryRun runs fn on a consistent view in which it can write; nothing of it is kept.
func (db *DB) DryRun(fn func(*Tx) error) error {
	if err := db.unsure.known(); err != nil {
		return err
	}
	return db.view(fn, new(layer))
}

// View runs fn on a consistent, read-only view. Writing in it is an error.
// fn should be quick: a view that stays open keeps old pages from being reused.
func (db *DB) View(fn func(*Tx) error) error { return db.view(fn, nil) }

func (db *DB) view(fn func(*Tx) error, top *layer) (err error) {
	defer catchFault(&err)()
	b, over, err := db.snapshot()
	if err != nil {
		return err
	}
	defer rollback(b)
	tx := db.begin(b, over)
	tx.top = top
	return tx.run(fn)
}

// snapshot is the file and what lies over it, for who reads. He ends it with a rollback.
func (db *DB) snapshot() (*bbolt.Tx, *version, error) {
	for {
		b, err := db.bolt.Begin(false)
		if err != nil {
			return nil, nil, closed(err)
		}
		if over, ok := db.recent.at(b.ID()); ok {
			return b, over, nil
		}
		rollback(b) // two commits have overtaken us
	}
}

// rollback ends a transaction that has not been committed, after a panic too.
// bbolt's own Update would then scan the whole file for free pages.
func rollback(b *bbolt.Tx) { _ = b.Rollback() } // after a commit it has nothing to do, and says so

// run calls fn. An error that sticks in the transaction goes before fn's own: fn
// decided on what it could not read.
func (tx *Tx) run(fn func(*Tx) error) error {
	err := fn(tx)
	if err == nil {
		err = tx.finish()
	}
	if tx.err != nil {
		return tx.err
	}
	return err
}

// Close waits for running transactions and closes the file.
func (db *DB) Close() error {
	db.proof.halt()
	return db.write(context.Background(), &job{alone: db.closeOrderly})
}

// nameless is a store that is closed without a mark: another one has its name, or will.
type nameless struct{ *DB }

func (n nameless) Close() error {
	n.proof.halt()
	return n.write(context.Background(), &job{alone: func() error {
		return errors.Join(n.bolt.Close(), n.proof.close())
	}})
}

// Path is where the file is.
func (db *DB) Path() string { return db.path }

// Warnings tell what was odd about the file when it was opened, although it
// could be opened; for operators.
func (db *DB) Warnings() []Note { return db.warned }

func closed(err error) error {
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return err
}

// catchFault turns a fault of the memory map (a disk that cannot read a page, a
// file cut while it is open) into an error. Without it such a fault ends the
// process. Other panics pass.
func catchFault(err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if r := recover(); r != nil {
			if *err = faultOf(r); *err == nil {
				panic(r)
			}
		}
	}
}

// faultOf is the error of a panic that was a fault of the memory map; nil for others.
func faultOf(r any) error {
	if _, ok := r.(interface{ Addr() uintptr }); ok {
		return fmt.Errorf("%w: a page cannot be read", ErrCorrupt)
	}
	return nil
}
