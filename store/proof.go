package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"
)

// proof makes sure of a file that was not read whole when it was opened. Until it
// has been read whole in the background, every access first walks the pages that it
// is going to touch, with all their keys and checksums, so that damage is an error
// from the first moment on and never an answer. Once damage is found the store
// refuses everything.
type proof struct {
	file *os.File
	size int64 // of a page
	stop context.CancelFunc
	// settled is set when nothing is left to be proved.
	settled atomic.Bool
	done    chan struct{} // closed when the background has ended

	mu     sync.Mutex
	damage error
	whole  bool
}

// provePages is how many pages the background reads in one transaction: a long one
// would keep old pages from being reused.
const provePages = 2000

// newProof is of a file whose root, which has all buckets, was examined.
func newProof(path string, pageSize int64) (*proof, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return &proof{file: f, size: pageSize, stop: func() {}, done: make(chan struct{})}, nil
}

// begin proves all in the background.
func (p *proof) begin(db *DB) {
	if db.options.idle {
		close(p.done)
		return
	}
	var ctx context.Context
	ctx, p.stop = context.WithCancel(context.Background())
	go func() {
		defer close(p.done)
		p.end(p.all(ctx, db), ctx.Err() == nil)
	}()
}

func (p *proof) end(err error, whole bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.damage == nil {
		p.damage = err
	}
	p.whole = whole && p.damage == nil
	if p.whole {
		p.settled.Store(true)
	}
}

// all walks every bucket, piece by piece. Pages that are written meanwhile are
// written from what was proved.
func (p *proof) all(ctx context.Context, db *DB) error {
	var names [][]byte
	err := db.bolt.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			names = append(names, bytes.Clone(name))
			return nil
		})
	})
	for _, name := range names {
		for from, more := []byte(nil), true; more && err == nil && ctx.Err() == nil; {
			err = db.bolt.View(func(tx *bbolt.Tx) error {
				b := tx.Bucket(name)
				if b == nil {
					more = false
					return nil
				}
				from, err = p.walk(b, name, reach{from: from, pages: provePages})
				more = from != nil
				return err
			})
		}
	}
	return closed(err)
}

// walk proves the pages of a bucket that a reach touches, and gives where it left off.
func (p *proof) walk(b *bbolt.Bucket, name []byte, r reach) (left []byte, err error) {
	root := uint64(b.Root())
	if root == 0 { // inside the root, which is proved
		return nil, nil
	}
	w := pageWalk{r: p.file, meta: boltMeta{pageSize: p.size, high: uint64(b.Tx().Size() / p.size)}, reach: r,
		value: func(bucket, key, raw []byte) {
			if _, uerr := unseal(bucket, key, raw); uerr != nil && err == nil {
				err = uerr
			}
		},
		problem: func(what string, args ...any) {
			if err == nil {
				err = fmt.Errorf("%w: "+what, append([]any{ErrCorrupt}, args...)...)
			}
		}}
	w.page(name, root, 0, nil, nil, side(0))
	return w.left, err
}

// sound tells whether no damage is known.
func (p *proof) sound() bool { return p.known() == nil }

// known is the damage that has been found.
func (p *proof) known() error {
	if p == nil || p.settled.Load() {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.damage
}

// halt ends the background. A nil proof is of a file that was read whole.
func (p *proof) halt() {
	if p != nil {
		p.stop()
		<-p.done
	}
}

// close is for when no transaction can come any more.
func (p *proof) close() error {
	if p == nil {
		return nil
	}
	return p.file.Close()
}

// prove makes sure of the pages that hold the keys from one to another, and of
// their neighbours, which writing may join with them.
func (tx *Tx) prove(from, to []byte) {
	p := tx.db.proof
	if p == nil || p.settled.Load() || tx.err != nil {
		return
	}
	if _, err := p.walk(tx.bucket, tx.name, reach{from: from, to: to, wide: true}); err != nil {
		p.end(err, false)
		tx.fail(err)
	}
}

// Proven waits until the whole file has been read and found sound since it was
// opened, and gives the damage if there is any. Small files, and those that were
// not closed in good order, are read before [Open] returns.
func (db *DB) Proven(ctx context.Context) error {
	p := db.proof
	if p == nil || p.settled.Load() {
		return nil
	}
	select {
	case <-p.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.damage == nil && !p.whole {
		return ErrClosed
	}
	return p.damage
}

// Proving tells whether that is still going on.
func (db *DB) Proving() bool { return db.proof != nil && !db.proof.settled.Load() }
