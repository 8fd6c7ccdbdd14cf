package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBackupWhileWriting(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	var want string
	view(t, db, func(tx *Tx) { want = everything(tx) })
	to := filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(context.Background(), to); err != nil {
		t.Fatal(err)
	}
	update(t, db, func(tx *Tx) { say(tx, "later", quiz(1)) })
	mustVerify(t, to)
	copied := openAt(t, to, c)
	view(t, copied, func(tx *Tx) {
		if diff := cmp.Diff(want, everything(tx)); diff != "" {
			t.Errorf("the backup differs:\n%s", diff)
		}
	})
	update(t, copied, func(tx *Tx) { say(tx, "here too", quiz(1)) })
	copied.Close()
	if err := db.Backup(context.Background(), to); err != nil { // an older backup gives way
		t.Fatal(err)
	}
	if r := mustVerify(t, to); r.Lines != 8 {
		t.Errorf("%d lines", r.Lines)
	}
}

func TestBackupRefuses(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	dir := t.TempDir()
	if err := db.Backup(context.Background(), db.Path()); !errors.Is(err, ErrMisuse) {
		t.Errorf("onto itself: %v", err)
	}
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(context.Background(), letter); !errors.Is(err, ErrForeign) {
		t.Errorf("onto a letter: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := db.Backup(ctx, filepath.Join(dir, "cancelled.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	undo := damage(t, db, seqKey(kLine, 2), "flipped")
	if err := db.Backup(context.Background(), filepath.Join(dir, "damaged.db")); !errors.Is(err, ErrCorrupt) {
		t.Errorf("damaged: %v", err)
	}
	undo()
	left, _ := os.ReadDir(dir)
	if len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestRestore(t *testing.T) {
	t.Parallel() // it waits for a lock
	db, c := openNew(t)
	furnish(t, db, c)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(context.Background(), backup); err != nil {
		t.Fatal(err)
	}
	lines := func(path string) uint64 {
		t.Helper()
		return mustVerify(t, path).Lines
	}
	if _, err := Restore(backup, db.Path(), true); !errors.Is(err, ErrLocked) {
		t.Errorf("over a running store: %v", err)
	}
	update(t, db, func(tx *Tx) { say(tx, "later", quiz(1)) })
	db.Close()
	if _, err := Restore(backup, db.Path(), false); !errors.Is(err, ErrOverNewer) {
		t.Errorf("over a newer store: %v", err)
	}
	if n := lines(db.Path()); n != 8 {
		t.Errorf("%d lines after the refusal", n)
	}
	before, err := Restore(backup, db.Path(), true)
	if err != nil || before != db.Path()+".replaced" {
		t.Fatal(before, err)
	}
	if n := lines(db.Path()); n != 7 {
		t.Errorf("%d lines restored", n)
	}
	if n := lines(before); n != 8 {
		t.Errorf("%d lines kept aside", n)
	}

	whole, err := os.ReadFile(db.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(db.Path(), whole[:len(whole)/3], 0o600); err != nil { // what backups are for
		t.Fatal(err)
	}
	if _, err := Restore(backup, db.Path(), false); err != nil {
		t.Errorf("over a damaged store: %v", err)
	}
	if n := lines(db.Path()); n != 7 {
		t.Errorf("%d lines restored", n)
	}
	if _, err := os.Stat(db.Path() + ".replaced2"); err != nil {
		t.Error(err)
	}

	elsewhere := filepath.Join(t.TempDir(), "data", "new.db")
	if before, err := Restore(backup, elsewhere, false); err != nil || before != "" || lines(elsewhere) != 7 {
		t.Errorf("where nothing was: %q %v", before, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	file, _ := furnished(t, false)
	dir := t.TempDir()
	db, _ := openNew(t)
	db.Close()
	before, _ := os.ReadFile(db.Path())
	bad := filepath.Join(dir, "bad.db")
	flipped := append([]byte(nil), file...)
	for i := 4 * 4096; i < len(flipped); i += 512 {
		flipped[i] ^= 1
	}
	for name, test := range map[string]struct {
		content []byte
		want    error
	}{
		"damaged":   {flipped, ErrCorrupt},
		"cut short": {file[:len(file)/2], ErrTruncated},
		"empty":     {nil, ErrTruncated},
		"foreign":   {[]byte("letter"), ErrForeign},
	} {
		if err := os.WriteFile(bad, test.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(bad, db.Path(), true); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Restore(filepath.Join(dir, "none.db"), db.Path(), true); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no backup: %v", err)
	}
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(dir, "good.db")
	if err := os.WriteFile(good, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(good, letter, true); !errors.Is(err, ErrForeign) {
		t.Errorf("over a letter: %v", err)
	}
	if after, _ := os.ReadFile(db.Path()); string(after) != string(before) {
		t.Error("a refused restore changed the store")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(db.Path()), "*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
