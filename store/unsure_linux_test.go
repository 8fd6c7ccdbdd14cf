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
	"testing/synctest"
	"time"
)

// onto leads the descriptor of an open store to another device: /dev/null takes
// everything, keeps nothing and cannot confirm; /dev/full has no room. It gives the way back.
func onto(t *testing.T, path, device string) (back func()) {
	t.Helper()
	to, err := os.OpenFile(device, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	fds, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range fds {
		if to, err := os.Readlink(name); err != nil || to != path {
			continue
		}
		fd, err := strconv.Atoi(filepath.Base(name))
		var own int
		if err == nil {
			own, err = syscall.Dup(fd)
		}
		if err == nil {
			err = syscall.Dup3(int(to.Fd()), fd, syscall.O_CLOEXEC)
		}
		if err != nil {
			t.Fatal(err)
		}
		return func() {
			if err := syscall.Dup3(own, fd, syscall.O_CLOEXEC); err != nil {
				t.Fatal(err)
			}
			_ = syscall.Close(own)
		}
	}
	t.Fatal("the store's descriptor was not found")
	return nil
}

// spoken says some lines, so that there are free pages and the file need not grow.
func spoken(t *testing.T, db *DB) (n int) {
	t.Helper()
	for ; n < 20; n++ {
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprint("m", n), quiz(5)) })
	}
	inPlace(t, db)
	return n
}

// A full disk refuses, which is told for a minute, and when it has room again all
// goes on.
func TestFullDiskIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, _ := openNew(t)
		n := spoken(t, db)
		if db.Refused() {
			t.Error("refused by a healthy disk")
		}
		back := onto(t, db.Path(), "/dev/full")
		err := db.Update(context.Background(), func(tx *Tx) error { say(tx, "later", quiz(1)); return nil })
		if !errors.Is(err, syscall.ENOSPC) || errors.Is(err, ErrUnsure) || !db.Refused() {
			t.Errorf("%v, told: %v", err, db.Refused())
		}
		time.Sleep(2 * refusedFor)
		if !db.Refused() {
			t.Error("not told although nothing was taken since")
		}
		_ = db.Update(context.Background(), func(tx *Tx) error { say(tx, "later", quiz(1)); return nil })
		back()
		update(t, db, func(tx *Tx) { say(tx, "later", quiz(1)) })
		if !db.Refused() {
			t.Error("one commit that found room makes no healthy disk")
		}
		time.Sleep(2 * refusedFor)
		if db.Refused() {
			t.Error("told for ever")
		}
		view(t, db, func(tx *Tx) {
			if tx.CountLines() != uint64(n+1) {
				t.Errorf("%d lines", tx.CountLines())
			}
		})
	})
}

// After a sync that failed nobody knows what the disk has, and a later one may
// succeed all the same: nothing is taken any more until the file is opened again,
// and then all is there that was confirmed.
func TestUnconfirmedSyncEndsTheStore(t *testing.T) {
	db, c := openNew(t)
	before := spoken(t, db)
	select {
	case <-db.Unsure():
		t.Fatal("unsure of a healthy disk")
	default:
	}
	back := onto(t, db.Path(), os.DevNull)
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
	if err := db.Update(context.Background(), func(tx *Tx) error { tx.Seen("lost0"); return nil }); !errors.Is(err, ErrUnsure) {
		t.Errorf("what only reads: %v", err) // a repetition must not be answered from what the disk lacks
	}
	if err := db.DryRun(func(*Tx) error { return nil }); !errors.Is(err, ErrUnsure) {
		t.Errorf("a trial: %v", err)
	}
	back()
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	again := openAt(t, db.Path(), c)
	update(t, again, func(tx *Tx) { say(tx, "after", quiz(7)) })
	view(t, again, func(tx *Tx) {
		if n := tx.CountLines(); n != uint64(before+1) {
			t.Errorf("%d lines", n)
		}
	})
}
