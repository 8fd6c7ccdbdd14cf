package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/console"
	"pufabot/bot/dingtalk/dingtalktest"
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

// A running bot that fails, or stops in the middle, is told in Chinese; no file is left.
func TestAskingInVainIsTold(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"failed": func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusInternalServerError, "failed") },
		"stopped": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "half")
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
	} {
		srv := httptest.NewServer(answer)
		dir := t.TempDir()
		ding := dingtalktest.New(t, time.Now)
		r := start(t, dir, ding.URL)
		r.stop()
		text, err := os.ReadFile(r.config)
		if err != nil {
			t.Fatal(err)
		}
		moved := strings.Replace(string(text), strings.TrimPrefix(r.url, "http://"), strings.TrimPrefix(srv.URL, "http://"), 1)
		if err := os.WriteFile(r.config, []byte(moved), 0o600); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, "x")
		for _, line := range [][]string{{"backup", "-o", to}, {"export", "--format", "csv", "-o", to}, {"status"}} {
			out, errs, code := invoke(append(line, "-c", r.config)...)
			if code != exitFailed || !strings.Contains(errs, "运行中的机器人没有办成") {
				t.Errorf("%s: %v: %d %s%s", name, line, code, out, errs)
			}
		}
		if left, _ := filepath.Glob(to + "*"); len(left) > 0 {
			t.Errorf("%s: left %v", name, left)
		}
		srv.Close()
	}
}

// A bot that starts just now has taken the connection before it wrote its token: the
// old one is no sign that it runs on another folder.
func TestAskingWhileTheBotStarts(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	r := start(t, dir, ding.URL)
	fresh, err := os.ReadFile(tokenPath(filepath.Join(dir, "data")))
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if asked++; asked == 1 {
			if err := os.WriteFile(tokenPath(filepath.Join(dir, "data")), fresh, 0o600); err != nil {
				t.Error(err)
			}
		}
		if q.Header.Get("Authorization") != "Bearer "+strings.TrimSpace(string(fresh)) {
			plain(w, http.StatusUnauthorized, "unauthorized")
			return
		}
		_, _ = io.WriteString(w, "{}")
	}))
	defer srv.Close()
	c, _, err := LoadConfig(r.config)
	if err != nil {
		t.Fatal(err)
	}
	c.HTTP.Listen = strings.TrimPrefix(srv.URL, "http://")
	for _, tt := range []struct {
		kept  string
		asked int
		want  error
	}{{"of the last run", 2, nil}, {strings.TrimSpace(string(fresh)), 1, nil}} {
		asked = 0
		if err := os.WriteFile(tokenPath(c.DataDir), []byte(tt.kept+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := c.askRunning(t.Context(), "GET", "status", io.Discard); !errors.Is(err, tt.want) || asked != tt.asked {
			t.Errorf("%s: %v, asked %d times", tt.kept, err, asked)
		}
	}
	fresh = []byte("of a bot elsewhere") // which does not write it here
	asked = 1
	if err := c.askRunning(t.Context(), "GET", "status", io.Discard); !errors.Is(err, errNotRunning) || asked != 2 {
		t.Errorf("elsewhere: %v, asked %d times", err, asked)
	}
}
