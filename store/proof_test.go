package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// later opens a file as one that is large enough to be proved later.
func later(path string, idle bool) (*DB, error) {
	c := newClock()
	c.t = c.t.Add(6 * 60e9)
	return Open(path, Options{Plan: testPlan(), Now: c.now, proveFrom: 1, idle: idle, Routes: Routes{
		Groups: map[ledger.GroupID][]messages.Address{"work": {{Channel: messages.ChanWeComWebhook, Target: "work"}}}}})
}

// closedInOrder gives a closed store with one of everything and some more pages,
// and all that it answers.
func closedInOrder(t *testing.T) (path, answers string) {
	t.Helper()
	db, c := openNew(t)
	furnish(t, db, c)
	for i := range 40 { // in many commits: old pages are free
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprint("more", i), quiz(i)) })
	}
	view(t, db, func(tx *Tx) { answers = everything(tx) })
	path = filepath.Join(t.TempDir(), "closed.db")
	db.Close()
	if err := copyFile(path, db.Path()); err != nil {
		t.Fatal(err)
	}
	again, err := later(path, false)
	if err != nil {
		t.Fatal(err)
	}
	if again.Proving() {
		t.Error("there was no mark yet")
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	return path, answers
}

func TestProvenLater(t *testing.T) {
	path, want := closedInOrder(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := later(path, true)
	if err != nil {
		t.Fatal(err)
	}
	if !db.Proving() {
		t.Fatal("everything was read first")
	}
	view(t, db, func(tx *Tx) {
		if got := everything(tx); got != want {
			t.Error("other answers")
		}
	})
	db.Close()
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("nothing was said, and the file has changed")
	}
	for round := range 3 { // what is written while it is being proved is sound, and ends in good order
		db, err := later(path, round == 1)
		if err != nil {
			t.Fatal(err)
		}
		if db.proof == nil {
			t.Fatal("everything was read first")
		}
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				for n := range 10 {
					update(t, db, func(tx *Tx) { say(tx, fmt.Sprint("late", round, i, n), quiz(n)) })
				}
			})
		}
		if round != 1 {
			if err := db.Proven(t.Context()); err != nil || db.Proving() {
				t.Error(err)
			}
		}
		wg.Wait()
		db.Close()
		if r := mustVerify(t, path); r.Lines != uint64(len(everyLine(t, path))) {
			t.Errorf("%d lines", r.Lines)
		}
	}
}

func everyLine(t *testing.T, path string) []Line {
	t.Helper()
	db, err := later(path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out []Line
	view(t, db, func(tx *Tx) {
		for n := range tx.CountLines() {
			l, _ := tx.Line(n + 1)
			out = append(out, l)
		}
	})
	return out
}

// Without its mark, with another's, after a commit that no close has followed: all is read first.
func TestNotInOrder(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"no mark":   func(path string) error { return os.Remove(markPath(path)) },
		"half mark": func(path string) error { return os.Truncate(markPath(path), 20) },
		"flipped mark": func(path string) error {
			mark, err := os.ReadFile(markPath(path))
			mark[30] ^= 1
			return errors.Join(err, os.WriteFile(markPath(path), mark, 0o600))
		},
		"a commit since": func(path string) error {
			db, err := later(path, false)
			if err != nil {
				return err
			}
			err = db.Update(context.Background(), func(tx *Tx) error { say(tx, "k", quiz(1)); return nil })
			crashed := path + ".crashed"
			err = errors.Join(err, copyFile(crashed, path), db.Close())
			return errors.Join(err, os.Rename(crashed, path))
		},
		"free pages": func(path string) error {
			file, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			m, _, err := readMeta(bytes.NewReader(file), int64(len(file)))
			file[int64(m.freelist)*m.pageSize+pageHead+8] ^= 1
			return errors.Join(err, os.WriteFile(path, file, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := closedInOrder(t)
			if err := spoil(path); err != nil {
				t.Fatal(err)
			}
			db, err := later(path, true)
			if err != nil {
				if name == "free pages" && errors.Is(err, ErrCorrupt) {
					return
				}
				t.Fatal(err)
			}
			defer db.Close()
			if db.Proving() && name != "free pages" { // a flip beyond the last free page hurts nobody
				t.Error("the mark was believed")
			}
		})
	}
}

// One flipped bit in a file that was closed in good order: the store is refused, or
// refuses to answer, or answers as before. And the background finds what reading
// the whole file finds.
func TestFlippedBitsProvenLater(t *testing.T) {
	path, want := closedInOrder(t)
	file, _ := pagesOf(t, path)
	mark, err := os.ReadFile(markPath(path))
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	refused, same, found := 0, 0, 0
	for range flipped() {
		bit := rnd.IntN(8 * len(file))
		putByte(t, path, bit/8, file[bit/8]^1<<(bit%8))
		_, whole := examine(path)
		asked, got := false, ""
		db, err := later(path, true)
		if err == nil {
			asked = db.Proving()
			err = db.View(func(tx *Tx) error { got = everything(tx); return nil })
			if err != nil {
				if uerr := db.Update(t.Context(), func(tx *Tx) error { say(tx, "k", quiz(1)); return nil }); !errors.Is(uerr, ErrCorrupt) {
					t.Errorf("bit %d: damage is known, and a line is taken: %v", bit, uerr)
				}
			}
			db.Close()
		}
		switch {
		case asked && err != nil && !errors.Is(err, ErrCorrupt):
			t.Errorf("bit %d: %v", bit, err)
		case err != nil:
			refused++
		case got == want:
			same++
		case asked: // otherwise it was read whole, which TestFlippedBits looks at
			t.Errorf("bit %d: a silent wrong answer", bit)
		}
		if asked {
			if db, err = later(path, false); err == nil {
				err = db.Proven(t.Context())
				db.Close()
			}
			if err != nil {
				found++
			}
			if (err != nil) != (whole != nil) {
				t.Errorf("bit %d: read whole: %v; proved in the background: %v", bit, whole, err)
			}
		}
		if asked {
			putByte(t, path, bit/8, file[bit/8])
		} else if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(markPath(path), mark, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d refused, %d answered as before, %d found in the background", refused, same, found)
	if found == 0 {
		t.Error("nothing was left to the background")
	}
}
