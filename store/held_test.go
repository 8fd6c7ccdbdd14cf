package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// Round after round keys go to their places, no more of them are held back than shall
// be, and the log has no rows but those that a kill would miss.
func TestHeldGoesRound(t *testing.T) {
	const most, each, commits = 20, 3, 400
	db, c := openNew(t)
	db.bolt.NoSync = true
	db.options.recent, db.options.held = 1, most
	want := map[string]string{}
	for n := range commits {
		update(t, db, func(tx *Tx) {
			for i := range each {
				k := hashKey(kSeen, fmt.Sprint(max(n-i, 0))) // two of them come again
				body := fmt.Sprintf(`{"line":%d}`, n)
				tx.put(k, []byte(body))
				want[string(k)] = body
			}
		})
		if n := db.recent.last().held.Len(); n > most+each {
			t.Fatalf("%d are held back", n)
		}
		if rows := rowsOf(t, db, heldBucket(db.name)); rows > 8*most {
			t.Fatalf("%d rows after %d commits", rows, n)
		}
		if n%5 != 0 {
			continue
		}
		again := openAt(t, asKilled(t, db), c)
		view(t, again, func(tx *Tx) {
			if diff := cmp.Diff(want, entries(tx, "s")); diff != "" {
				t.Fatalf("after %d commits: %s", n, diff)
			}
		})
		if n%100 != 0 {
			again.Close()
			continue
		}
		db = again
		db.bolt.NoSync = true
		db.options.recent, db.options.held = 1, most
	}
}

// rowsOf counts the rows of a log.
func rowsOf(t *testing.T, db *DB, name []byte) int {
	t.Helper()
	rows := map[uint64]bool{}
	err := db.bolt.View(func(b *bbolt.Tx) error {
		return b.Bucket(name).ForEach(func(k, _ []byte) error { rows[binary.BigEndian.Uint64(k)] = true; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(rows)
}

// A row that is lost is missed: in the middle by who opens the file, and everywhere by
// who verifies it.
func TestHeldRowIsMissed(t *testing.T) {
	for row := range uint64(3) {
		db, c := openNew(t)
		db.options.recent = 1
		for n := range 3 {
			update(t, db, func(tx *Tx) { say(tx, fmt.Sprint("wecom/b/", n), quiz(1)) })
		}
		path := asKilled(t, db)
		b, err := openBolt(path, false)
		if err != nil {
			t.Fatal(err)
		}
		err = b.Update(func(tx *bbolt.Tx) error {
			return tx.Bucket(heldBucket(db.name)).Delete(redoKey(row+1, 0))
		})
		if err = errors.Join(err, b.Close()); err != nil {
			t.Fatal(err)
		}
		if r, err := Verify(path, testPlan()); err != nil || r.OK() {
			t.Errorf("row %d: Verify: %v %+v", row, err, r.Problems)
		}
		again, err := Open(path, Options{Plan: testPlan(), Now: c.now})
		if err == nil {
			again.Close()
		}
		if row == 1 && !errors.Is(err, ErrCorrupt) {
			t.Errorf("Open: %v", err)
		}
	}
}
