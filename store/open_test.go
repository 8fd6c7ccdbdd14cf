package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"go.etcd.io/bbolt"
)

// open tries to open a file as the test's campaign.
func open(path string) (*DB, error) {
	return Open(path, Options{Plan: testPlan(), Now: newClock().now})
}

// mustNotOpen wants one error, from Open and from Verify, and the file as it was.
func mustNotOpen(t *testing.T, path string, want error) {
	t.Helper()
	before, _ := os.ReadFile(path)
	db, err := open(path)
	if err == nil {
		db.Close()
	}
	if !errors.Is(err, want) {
		t.Errorf("Open: %v, want %v", err, want)
	}
	if _, err := Verify(path, nil); !errors.Is(err, want) {
		t.Errorf("Verify: %v, want %v", err, want)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the refused file was changed")
	}
}

func TestOpenRefusesForeign(t *testing.T) {
	for name, content := range map[string][]byte{
		"text":   []byte("# 通知\n"),
		"sqlite": append([]byte("SQLite format 3\x00"), make([]byte, 1<<15)...),
		"zeros":  make([]byte, 1<<15),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			mustNotOpen(t, path, ErrForeign)
		})
	}
	t.Run("folder", func(t *testing.T) { mustNotOpen(t, t.TempDir(), ErrForeign) })
	t.Run("other bbolt file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "x.db")
		b, err := bbolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		mustNotOpen(t, path, ErrForeign)
	})
}

func TestOpenRefusesEmptyAndTruncated(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	db.Close()
	whole, meta := pagesOf(t, db.Path())
	page, used := int(meta.pageSize), len(whole)
	for _, n := range []int{0, page, page + 100, 2 * page, used / 2, used - page, used - 1} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
				t.Fatal(err)
			}
			mustNotOpen(t, path, ErrTruncated)
		})
	}
}

func TestOpenRefusesNewer(t *testing.T) {
	db, _ := openNew(t)
	db.Close()
	b, err := openBolt(db.Path(), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Update(func(tx *bbolt.Tx) error { return putSchema(tx, schemaVersion+1) }); err != nil {
		t.Fatal(err)
	}
	b.Close()
	mustNotOpen(t, db.Path(), ErrNewer)
}

func TestOpenMisuse(t *testing.T) {
	for _, o := range []Options{{}, {Plan: testPlan()}, {Now: newClock().now}} {
		if _, err := Open(filepath.Join(t.TempDir(), "x.db"), o); !errors.Is(err, ErrMisuse) {
			t.Errorf("%v", err)
		}
	}
}

func TestSecondOpenerIsRefused(t *testing.T) {
	t.Parallel() // it waits for the lock
	db, _ := openNew(t)
	mustNotOpen(t, db.Path(), ErrLocked)
	update(t, db, func(tx *Tx) { say(tx, "k", quiz(1)) }) // the first goes on
}

// The second opener as a process of its own: this test runs itself again.
func TestSecondProcessIsRefused(t *testing.T) {
	const env = "PUFABOT_STORE_TEST_OPEN"
	if path := os.Getenv(env); path != "" {
		_, err := open(path)
		fmt.Println("locked:", errors.Is(err, ErrLocked))
		return
	}
	t.Parallel()
	db, _ := openNew(t)
	cmd := exec.Command(os.Args[0], "-test.run=^TestSecondProcessIsRefused$")
	cmd.Env = append(os.Environ(), env+"="+db.Path())
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("locked: true")) {
		t.Errorf("%v: %s", err, out)
	}
}

// Several that create the same file at once: one wins, and whoever has the file
// has the file under that name.
func TestCreateAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data", "pufabot.db")
	var wg sync.WaitGroup
	var mu sync.Mutex
	var winner *DB
	for range 4 {
		wg.Go(func() {
			db, err := open(path)
			if err != nil {
				if !errors.Is(err, ErrLocked) {
					t.Error(err)
				}
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if winner != nil {
				t.Error("two have it open")
			}
			winner = db
		})
	}
	wg.Wait()
	if winner == nil {
		t.Fatal("nobody has it open")
	}
	update(t, winner, func(tx *Tx) { say(tx, "k", quiz(1)) })
	winner.Close()
	if r := mustVerify(t, path); r.Lines != 1 {
		t.Errorf("%d lines in the file of that name", r.Lines)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".pufabot-new-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if info, err := os.Stat(path); err != nil || os.PathSeparator == '/' && info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// A changed item means other tallies: they are folded anew, and only they.
func TestChangedPlanRefolds(t *testing.T) {
	db, c := openNew(t)
	update(t, db, func(tx *Tx) {
		say(tx, "1", ledgerEssay(1))
		say(tx, "2", quiz(3))
		if !tx.Tally("hengnan", "essay").DoneAt.IsZero() {
			t.Error("one of two is done")
		}
	})
	db.Close()
	plan := testPlan()
	for i := range plan.Items {
		if plan.Items[i].ID == "essay" {
			plan.Items[i].Min = 1
		}
	}
	r, err := Verify(db.Path(), plan)
	if err != nil || !r.OK() || len(r.Notes) != 1 {
		t.Errorf("before: %v %+v", err, r)
	}
	again, err := Open(db.Path(), Options{Plan: plan, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	view(t, again, func(tx *Tx) {
		if tx.Tally("hengnan", "essay").DoneAt.IsZero() {
			t.Error("one of one is not done")
		}
	})
	again.Close()
	if r, err := Verify(db.Path(), plan); err != nil || !r.OK() || len(r.Notes) != 0 {
		t.Errorf("after: %v %+v", err, r)
	}
}

func TestUpdateAfterFailedOne(t *testing.T) {
	db, _ := openNew(t)
	oops := errors.New("oops")
	for range 3 {
		if err := db.Update(context.Background(), func(*Tx) error { return oops }); err != oops {
			t.Fatal(err)
		}
	}
	update(t, db, func(tx *Tx) { say(tx, "k", quiz(1)) })
}
