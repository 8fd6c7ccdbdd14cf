package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/console"
)

// A document that fails half made must not reach the command line as a whole one.
func TestHalfAnswersAreCutOff(t *testing.T) {
	s := &service{log: zerolog.Nop(), gate: console.NewGate("token", time.Now)}
	for name, tt := range map[string]struct {
		words string
		want  bool // whether there is an answer at all
	}{"before anything": {"", true}, "in the middle": {"half a document", false}} {
		srv := httptest.NewServer(s.guarded(func(w http.ResponseWriter, _ *http.Request) error {
			if tt.words != "" {
				_, _ = io.WriteString(w, tt.words)
			}
			return errors.New("the rest cannot be made")
		}))
		req, err := http.NewRequest(http.MethodGet, srv.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer token")
		resp, err := http.DefaultClient.Do(req)
		status := 0
		if err == nil {
			status = resp.StatusCode
			_, err = io.ReadAll(resp.Body)
			_ = resp.Body.Close()
		}
		if whole := err == nil; whole != tt.want || whole && status != http.StatusInternalServerError {
			t.Errorf("%s: %d %v", name, status, err)
		}
		srv.Close()
	}
}
