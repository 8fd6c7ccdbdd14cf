package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/store"
)

func TestDailyCopiesAreVerifiedAndRetired(t *testing.T) {
	c := loadExample(t)
	dir := t.TempDir()
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, c.Campaign.Zone)
	clock := func() time.Time { return now }
	db, err := store.Open(filepath.Join(dir, "pufabot.db"), store.Options{Plan: c.Plan(), Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	k := &keeper{db: db, plan: c.Plan(), dir: filepath.Join(dir, "backups"), keep: 3, now: clock, log: zerolog.Nop()}
	for range 5 {
		for range 3 { // three looks a day make one copy
			if err := k.daily(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if now.Day() == 1 { // what is not ours stays
			if err := os.WriteFile(filepath.Join(k.dir, "pufabot-2026-11-01.db.txt"), []byte("mine"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		now = now.AddDate(0, 0, 1)
	}
	entries, err := os.ReadDir(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := []string{"pufabot-2026-11-01.db.txt", "pufabot-2026-12-03.db", "pufabot-2026-12-04.db", "pufabot-2026-12-05.db"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if report, err := store.Verify(filepath.Join(k.dir, "pufabot-2026-12-05.db"), c.Plan()); err != nil || !report.OK() {
		t.Errorf("%v %v", report, err)
	}
}

// A folder that cannot be written fails the copy and leaves nothing half-made.
func TestADailyCopyThatFailsLeavesNothing(t *testing.T) {
	c := loadExample(t)
	dir := t.TempDir()
	db, err := store.Open(filepath.Join(dir, "pufabot.db"), store.Options{Plan: c.Plan(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	blocked := filepath.Join(dir, "backups")
	if err := os.WriteFile(blocked, []byte("a file, not a folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	k := &keeper{db: db, plan: c.Plan(), dir: blocked, keep: 3, now: time.Now, log: zerolog.Nop()}
	if err := k.daily(t.Context()); err == nil {
		t.Error("a copy was made into a file")
	}
	if k.last.Load() != 0 {
		t.Error("a copy that was not made is counted")
	}
}

func TestMirrorCopiesWhatIsNewAndMindsTheHash(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "files"), filepath.Join(t.TempDir(), "files")
	blobs, err := store.OpenBlobs(from)
	if err != nil {
		t.Fatal(err)
	}
	var kept []store.Blob
	for _, words := range []string{"first", "second"} {
		b, err := blobs.Put(100, func(w io.Writer) error { _, err := io.WriteString(w, words); return err })
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, b)
		if err := mirror(t.Context(), from, to); err != nil {
			t.Fatal(err)
		}
	}
	copies, err := store.OpenBlobs(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range kept {
		f, err := copies.Open(b.Hash)
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
	}
	b, err := blobs.Put(100, func(w io.Writer) error { _, err := io.WriteString(w, "third"); return err })
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(from, b.Hash[:2], b.Hash), []byte("other"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := mirror(t.Context(), from, to); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a damaged file was copied: %v", err)
	}

	c := loadExample(t)
	db, err := store.Open(filepath.Join(t.TempDir(), "pufabot.db"), store.Options{Plan: c.Plan(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	k := &keeper{db: db, plan: c.Plan(), dir: filepath.Dir(to), files: from, keep: 3, now: time.Now, log: zerolog.Nop()}
	if err := k.daily(t.Context()); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("nobody is told of the damaged file: %v", err)
	}
	if copies, _ := filepath.Glob(filepath.Join(k.dir, "pufabot-*.db")); len(copies) != 1 {
		t.Errorf("%d copies of the ledger beside a damaged file", len(copies))
	}
}
