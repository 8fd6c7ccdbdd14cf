package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/store"
)

// A writer that does not come back is not ready, and the probe is answered all the same.
func TestReadyNoticesAStuckWriter(t *testing.T) {
	c := loaded(t, examplePath)
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(filepath.Join(t.TempDir(), "ready.db"), store.Options{Plan: c.Plan(), Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		s := &service{db: db, health: newHealth(time.Now)}
		ask := func(want int) {
			t.Helper()
			w := httptest.NewRecorder()
			s.ready(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/readyz", nil))
			if w.Code != want {
				t.Errorf("%d %s, want %d", w.Code, w.Body, want)
			}
		}
		ask(http.StatusOK)
		leave, done := make(chan struct{}), make(chan error)
		go func() {
			done <- db.Update(context.Background(), func(*store.Tx) error { <-leave; return nil })
		}()
		synctest.Wait()
		ask(http.StatusServiceUnavailable)
		close(leave)
		if err := <-done; err != nil {
			t.Error(err)
		}
		ask(http.StatusOK)
	})
}
