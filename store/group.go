package store

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
)

// Many lines that wait share one commit, and so one sync of the disk; each is
// answered only after it. There is no writer in the background: of those who wait
// one leads, does the work of all who have come, and passes the lead on. Who
// comes while nobody writes does so at once, on its own goroutine.
//
// bbolt knows no savepoints. When a function has written and then fails, the whole
// transaction is rolled back, that one is told, and the others run again: a
// function may be called more than once, and only its last call counts.

// groupLimit bounds how many share a commit, and so how long the first one waits.
const groupLimit = 256

// group is who waits for the writer.
type group struct {
	mu      sync.Mutex
	led     bool // somebody leads
	waiting []*job
}

// job is one function that somebody waits for.
type job struct {
	fn func(*Tx) error
	// alone is for what cannot share a transaction; fn is nil then.
	alone func() error

	lead   chan struct{} // full when its owner has been chosen to lead
	chosen bool          // the same, under the group's lock
	done   chan struct{} // closed when err and panicked are final

	err      error
	panicked *Panic
}

// Panic is what Update panics with when its function has panicked, perhaps on
// another goroutine: the value, and where it happened.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) String() string { return fmt.Sprintf("%v\n\n%s", p.Value, p.Stack) }

// write is the one door for all writes.
func (db *DB) write(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j.lead, j.done = make(chan struct{}, 1), make(chan struct{})
	g := &db.group
	g.mu.Lock()
	g.waiting = append(g.waiting, j)
	if !g.led {
		g.led = true
		g.choose()
	}
	g.mu.Unlock()
	select {
	case <-j.done:
	case <-j.lead:
		db.leadGroup()
	case <-ctx.Done():
		if g.leave(j) {
			return ctx.Err()
		}
		select { // its work has begun, or it leads
		case <-j.done:
		case <-j.lead:
			db.leadGroup()
		}
	}
	if j.panicked != nil {
		panic(j.panicked)
	}
	return j.err
}

// choose makes the first in the line lead. The lock is held.
func (g *group) choose() {
	g.waiting[0].chosen = true
	g.waiting[0].lead <- struct{}{}
}

// leave takes a job out of the line, unless it is too late for that.
func (g *group) leave(j *job) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(g.waiting, j)
	if i < 0 || j.chosen {
		return false
	}
	g.waiting = slices.Delete(g.waiting, i, i+1)
	return true
}

// take gives the jobs of the next transaction: the first one in the line, and all
// after it that can share.
func (g *group) take() []*job {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 1
	if g.waiting[0].fn != nil {
		for n < len(g.waiting) && n < groupLimit && g.waiting[n].fn != nil {
			n++
		}
	}
	out := slices.Clone(g.waiting[:n])
	g.waiting = slices.Delete(g.waiting, 0, n)
	return out
}

// pass gives the lead to the next one, or to nobody.
func (g *group) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.led = len(g.waiting) > 0; g.led {
		g.choose()
	}
}

// leadGroup does the work of all who wait now; the caller's own job is the first.
func (db *DB) leadGroup() {
	// Those whom the last leader has answered come back with their next lines: let
	// them get into this transaction, or every second one would carry one line only.
	runtime.Gosched()
	jobs := db.group.take()
	defer db.group.pass()
	defer func() { // also when a function ends this goroutine
		for _, j := range jobs {
			close(j.done)
		}
	}()
	if len(jobs) == 1 && jobs[0].alone != nil {
		jobs[0].guard(func() (err error) {
			defer catchFault(&err)()
			return jobs[0].alone()
		})
		return
	}
	for rest := jobs; len(rest) > 0; {
		rest = db.commitGroup(rest)
	}
}

// commitGroup runs the jobs in one transaction and commits it. Those that it
// returns must run again, without the one that failed.
func (db *DB) commitGroup(jobs []*job) (again []*job) {
	err := ErrClosed // of whoever has no other outcome, should a function end this goroutine
	defer func() {
		for _, j := range jobs {
			if again == nil && j.err == nil && j.panicked == nil {
				j.err = err
			}
		}
	}()
	defer catchFault(&err)()
	b, berr := db.bolt.Begin(true)
	if berr != nil {
		err = closed(berr)
		return nil
	}
	defer rollback(b)
	wrote := false
	last := db.begin(b) // the last job's that has not failed
	for i, j := range jobs {
		j.err, j.panicked = nil, nil
		tx := last.next()
		j.guard(func() error { return tx.run(j.fn) })
		if j.err == nil && j.panicked == nil {
			last, wrote = tx, wrote || tx.wrote
		} else if tx.wrote {
			return slices.Concat(jobs[:i], jobs[i+1:])
		}
	}
	if err = last.finish(); err == nil && wrote {
		if cerr := b.Commit(); cerr != nil {
			err = fmt.Errorf("store: commit: %w", cerr)
		}
	}
	return nil
}

// guard keeps what a function fails with, panics included: they belong to whoever
// wants it done, not to whoever does it.
func (j *job) guard(fn func() error) {
	defer func() {
		if r := recover(); r != nil {
			if j.err = faultOf(r); j.err == nil {
				j.panicked = &Panic{Value: r, Stack: debug.Stack()}
			}
		}
	}()
	j.err = fn()
}
