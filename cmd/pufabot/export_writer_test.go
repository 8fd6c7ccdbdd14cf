package main

import (
	"context"
	"io"
	"path/filepath"
	"testing"
	"time"

	"pufabot/messages/dossiertest"
	"pufabot/messages/parcel"
	"pufabot/store"
)

// Documents are made while somebody else's line is being written, and lines are
// written while a document is on its way out: an export never takes the writer, and
// holds no view open meanwhile.
func TestExportsAndLinesDoNotWait(t *testing.T) {
	plan := dossiertest.Many(2).Plan
	db, err := store.Open(filepath.Join(t.TempDir(), "pufabot.db"), store.Options{Plan: plan, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	say := func(tx *store.Tx) error { tx.AppendLine(store.Line{Text: "答题5人"}); return nil }
	if err := db.Update(context.Background(), say); err != nil {
		t.Fatal(err)
	}
	c := &Config{}
	for _, format := range parcel.Formats {
		writing, made, written := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() {
			written <- db.Update(context.Background(), func(tx *store.Tx) error {
				close(writing)
				<-made
				return say(tx)
			})
		}()
		<-writing
		if err := c.export(db.View, io.Discard, parcel.Order{Format: format}); err != nil {
			t.Error(format, err)
		}
		close(made)
		if err := <-written; err != nil {
			t.Error(format, err)
		}
		spoken := spokenTo(func() error { return db.Update(context.Background(), say) })
		if err := c.export(db.View, spoken, parcel.Order{Format: format}); err != nil {
			t.Error(format, err)
		}
	}
}

// spokenTo is a reader of a document who says something at each piece of it.
type spokenTo func() error

func (s spokenTo) Write(p []byte) (int, error) { return len(p), s() }
