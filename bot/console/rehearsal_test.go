package console

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// fakePlay is a rehearsal with a reminder to the group every day at ten.
type fakePlay struct {
	b *bench

	stands atomic.Pointer[time.Time] // read by the console while a move is under way

	mu    sync.Mutex
	moves []Move
	fail  error
	again int

	restarted chan struct{}
}

var (
	playStart = time.Date(2026, 12, 1, 8, 0, 0, 0, testNow.Location())
	playEnd   = time.Date(2026, 12, 6, 0, 0, 0, 0, testNow.Location())
)

func (f *fakePlay) now() time.Time { return *f.stands.Load() }

func (f *fakePlay) Clock() (Clock, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := Clock{Now: f.now(), Last: playEnd}
	if next := f.next(); !next.After(playEnd) {
		c.Next = next
	}
	return c, f.fail
}

func (f *fakePlay) next() time.Time {
	at := ledger.DateOf(f.now()).At(ledger.Clock{Hour: 10}, f.now().Location())
	if !at.After(f.now()) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

func (f *fakePlay) Play(ctx context.Context, m Move) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.moves = append(f.moves, m)
	for next := f.next(); !next.After(m.To); next = f.next() {
		f.stands.Store(&next)
		d := delivery("remind/"+next.Format(time.DateOnly), "group/work", receipt(messages.Envelope{Text: "x"}))
		d.Kind = messages.KindReminder
		if _, err := f.b.Send(ctx, d); err != nil {
			return nil, err
		}
		if m.Next {
			return nil, nil
		}
	}
	f.stands.Store(&m.To)
	return []string{"16:00 征文：都报齐了，没有打扰"}, f.fail
}

func (f *fakePlay) Restart(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.again++
	f.restarted <- struct{}{}
	f.stands.Store(&playStart)
	return f.fail
}

func rehearsing(t *testing.T) (*bench, *fakePlay) {
	b := newBench(t)
	f := &fakePlay{b: b, restarted: make(chan struct{}, 9)}
	f.stands.Store(&playStart)
	b.now = f.now
	var days []Day
	for d := ledger.DateOf(playStart); d.Before(ledger.DateOf(playEnd)); d = d.AddDays(1) {
		day := Day{Date: d}
		if d.Day == 5 {
			day.Rest, day.Marks = true, []string{"署名文章截止"}
		}
		days = append(days, day)
	}
	b.Rehearse(f, days)
	return b, f
}

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

func TestClockInTheBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	open := browser(t)
	for _, screen := range []struct {
		name          string
		width, height int64
		dark          bool
	}{{"desktop", 1280, 800, false}, {"phone-dark", 390, 844, true}} {
		t.Run(screen.name, func(t *testing.T) {
			b, f := rehearsing(t)
			srv := serve(t, b)
			ctx := open(screen.width, screen.height, screen.dark)
			run := func(what string, actions ...chromedp.Action[chromedp.Void]) {
				t.Helper()
				if err := chromedp.Do(ctx, actions...); err != nil {
					t.Fatalf("%s: %v", what, err)
				}
			}
			shows := func(day, clock string) chromedp.Action[chromedp.Void] {
				return until(`document.querySelector('#clock-day').textContent.includes('` + day + `') && document.querySelector('#clock-time').textContent === '` + clock + `' && !document.querySelector('.clock.busy')`)
			}
			run("open", chromedp.Navigate(srv.URL), shows("12月1日", "08:00"), until(`document.querySelector('#link').dataset.state === 'connected'`))
			if under := ask[string](t, ctx, `document.querySelector('#under').textContent`); under != messages.RehearsalClock().Everyone {
				t.Errorf("who sees the group: %q", under)
			}
			run("next", chromedp.Click(`[data-do=next]`), shows("12月1日 周二", "10:00"), until(`document.querySelector('.row.push') && document.querySelector('.clock-chat[data-chat="group/work"]')`))
			run("hour", chromedp.Click(`[data-do=hour]`), shows("12月1日", "11:00"), until(`!document.querySelector('.clock-chat') && document.querySelector('.clock-unsaid').textContent.includes('1')`))
			run("why", chromedp.Click(`.clock-unsaid summary`), until(`document.querySelector('.clock-unsaid ul').getBoundingClientRect().height > 20`))
			if out := ask[bool](t, ctx, `(({left, right}) => left < 0 || right > innerWidth)(document.querySelector('.clock-unsaid ul').getBoundingClientRect())`); out {
				t.Error("the reasons do not fit on the screen")
			}
			shoot(t, ctx, screen.name+"-6-unsaid")
			run("day", chromedp.Click(`[data-do=day]`), shows("12月2日 周三", "11:00"))
			run("date", chromedp.Click(`[data-date="2026-12-04"]`), shows("12月4日", "08:00"), until(`document.querySelectorAll('.row.push').length === 3`))
			if past := ask[bool](t, ctx, `document.querySelector('[data-date="2026-12-03"]').disabled && !document.querySelector('[data-date="2026-12-05"]').disabled`); !past {
				t.Error("the clock can be turned back")
			}
			if over := ask[float64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("the page is %v pixels too wide", over)
			}
			shoot(t, ctx, screen.name+"-5-clock")
			if screen.dark {
				return // the rest takes its time on purpose
			}
			run("play on", chromedp.Click(`#clock-auto`), until(`document.querySelectorAll('.row.push').length === 5 && document.querySelector('[data-do=next]').disabled && document.querySelector('#clock-auto').disabled`))
			if m := f.moves[len(f.moves)-1]; !m.Cast || !m.Next {
				t.Errorf("the last move was %+v", m)
			}
			run("restart", chromedp.Click(`#clock-restart`), until(`document.querySelector('#clock-restart.sure')`))
			if f.again != 0 {
				t.Error("one click starts again")
			}
			run("really", chromedp.Click(`#clock-restart`))
			select {
			case <-f.restarted:
			case <-ctx.Done():
				t.Error("two clicks do not start again")
			}
		})
	}
}
