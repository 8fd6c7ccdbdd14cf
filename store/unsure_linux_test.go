package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// forgetful makes the disk of an open store take everything, keep nothing, and fail
// to confirm: its descriptor leads to /dev/null, where a sync is an error.
func forgetful(t *testing.T, path string) {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	fds, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range fds {
		if to, err := os.Readlink(name); err != nil || to != path {
			continue
		}
		fd, err := strconv.Atoi(filepath.Base(name))
		if err == nil {
			err = syscall.Dup3(int(null.Fd()), fd, syscall.O_CLOEXEC)
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Fatal("the store's descriptor was not found")
}

// After a sync that failed nobody knows what the disk has, and a later one may
// succeed all the same: nothing is taken any more until the file is opened again,
// and then all is there that was confirmed.
func TestUnconfirmedSyncEndsTheStore(t *testing.T) {
	db, c := openNew(t)
	const before = 20 // so that there are free pages, and the file need not grow
	for n := range before {
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprint("m", n), quiz(5)) })
	}
	select {
	case <-db.Unsure():
		t.Fatal("unsure of a healthy disk")
	default:
	}
	forgetful(t, db.Path())
	for n := range 3 {
		err := db.Update(context.Background(), func(tx *Tx) error { say(tx, fmt.Sprint("lost", n), quiz(1)); return nil })
		if !errors.Is(err, ErrUnsure) {
			t.Errorf("write %d: %v", n, err)
		}
	}
	select {
	case <-db.Unsure():
	default:
		t.Error("nobody is told")
	}
	if err := db.DryRun(func(*Tx) error { return nil }); !errors.Is(err, ErrUnsure) {
		t.Errorf("a trial: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	again := openAt(t, db.Path(), c)
	update(t, again, func(tx *Tx) { say(tx, "after", quiz(7)) })
	view(t, again, func(tx *Tx) {
		if n := tx.CountLines(); n != before+1 {
			t.Errorf("%d lines", n)
		}
	})
}
