package console

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
)

func TestClockMoves(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, testNow.Location()) }
	tests := []struct {
		name, body string
		status     int
		code       string
		want       Move
	}{
		{"next", `{"do":"next"}`, 200, "", Move{To: playEnd, Next: true}},
		{"next with the cast", `{"do":"next","cast":true}`, 200, "", Move{To: playEnd, Next: true, Cast: true}},
		{"hour", `{"do":"hour"}`, 200, "", Move{To: at(1, 9)}},
		{"day", `{"do":"day"}`, 200, "", Move{To: at(2, 8)}},
		{"date", `{"do":"to","date":"2026-12-05"}`, 200, "", Move{To: at(5, 8)}},
		{"a past date", `{"do":"to","date":"2026-11-30"}`, 400, "clock-past", Move{}},
		{"beyond the end", `{"do":"to","date":"2026-12-06"}`, 400, "clock-end", Move{}},
		{"no date", `{"do":"to"}`, 400, "other", Move{}},
		{"no such date", `{"do":"to","date":"2026-12-32"}`, 400, "other", Move{}},
		{"nothing", `{}`, 400, "other", Move{}},
		{"another field", `{"do":"next","by":"me"}`, 400, "other", Move{}},
		{"two values", `{"do":"next"} {}`, 400, "other", Move{}},
		{"too much", `{"do":"` + strings.Repeat("x", 2000) + `"}`, 400, "other", Move{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, f := rehearsing(t)
			w := b.do(request("POST", "/console/clock", tt.body))
			if w.Code != tt.status {
				t.Fatalf("status %d %s", w.Code, w.Body)
			}
			if tt.status != 200 {
				if len(f.moves) != 0 || !strings.Contains(w.Body.String(), `"`+tt.code+`"`) {
					t.Errorf("moves %v, %s", f.moves, w.Body)
				}
				if _, ok := messages.RehearsalClock().Errors[tt.code]; !ok {
					t.Errorf("no sentence for %q", tt.code)
				}
				return
			}
			if d := cmp.Diff([]Move{tt.want}, f.moves); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestMoveTellsWhatWasPushed(t *testing.T) {
	b, f := rehearsing(t)
	say(b, "an answer") // a reply is no push
	var got struct {
		Clock  Clock
		Pushed []pushed
		Unsaid []string
	}
	for _, body := range []string{`{"do":"next"}`, `{"do":"to","date":"2026-12-04"}`} {
		w := b.do(request("POST", "/console/clock", body))
		got.Pushed = nil
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]pushed{{"group/work", messages.KindReminder}}, got.Pushed); d != "" {
			t.Errorf("%s: %s", body, d)
		}
	}
	if len(got.Unsaid) != 1 {
		t.Errorf("unsaid: %q", got.Unsaid)
	}
	if !got.Clock.Now.Equal(time.Date(2026, 12, 4, 8, 0, 0, 0, testNow.Location())) {
		t.Errorf("stands at %v", got.Clock.Now)
	}
	if n := len(b.history(t, "group/work")); n != 4 { // the answer and three mornings
		t.Errorf("%d events", n)
	}
	f.fail = errors.New("disk full")
	if w := b.do(request("POST", "/console/clock", `{"do":"hour"}`)); w.Code != 503 || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("status %d %s", w.Code, w.Body)
	}
}

// Whoever cannot reach the console cannot reach its clock; where time is real
// there is no clock at all.
func TestClockIsGuarded(t *testing.T) {
	foreign := map[string]func(*http.Request){
		"origin":    func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
		"no origin": func(r *http.Request) { r.Header.Del("Origin") },
		"host":      func(r *http.Request) { r.Host = "evil.example" },
		"peer":      func(r *http.Request) { r.RemoteAddr = "192.0.2.7:4000" },
		"proxy":     func(r *http.Request) { r.Header.Set("X-Forwarded-For", "192.0.2.7") },
	}
	for name, change := range foreign {
		b, f := rehearsing(t)
		r := request("POST", "/console/clock", `{"do":"restart"}`)
		change(r)
		if w := b.do(r); w.Code != http.StatusForbidden || f.again != 0 {
			t.Errorf("%s: status %d, %d restarts", name, w.Code, f.again)
		}
	}
	b, f := rehearsing(t)
	form := request("POST", "/console/clock", `{"do":"restart"}`)
	form.Header.Set("Content-Type", "text/plain")
	if w := b.do(form); w.Code != http.StatusUnsupportedMediaType || f.again != 0 {
		t.Errorf("a form: status %d", w.Code)
	}
	if w := b.do(request("DELETE", "/console/clock", "")); w.Code != http.StatusForbidden && w.Code != http.StatusMethodNotAllowed {
		t.Errorf("DELETE: status %d", w.Code)
	}
	if w := b.do(request("POST", "/console/clock", `{"do":"restart"}`)); w.Code != 200 || f.again != 1 {
		t.Errorf("restart: status %d, %d restarts", w.Code, f.again)
	}
	if w := newBench(t).do(request("GET", "/console/clock", "")); w.Code != http.StatusNotFound {
		t.Errorf("without a rehearsal: status %d", w.Code)
	}
	if page := newBench(t).do(request("GET", "/", "")).Body.String(); strings.Contains(page, `id="clock"`) {
		t.Error("a clock on the page where time is real")
	}
}

func TestStreamTellsTheClock(t *testing.T) {
	b, _ := rehearsing(t)
	l := listen(t, serve(t, b), "", "")
	clock := func() string {
		for {
			f, ok := l.next()
			if !ok {
				t.Fatal("the stream ends")
			}
			if f.event == "clock" {
				return f.data
			}
		}
	}
	if first := clock(); !strings.Contains(first, "2026-12-01T08:00") {
		t.Error(first)
	}
	b.do(request("POST", "/console/clock", `{"do":"hour"}`)) // nothing is said, and yet every page sees it
	if second := clock(); !strings.Contains(second, "2026-12-01T09:00") {
		t.Error(second)
	}
}
