package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pufabot/store"
)

// What killed runs have left is removed; what somebody may be working on is not, nor
// what only looks like it.
func TestClearScratch(t *testing.T) {
	temp := t.TempDir()
	plan := loaded(t, examplePath).Plan()
	folder := func(name string, age time.Duration, ledger, open bool) {
		dir := filepath.Join(temp, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if ledger {
			db, err := store.Open(filepath.Join(dir, "pufabot.db"), store.Options{Plan: plan, Now: time.Now})
			if err != nil {
				t.Fatal(err)
			}
			if open {
				t.Cleanup(func() { _ = db.Close() })
			} else if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		old := time.Now().Add(-age)
		if err := os.Chtimes(dir, old, old); err != nil {
			t.Fatal(err)
		}
	}
	folder("pufabot-rehearse-1", 2*time.Hour, true, false)
	folder("pufabot-verify-2", 2*time.Hour, false, false)
	folder("pufabot-rehearse-3", 2*time.Hour, true, true)
	folder("pufabot-explain-4", time.Minute, true, false)
	folder("pufabot-data", 2*time.Hour, true, false)
	if err := os.Symlink(filepath.Join(temp, "pufabot-data"), filepath.Join(temp, "pufabot-rehearse-5")); err != nil {
		t.Log(err) // Windows lets not everybody
	}
	clearScratch(temp, time.Now())
	var left []string
	entries, _ := os.ReadDir(temp)
	for _, e := range entries {
		if e.IsDir() {
			left = append(left, e.Name())
		}
	}
	if want := []string{"pufabot-data", "pufabot-explain-4", "pufabot-rehearse-3"}; !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
	if _, err := os.Stat(filepath.Join(temp, "pufabot-data", "pufabot.db")); err != nil {
		t.Error(err)
	}
}

// A rehearsal that is stopped in the middle leaves nothing behind.
func TestStoppedRehearsalLeavesNothing(t *testing.T) {
	c := loaded(t, examplePath)
	temp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temp)
	}
	from, to, err := rehearseCmd{}.span(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if pushes, _, err := rehearse(ctx, c, from, to, nil); !errors.Is(err, context.Canceled) || len(pushes) > 0 {
		t.Errorf("%d pushes, %v", len(pushes), err)
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
