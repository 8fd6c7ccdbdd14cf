package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// replacers put another file in the place of one, each in its own way.
var replacers = map[string]func(t *testing.T, path, backup string) error{
	"restore": func(t *testing.T, path, backup string) error { _, err := Restore(backup, path, false); return err },
	"purge": func(t *testing.T, path, _ string) error {
		_, err := Purge(path, Options{Plan: testPlan(), Now: newClock().now})
		return err
	},
}

// Whoever has opened the file, and gets its lock only after the file was replaced,
// is refused: what he wrote would be lost.
func TestReplacedBeforeTheLock(t *testing.T) {
	for name, replace := range replacers {
		t.Run(name, func(t *testing.T) {
			path, backup := twoAlike(t)
			late := func(path string, flag int, mode os.FileMode) (*os.File, error) {
				f, err := os.OpenFile(path, flag, mode)
				if err := replace(t, path, backup); err != nil {
					t.Errorf("replace: %v", err)
				}
				return f, err
			}
			if b, err := openBoltBy(late, path, false); !errors.Is(err, ErrLocked) {
				t.Errorf("opened a file without a name: %v", err)
				b.Close()
			}
			db, err := open(path)
			if err != nil {
				t.Fatal(err)
			}
			db.Close()
		})
	}
}

// lateness is who tries to open the old file when it is let go.
type lateness struct {
	held *bbolt.DB
	then func()
}

func (l lateness) Close() error { l.then(); return l.held.Close() }

// The old file is let go when the new one has its name, not before.
func TestSwapHoldsTheOldFile(t *testing.T) {
	if !losesName {
		t.Skip("here an open file cannot be replaced")
	}
	path, other := twoAlike(t)
	held, err := openBolt(path, true)
	if err != nil {
		t.Fatal(err)
	}
	was, _ := os.Stat(other)
	err = swap(other, path, lateness{held, func() {
		if is, err := os.Stat(path); err != nil || !os.SameFile(was, is) {
			t.Errorf("let go while the old file had the name: %v", err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// What is going to be replaced cannot be written to from the moment at which its
// counters are read; a damaged file neither, as far as bbolt would open it at all.
func TestMakeWayHolds(t *testing.T) {
	t.Parallel() // it waits for the lock
	for name, spoil := range map[string]bool{"sound": false, "damaged": true} {
		path, backup := twoAlike(t)
		if spoil {
			flip(t, path)
		}
		_, held, err := makeWay(backup, path, false)
		if err != nil {
			t.Fatal(name, err)
		}
		if b, err := openBolt(path, false); !errors.Is(err, ErrLocked) {
			t.Errorf("%s: opened while it is held: %v", name, err)
			b.Close()
		}
		if err := held.Close(); err != nil {
			t.Error(err)
		}
	}
}

// While somebody opens the store, writes and closes it, again and again, it is
// replaced: no acknowledged line is lost.
func TestReplacedUnderWriters(t *testing.T) {
	for name, replace := range replacers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, backup := twoAlike(t)
			stop, done := make(chan struct{}), make(chan uint64)
			go func() {
				said := uint64(0)
				defer func() { done <- said }()
				for {
					select {
					case <-stop:
						return
					default:
					}
					db, err := open(path)
					if errors.Is(err, ErrLocked) {
						continue
					}
					if err != nil {
						t.Error(err)
						return
					}
					if db.Update(context.Background(), func(tx *Tx) error { say(tx, "", quiz(1)); return nil }) == nil {
						said++
					}
					db.Close()
				}
			}()
			replaced := uint64(0)
			for range 8 {
				switch err := replace(t, path, backup); {
				case err == nil:
					replaced++
				case !errors.Is(err, ErrLocked) && !errors.Is(err, ErrOverNewer):
					t.Error(err)
				}
			}
			close(stop)
			said := <-done
			db, err := open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			view(t, db, func(tx *Tx) {
				if got := uint64(tx.Tally("hengnan", "quiz").Value()); got != 126+said {
					t.Errorf("%d lines were acknowledged, %d are there (replaced %d times)", said, got-126, replaced)
				}
			})
		})
	}
}

// twoAlike makes a store with its backup, both closed.
func twoAlike(t *testing.T) (path, backup string) {
	t.Helper()
	db, c := openNew(t)
	furnish(t, db, c)
	backup = filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(context.Background(), backup); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return db.Path(), backup
}

// flip changes the bytes of a file beyond those which bbolt reads when it opens it.
func flip(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4 * 4096; i < len(data); i += 512 {
		data[i] ^= 1
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
