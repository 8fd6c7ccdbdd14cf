package store

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.etcd.io/bbolt"

	"pufabot/bot/ledger"
)

// Many who write at once: some fail after they have written, some panic, some
// give up. Whoever was told "done" is in the file once, and nobody else is.
func TestGroupKeepsWhatWasAcknowledged(t *testing.T) {
	db, _ := openNew(t)
	keepsWhatWasAcknowledged(t, db)
}

var errDisk = errors.New("the disk is full")

// The same where every third commit fails.
func TestGroupKeepsWhatWasAcknowledgedByABadDisk(t *testing.T) {
	db, _ := openNew(t)
	var n atomic.Int64
	db.options.commit = func(commit func() error) error {
		if n.Add(1)%3 == 0 {
			return errDisk
		}
		return commit()
	}
	keepsWhatWasAcknowledged(t, db)
}

func keepsWhatWasAcknowledged(t *testing.T, db *DB) {
	refused := errors.New("refused")
	const writers, lines = 24, 20
	var acknowledged sync.Map
	var calls, commits atomic.Int64
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range lines {
				key := fmt.Sprintf("wecom/b/%d-%d", w, i)
				err := func() (err error) {
					defer func() {
						if r := recover(); r != nil {
							err = fmt.Errorf("panicked: %v", r)
						}
					}()
					return db.Update(t.Context(), func(tx *Tx) error {
						calls.Add(1)
						say(tx, key, quiz(1))
						switch (w + i) % 9 {
						case 3:
							return refused
						case 5:
							panic("on purpose")
						}
						return nil
					})
				}()
				switch kind := (w + i) % 9; {
				case errors.Is(err, errDisk):
				case kind == 3 && !errors.Is(err, refused), kind == 5 && (err == nil || !strings.HasPrefix(err.Error(), "panicked: on purpose")):
					t.Errorf("%s: error %v", key, err)
				case err == nil:
					commits.Add(1)
					acknowledged.Store(key, true)
				case kind != 3 && kind != 5:
					t.Errorf("%s: %v", key, err)
				}
			}
		})
	}
	wg.Wait()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	mustVerify(t, db.Path())
	db = openAt(t, db.Path(), newClock())
	view(t, db, func(tx *Tx) {
		if got := tx.Tally("hengnan", "quiz").Value(); got != int(commits.Load()) {
			t.Errorf("%d counted, %d acknowledged", got, commits.Load())
		}
		for w := range writers {
			for i := range lines {
				key := fmt.Sprintf("wecom/b/%d-%d", w, i)
				_, want := acknowledged.Load(key)
				if _, seen := tx.Seen(key); seen != want {
					t.Errorf("%s: seen %v, acknowledged %v", key, seen, want)
				}
			}
		}
	})
	if calls.Load() < writers*lines {
		t.Errorf("%d calls of %d functions", calls.Load(), writers*lines)
	}
}

// hold keeps the writer busy until the returned function is called.
func hold(db *DB) (release func()) {
	entered, leave, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		_ = db.Update(context.Background(), func(*Tx) error { close(entered); <-leave; return nil })
	}()
	<-entered
	return func() { close(leave); <-done }
}

// queued waits until so many stand in the line.
func queued(db *DB, n int) {
	for {
		db.group.mu.Lock()
		have := len(db.group.waiting)
		db.group.mu.Unlock()
		if have >= n {
			return
		}
		runtime.Gosched()
	}
}

// commits is how many there have been.
func commits(t *testing.T, db *DB) (n int) {
	t.Helper()
	if err := db.bolt.View(func(tx *bbolt.Tx) error { n = tx.ID(); return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhoWaitsSharesOneCommit(t *testing.T) {
	db, _ := openNew(t)
	release := hold(db)
	before := commits(t, db)
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			err := db.Update(t.Context(), func(tx *Tx) error {
				say(tx, fmt.Sprint("wecom/b/", i), quiz(1))
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	queued(db, 10)
	release()
	wg.Wait()
	if n := commits(t, db) - before; n != 1 {
		t.Errorf("ten lines that waited took %d commits", n)
	}
	view(t, db, func(tx *Tx) {
		if got := tx.Tally("hengnan", "quiz").Value(); got != 10 {
			t.Errorf("quiz %d", got)
		}
	})
}

func TestWhoGivesUpWaitingWritesNothing(t *testing.T) {
	db, _ := openNew(t)
	release := hold(db)
	ctx, cancel := context.WithCancel(t.Context())
	result := make(chan error, 1)
	go func() {
		result <- db.Update(ctx, func(tx *Tx) error { say(tx, "wecom/b/1", quiz(1)); return nil })
	}()
	queued(db, 1)
	cancel()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	release()
	update(t, db, func(tx *Tx) {
		if _, seen := tx.Seen("wecom/b/1"); seen {
			t.Error("a line that was given up is in the file")
		}
	})
}

// A function that ends its goroutine, as a failed test does, must not leave the
// others waiting for ever.
func TestTheLeadIsPassedOnByWhoNeverReturns(t *testing.T) {
	db, _ := openNew(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = db.Update(context.Background(), func(tx *Tx) error {
			say(tx, "wecom/b/1", quiz(1))
			runtime.Goexit()
			return nil
		})
	}()
	<-done
	update(t, db, func(tx *Tx) {
		if got := tx.Tally("hengnan", "quiz"); got.Value() != 0 {
			t.Errorf("quiz %d", got.Value())
		}
		say(tx, "wecom/b/2", ledger.Record{Unit: "hengnan", Item: "quiz", Verb: ledger.Counted, Op: ledger.Set, Value: 5})
	})
}

// What was worked out over a batch that does not reach the disk is worked out anew,
// whether it waits or is being worked out when that comes to light.
func TestWorkedOutOverALostBatch(t *testing.T) {
	for _, waits := range []bool{true, false} {
		t.Run(fmt.Sprint("waits ", waits), func(t *testing.T) {
			db, _ := openNew(t)
			begun, fail := make(chan struct{}), make(chan struct{})
			var n atomic.Int64
			db.options.commit = func(commit func() error) error {
				if n.Add(1) == 1 {
					close(begun)
					<-fail
					return errDisk
				}
				return commit()
			}
			lost := make(chan error, 1)
			go func() {
				lost <- db.Update(t.Context(), func(tx *Tx) error { say(tx, "wecom/b/1", quiz(100)); return nil })
			}()
			<-begun
			saw := make(chan int, 3)
			said := make(chan error, 1)
			in := make(chan struct{}, 3)
			goOn := make(chan struct{})
			go func() {
				said <- db.Update(t.Context(), func(tx *Tx) error {
					saw <- tx.Tally("hengnan", "quiz").Value()
					in <- struct{}{}
					if !waits {
						<-goOn
					}
					say(tx, "wecom/b/2", quiz(1))
					return nil
				})
			}()
			<-in
			for waits && !parked(db) {
				runtime.Gosched()
			}
			close(fail)
			if err := <-lost; !errors.Is(err, errDisk) {
				t.Errorf("the lost line was told %v", err)
			}
			close(goOn)
			if err := <-said; err != nil {
				t.Error(err)
			}
			if first, then := <-saw, <-saw; first != 100 || then != 0 {
				t.Errorf("saw %d, then %d", first, then)
			}
			db.Close()
			mustVerify(t, db.Path())
			db = openAt(t, db.Path(), newClock())
			view(t, db, func(tx *Tx) {
				if _, seen := tx.Seen("wecom/b/1"); seen || tx.Tally("hengnan", "quiz").Value() != 1 {
					t.Errorf("seen %v, quiz %d", seen, tx.Tally("hengnan", "quiz").Value())
				}
			})
		})
	}
}

func parked(db *DB) bool {
	db.group.mu.Lock()
	defer db.group.mu.Unlock()
	return db.group.parked != nil
}

// A view has nothing that is not on the disk yet, and a trial leaves nothing.
func TestViewsHaveWhatIsOnTheDisk(t *testing.T) {
	db, _ := openNew(t)
	begun, commit := make(chan struct{}), make(chan struct{})
	db.options.commit = func(do func() error) error { close(begun); <-commit; return do() }
	done := make(chan error, 1)
	go func() {
		done <- db.Update(t.Context(), func(tx *Tx) error { say(tx, "wecom/b/1", quiz(3)); return nil })
	}()
	<-begun
	value := func() (n int) {
		view(t, db, func(tx *Tx) { n = tx.Tally("hengnan", "quiz").Value() })
		return n
	}
	if n := value(); n != 0 {
		t.Errorf("%d before it is on the disk", n)
	}
	err := db.DryRun(func(tx *Tx) error {
		if _, after := tx.AppendLine(Line{}), tx.Tally("hengnan", "quiz").Value(); after != 0 {
			t.Errorf("a trial saw %d", after)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	close(commit)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := value(); n != 3 {
		t.Errorf("%d on the disk", n)
	}
	view(t, db, func(tx *Tx) {
		if tx.CountLines() != 1 {
			t.Errorf("%d lines", tx.CountLines())
		}
	})
	db.options.commit = nil
}

func TestNobodyWritesAfterClose(t *testing.T) {
	db, _ := openNew(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Update(t.Context(), func(*Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("error %v", err)
	}
}

// BenchmarkGroup is lines a second from clients that write at the same time; each
// waits until its line is on the disk.
func BenchmarkGroup(b *testing.B) {
	for _, clients := range []int{1, 16, 64} {
		b.Run(fmt.Sprint(clients), func(b *testing.B) {
			db, _ := openNew(b)
			var n atomic.Int64
			b.ResetTimer()
			var wg sync.WaitGroup
			for range clients {
				wg.Go(func() {
					for {
						i := n.Add(1)
						if i > int64(b.N) {
							return
						}
						if err := db.Update(context.Background(), func(tx *Tx) error {
							say(tx, fmt.Sprint("wecom/b/", i), quiz(1))
							return nil
						}); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}
