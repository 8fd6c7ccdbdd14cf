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
// answered only after it. While one batch of lines is on its way to the disk the
// next one is worked out over it (batch.go), so that neither the disk nor the
// processor waits for the other.
//
// There is no writer in the background: the work is done by those who wait. One of
// them leads, runs the functions of all who have come, and passes the lead on; one
// whose batch is next takes it to the disk. Who comes while nobody writes does both
// at once, on its own goroutine.
//
// A function that fails takes back what it has written, and nothing of the others.
// When a batch cannot be committed its lines are told so, and what was worked out
// over it runs again: a function may be called more than once, and only its last
// call counts.

// turnLimit bounds how many functions run before a batch may go to the disk.
const turnLimit = 32

// group is who waits for the writer.
type group struct {
	mu      sync.Mutex
	led     bool // somebody leads
	waiting []*job

	parked     *batch // worked out, and waits until the one before it is on the disk
	committing *batch // on its way to the disk
	committed  *sync.Cond
}

// job is one function that somebody waits for.
type job struct {
	fn func(*Tx) error
	// alone is for what cannot share the file with any other; fn is nil then.
	alone func() error

	lead   chan struct{} // full when its owner has been chosen to lead
	commit chan *batch   // full when its owner has been chosen to commit
	chosen bool          // to lead; under the group's lock
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
	j.lead, j.commit, j.done = make(chan struct{}, 1), make(chan *batch, 1), make(chan struct{})
	g := &db.group
	g.mu.Lock()
	if g.committed == nil {
		g.committed = sync.NewCond(&g.mu)
	}
	g.waiting = append(g.waiting, j)
	g.choose()
	g.mu.Unlock()
	for quit := ctx.Done(); ; {
		select {
		case <-j.done:
			if j.panicked != nil {
				panic(j.panicked)
			}
			return j.err
		case <-j.lead:
			db.takeTurn()
		case b := <-j.commit:
			db.commit(b)
		case <-quit:
			if g.leave(j) {
				return ctx.Err()
			}
			quit = nil // its work has begun
		}
	}
}

// choose makes the first in the line lead, unless somebody does. The lock is held.
func (g *group) choose() {
	if g.led || len(g.waiting) == 0 {
		return
	}
	g.led, g.waiting[0].chosen = true, true
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

// take gives the jobs of the next turn, the first one in the line and all after it
// that can share, and the batch that they run in.
func (g *group) take() (jobs []*job, b *batch) {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 1
	if g.waiting[0].fn != nil {
		for n < len(g.waiting) && n < turnLimit && g.waiting[n].fn != nil {
			n++
		}
	}
	jobs = slices.Clone(g.waiting[:n])
	g.waiting = slices.Delete(g.waiting, 0, n)
	if b, g.parked = g.parked, nil; b == nil {
		b = &batch{over: g.committing}
	}
	return jobs, b
}

// again puts jobs back at the head of the line. The lock is held.
func (g *group) again(jobs []*job) {
	for _, j := range jobs {
		j.chosen = false
	}
	g.waiting = slices.Concat(jobs, g.waiting)
}

// takeTurn runs the functions of all who wait now; the caller's own is the first.
func (db *DB) takeTurn() {
	// Those whom the last leader has answered come back with their next lines: let
	// them get into this batch, or every second one would carry one line only.
	runtime.Gosched()
	jobs, b := db.group.take()
	defer func() { // also when a function ends this goroutine
		if db.publish(b) {
			db.commit(b)
		}
	}()
	if jobs[0].alone == nil {
		db.work(jobs, b)
		return
	}
	before := b
	b = &batch{}
	db.alone(jobs[0], before)
}

// publish lets go of a batch and passes the lead on. It tells whether the batch is
// now the caller's to commit.
func (db *DB) publish(b *batch) (mine bool) {
	g := &db.group
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case len(b.jobs) == 0:
	case b.over != nil && b.over.failed:
		g.again(b.jobs)
	case g.committing == nil:
		g.committing, mine = b, true
	default:
		g.parked = b
	}
	g.led = false
	g.choose()
	return mine
}

// commit takes a batch to the disk, lets the next one follow, and answers.
func (db *DB) commit(b *batch) {
	err := ErrClosed // should something end this goroutine
	defer func() {
		g := &db.group
		g.mu.Lock()
		g.committing, b.failed, b.over = nil, err != nil, nil
		if next := g.parked; next != nil {
			g.parked = nil
			if b.failed {
				g.again(next.jobs)
				g.choose()
			} else {
				g.committing = next
				next.jobs[0].commit <- next
			}
		}
		g.committed.Broadcast()
		g.mu.Unlock()
		for _, j := range b.jobs {
			j.err = err
			close(j.done)
		}
	}()
	err = db.persist(b)
}

// alone runs a job when nothing else is on its way. The batch before it goes first.
func (db *DB) alone(j *job, before *batch) {
	defer close(j.done)
	g := &db.group
	g.mu.Lock()
	for g.committing != nil {
		g.committed.Wait()
	}
	mine := len(before.jobs) > 0
	if mine && before.over != nil && before.over.failed {
		g.again(before.jobs)
		mine = false
	}
	if mine {
		g.committing = before
	}
	g.mu.Unlock()
	if mine {
		db.commit(before)
	}
	j.guard(func() (err error) {
		defer catchFault(&err)()
		return j.alone()
	})
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
