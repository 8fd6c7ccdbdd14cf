package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
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
	warned  []string
	// writer has room for one: whoever put something in may write. A channel, so
	// that waiting ends with the context.
	writer chan struct{}
}

// Update runs fn in a transaction and commits it. When it returns nil, everything
// that fn has written is on the disk. When it returns an error, nothing of it is,
// with one exception: an error of the disk during the commit itself leaves open
// whether it was kept. Message keys and delivery keys make a repetition harmless.
//
// A panic in fn rolls back and goes on. fn must not call Update, View or DryRun
// (it would wait for itself) and must do no network.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	return db.write(ctx, fn, true)
}

// DryRun runs fn in a transaction that can write, and always rolls back.
func (db *DB) DryRun(fn func(*Tx) error) error {
	return db.write(context.Background(), fn, false)
}

// View runs fn on a consistent, read-only view. Writing in it is an error.
// fn should be quick: a view that stays open keeps old pages from being reused.
func (db *DB) View(fn func(*Tx) error) (err error) {
	defer catchFault(&err)()
	b, err := db.bolt.Begin(false)
	if err != nil {
		return closed(err)
	}
	defer rollback(b)
	return db.run(b, fn)
}

// write is the one door for all writes.
func (db *DB) write(ctx context.Context, fn func(*Tx) error, commit bool) (err error) {
	if err := ctx.Err(); err != nil { // select would choose at random
		return err
	}
	select {
	case db.writer <- struct{}{}:
		defer func() { <-db.writer }()
	case <-ctx.Done():
		return ctx.Err()
	}
	defer catchFault(&err)()
	b, err := db.bolt.Begin(true)
	if err != nil {
		return closed(err)
	}
	defer rollback(b)
	if err := db.run(b, fn); err != nil || !commit {
		return err
	}
	if err := b.Commit(); err != nil {
		return fmt.Errorf("store: commit: %w", err)
	}
	return nil
}

// rollback ends a transaction that has not been committed, after a panic too.
// bbolt's own Update would then scan the whole file for free pages.
func rollback(b *bbolt.Tx) { _ = b.Rollback() } // after a commit it has nothing to do, and says so

// run calls fn. An error that sticks in the transaction goes before fn's own: fn
// decided on what it could not read.
func (db *DB) run(b *bbolt.Tx, fn func(*Tx) error) error {
	tx := db.begin(b)
	err := fn(tx)
	if tx.err != nil {
		return tx.err
	}
	if err != nil {
		return err
	}
	return tx.finish()
}

// Close waits for running transactions and closes the file.
func (db *DB) Close() error {
	db.writer <- struct{}{}
	defer func() { <-db.writer }()
	return db.bolt.Close()
}

// Path is where the file is.
func (db *DB) Path() string { return db.path }

// Warnings tell what was odd about the file when it was opened, although it
// could be opened; for operators.
func (db *DB) Warnings() []string { return db.warned }

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
			if _, ok := r.(interface{ Addr() uintptr }); !ok {
				panic(r)
			}
			*err = fmt.Errorf("%w: a page cannot be read", ErrCorrupt)
		}
	}
}
