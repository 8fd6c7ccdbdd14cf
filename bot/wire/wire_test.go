package wire

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestBroken(t *testing.T) {
	secret := func(err error) error {
		return &url.Error{Op: "Post", URL: "https://example.org/send?key=SECRET", Err: err}
	}
	for _, tt := range []struct {
		err  error
		code string
	}{
		{secret(context.Canceled), "stopped"},
		{secret(context.DeadlineExceeded), "timeout"},
		{secret(os.ErrDeadlineExceeded), "timeout"},
		{secret(errors.New("connection refused")), "network"},
	} {
		if got := Broken(tt.err); got.Code != tt.code || strings.Contains(got.Error(), "SECRET") {
			t.Errorf("%v: %v, want %s", tt.err, got, tt.code)
		}
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	hits := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits++
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	}))
	defer s.Close()
	for _, c := range []*http.Client{NewClient(), Bound(http.DefaultClient)} {
		hits = 0
		resp, err := c.Get(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if hits != 1 || resp.StatusCode != http.StatusTemporaryRedirect {
			t.Errorf("%d requests, status %d", hits, resp.StatusCode)
		}
	}
}

func TestEncodeEscapesNoHTML(t *testing.T) {
	got, err := Encode(map[string]string{"a": `<@x> & "y"`})
	if want := `{"a":"<@x> & \"y\""}`; err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	if _, err := Encode(func() {}); err == nil {
		t.Error("a function was encoded")
	}
}

// A conversation stays in order, no more than the lanes work at once, and Stop
// waits for everything.
func TestLanes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		type piece struct{ chat, n int }
		var mu sync.Mutex
		done := map[int][]int{}
		at, most := 0, 0
		l := NewLanes(4, func(p piece) {
			mu.Lock()
			at++
			most = max(most, at)
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			at--
			done[p.chat] = append(done[p.chat], p.n)
			mu.Unlock()
		})
		for n := range 20 {
			for chat := range 10 {
				if !l.Put(t.Context(), fmt.Sprint("chat", chat), piece{chat, n}) {
					t.Fatal("no room")
				}
			}
		}
		l.Stop()
		for chat := range 10 {
			for n, got := range done[chat] {
				if got != n {
					t.Fatalf("chat %d: %v", chat, done[chat])
				}
			}
			if len(done[chat]) != 20 {
				t.Errorf("chat %d: %d done", chat, len(done[chat]))
			}
		}
		if most > laneCount || most < 2 {
			t.Errorf("%d at once", most)
		}
	})
}

func TestPutGivesUp(t *testing.T) {
	block := make(chan struct{})
	l := NewLanes(1, func(int) { <-block })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	full := false
	for range 10 {
		full = full || !l.Put(ctx, "one", 1)
	}
	if !full {
		t.Error("a full lane took everything")
	}
	close(block)
	l.Stop()
}

// Since says how long it has been so, whatever has been said in the meantime.
func TestStateRemembersSinceWhen(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 12, 4, 9, minute, 0, 0, time.UTC) }
	s := State{Since: at(0), Trouble: "starting"}
	for i, tt := range []struct {
		connected bool
		trouble   string
		want      State
	}{
		{false, "network", State{false, at(0), "network"}},
		{true, "", State{true, at(2), ""}},
		{true, "slow", State{true, at(2), "slow"}},
		{false, "network", State{false, at(4), "network"}},
	} {
		if s = s.Note(tt.connected, tt.trouble, at(i+1)); s != tt.want {
			t.Errorf("step %d: %+v, want %+v", i, s, tt.want)
		}
	}
}
