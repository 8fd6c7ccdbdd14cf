package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// ErrUnsure: the disk has failed to confirm a write, and what it holds is unknown.
var ErrUnsure = errors.New("store: the disk did not confirm a write; the file must be opened again")

// unsure remembers that a sync has failed. The system then forgets which of its pages
// the disk does not have: the next sync succeeds, and a line that was answered after
// it may hang from a page that goes with the power. So nothing is written any more;
// whoever opens the file again reads what the disk itself has.
//
// A write that fails, for want of room or because the disk has become read-only, is
// no such case: its pages belong to no commit, and the next one writes its own.
type unsure struct {
	once sync.Once
	told chan struct{}
	// failing: the last commit failed; failed is when one did.
	failing atomic.Bool
	failed  atomic.Pointer[time.Time]
}

// refusedFor is how long one refusal is told at least: on a full disk small commits
// find room where large ones do not.
const refusedFor = time.Minute

// Unsure is closed when a sync has failed. All writes fail from then on; the process
// should end, and be started again.
func (db *DB) Unsure() <-chan struct{} { return db.unsure.told }

// Refused tells whether the disk has refused a commit lately: it may be full or
// read-only. Nothing is written to find that out.
func (db *DB) Refused() bool {
	at := db.unsure.failed.Load()
	return at != nil && (db.unsure.failing.Load() || time.Since(*at) < refusedFor)
}

func (u *unsure) known() error {
	select {
	case <-u.told:
		return ErrUnsure
	default:
		return nil
	}
}

// committed looks at what became of a commit.
func (u *unsure) committed(err error) error {
	u.failing.Store(err != nil)
	if err == nil {
		return nil
	}
	u.failed.Store(new(time.Now()))
	if unconfirmed(err) {
		u.once.Do(func() { close(u.told) })
		return fmt.Errorf("%w: %w", ErrUnsure, err)
	}
	return fmt.Errorf("store: commit: %w", err)
}

// unconfirmed tells a failed sync from a failed write. On Linux bbolt gives the bare
// number of the system for a sync; where it makes the file grow, it gives words only.
func unconfirmed(err error) bool {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Op == "sync"
	}
	var bare syscall.Errno
	return errors.As(err, &bare) || strings.HasPrefix(err.Error(), "file sync error")
}
