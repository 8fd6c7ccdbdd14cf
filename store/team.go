package store

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

// walked counts what a walk has seen.
type walked struct{ pages, values int }

// together walks all pages and checks all values of a file on all cores: one goes
// down from the root, and gives the subtrees to the others. What is wrong is told at
// the end, in the same order each time.
func together(f *os.File, meta boltMeta, problem func(Kind, error)) (n walked) {
	t := &team{tasks: make(chan *task)}
	first := &task{}
	w := first.walk(&window{r: f}, meta, newPageSet(meta.high))
	w.team = t
	for range runtime.GOMAXPROCS(0) {
		t.busy.Go(func() {
			r := &window{r: f}
			for do := range t.tasks {
				do.run(r, meta, w.seen)
			}
		})
	}
	w.run()
	first.pages = w.pages
	for _, do := range append([]*task{first}, t.given...) {
		n.pages += do.pages
		n.values += do.values
		for _, p := range do.found {
			problem(p.kind, p.err)
		}
	}
	return n
}

// readAhead reads a file from front to back beside the walk, which jumps: a cold
// disk gives a whole file much sooner than its pages one by one.
func readAhead(f *os.File, size int64) (stop func()) {
	const chunk = 1 << 20
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, min(chunk, size))
		for at := int64(0); at < size; at += chunk {
			select {
			case <-quit:
				return
			default:
			}
			if n, _ := f.ReadAt(buf, at); n == 0 {
				return
			}
		}
	}()
	return func() { close(quit); <-done }
}

// team shares a walk.
type team struct {
	tasks chan *task
	given []*task
	busy  sync.WaitGroup
}

// task is one subtree, and what came of it.
type task struct {
	bucket, low, high []byte
	id                uint64
	depth             int

	walked
	found []finding
}

type finding struct {
	kind Kind
	err  error
}

// wants tells whether the children of a branch are given away: those of a bucket's
// root if there are many, else their children.
func (t *team) wants(children, depth int) bool {
	return t != nil && (depth > 1 || depth == 1 && children >= 4*runtime.GOMAXPROCS(0))
}

// give gives a subtree to whoever is free first. The keys lie in a page that is
// about to be forgotten.
func (t *team) give(bucket []byte, id uint64, depth int, low, high []byte) {
	do := &task{bucket: bytes.Clone(bucket), id: id, depth: depth, low: bytes.Clone(low), high: bytes.Clone(high)}
	t.given = append(t.given, do)
	t.tasks <- do
}

// wait waits until everything that was given is done.
func (t *team) wait() {
	if t != nil {
		close(t.tasks)
		t.busy.Wait()
	}
}

func (do *task) walk(r io.ReaderAt, meta boltMeta, seen *pageSet) *pageWalk {
	return &pageWalk{r: r, meta: meta, seen: seen,
		value: func(bucket, key, raw []byte) {
			do.values++
			if _, err := unseal(bucket, key, raw); err != nil {
				do.found = append(do.found, finding{BadValue, err})
			}
		},
		problem: func(what string, args ...any) {
			do.found = append(do.found, finding{BadPage, fmt.Errorf("%w: "+what, append([]any{ErrCorrupt}, args...)...)})
		}}
}

func (do *task) run(r io.ReaderAt, meta boltMeta, seen *pageSet) {
	w := do.walk(r, meta, seen)
	w.page(do.bucket, do.id, do.depth, do.low, do.high, 0)
	do.pages = w.pages
}

// pageSet is a set of pages that many can add to.
type pageSet struct{ words []atomic.Uint64 }

func newPageSet(high uint64) *pageSet { return &pageSet{make([]atomic.Uint64, high/64+1)} }

// add tells whether the page was not in it.
func (s *pageSet) add(id uint64) bool { return s.words[id/64].Or(1<<(id%64))&(1<<(id%64)) == 0 }

func (s *pageSet) has(id uint64) bool { return s.words[id/64].Load()&(1<<(id%64)) != 0 }

// window reads a file for one who goes through it page by page, mostly forwards:
// then it reads many pages at once.
type window struct {
	r    io.ReaderAt
	buf  []byte
	at   int64 // of what is in buf
	last int64 // where the last read ended
}

// Sizes in bytes: how much a window reads at once, and how far ahead of the last
// read counts as forwards.
const (
	windowSize = 128 << 10
	windowStep = 32 << 10
)

// ReadAt reads as io.ReaderAt demands.
func (w *window) ReadAt(p []byte, off int64) (int, error) {
	end := off + int64(len(p))
	ahead := off - w.last
	w.last = end
	if off < w.at || end > w.at+int64(len(w.buf)) {
		if ahead < 0 || ahead > windowStep || len(p) > windowSize/2 {
			return w.r.ReadAt(p, off)
		}
		if w.buf == nil {
			w.buf = make([]byte, 0, windowSize)
		}
		n, err := w.r.ReadAt(w.buf[:windowSize], off)
		w.at, w.buf = off, w.buf[:n]
		if n < len(p) {
			return copy(p, w.buf), err
		}
	}
	return copy(p, w.buf[off-w.at:]), nil
}
