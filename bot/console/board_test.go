package console

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/rs/zerolog"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

const boardToken = "correct-horse-battery"

// boardData is the test plan at noon of 6 December with some of everything.
func boardData() dossier.Dossier {
	p := testPlan()
	p.Campaign.Zone = testNow.Location()
	p.Calendar = ledger.NewCalendar(nil, nil)
	due := map[ledger.ItemID]ledger.Date{"article": {Year: 2026, Month: 12, Day: 5}, "essay": {Year: 2026, Month: 12, Day: 20},
		"quiz": {Year: 2026, Month: 12, Day: 25}, "outreach": {Year: 2026, Month: 12, Day: 25}, "duty": {Year: 2026, Month: 12, Day: 7}}
	now := time.Date(2026, 12, 6, 12, 0, 0, 0, testNow.Location())
	d := dossier.Dossier{Plan: p, At: now}
	for i, u := range p.Units {
		for j, it := range p.ItemsOf(u) {
			it.Due = due[it.ID]
			if it.ID == "article" {
				it.DueTime, it.HasTime = ledger.Clock{Hour: 12}, true
			}
			var t ledger.Tally
			at := now.Add(-24 * time.Hour)
			switch n := (i*3 + j*5) % 7; {
			case n < 3 && it.Kind != ledger.Signup:
				t = t.Apply(it, ledger.Record{Seq: 1, At: at.Add(-48 * time.Hour), Verb: ledger.Counted, Op: ledger.Set, Value: i + n + 1, Approx: n == 1})
			case n == 3 && it.Kind != ledger.Signup:
				t = t.Apply(it, ledger.Record{Seq: 1, At: at.Add(3 * time.Hour), Verb: ledger.Counted, Op: ledger.Set, Value: 1})
			case n == 4:
				t = t.Apply(it, ledger.Record{Seq: 1, At: at, Verb: ledger.Counted, Op: ledger.Set})
			}
			d.Gaps = append(d.Gaps, ledger.NewGap(u, it, t, p.Deadline(it)))
		}
	}
	return d
}

func newTestGate(token string) *Gate { return NewGate(token, func() time.Time { return testNow }) }

func newTestBoard(token string) http.Handler {
	return NewBoard(func() (dossier.Dossier, error) { return boardData(), nil }, newTestGate(token), zerolog.Nop())
}

func TestBoardAdmits(t *testing.T) {
	from := func(peer, host string) func(*http.Request) {
		return func(r *http.Request) { r.RemoteAddr, r.Host = peer, host }
	}
	away := from("192.0.2.7:4000", "bot.example.gov.cn")
	with := func(fs ...func(*http.Request)) func(*http.Request) {
		return func(r *http.Request) {
			for _, f := range fs {
				f(r)
			}
		}
	}
	cookie := func(v string) func(*http.Request) {
		return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: boardCookie, Value: v}) }
	}
	proxied := with(from("127.0.0.1:4000", "127.0.0.1:8080"), func(r *http.Request) { r.Header.Set("X-Forwarded-For", "192.0.2.7") })
	tests := []struct {
		name, path, token string
		change            func(*http.Request)
		want              int
	}{
		{"this machine", "/board", boardToken, from("127.0.0.1:4000", "localhost:8080"), 200},
		{"this machine, no token configured", "/board", "", from("127.0.0.1:4000", "localhost:8080"), 200},
		{"elsewhere", "/board", boardToken, away, 401},
		{"elsewhere, the picture", "/board/progress.png", boardToken, away, 401},
		{"elsewhere, the figures", "/board/figures.xlsx", boardToken, away, 401},
		{"right cookie, the figures", "/board/figures.xlsx", boardToken, with(away, cookie(newTestGate(boardToken).pass())), 200},
		{"the picture", "/board/progress.png?page=1", boardToken, from("127.0.0.1:4000", "localhost"), 200},
		{"no such page", "/board/progress.png?page=9", boardToken, from("127.0.0.1:4000", "localhost"), 404},
		{"not a page", "/board/progress.png?page=x", boardToken, from("127.0.0.1:4000", "localhost"), 404},
		{"elsewhere, files", "/board/board.js", boardToken, away, 401},
		{"through a proxy", "/board", boardToken, proxied, 401},
		{"rebound name", "/board", boardToken, from("127.0.0.1:4000", "evil.example"), 401},
		{"right token", "/board?token=" + boardToken, boardToken, away, 303},
		{"wrong token", "/board?token=x", boardToken, away, 401},
		{"start of the token", "/board?token=" + boardToken[:5], boardToken, away, 401},
		{"empty token", "/board?token=", boardToken, away, 401},
		{"empty token, none configured", "/board?token=", "", away, 401},
		{"right cookie", "/board", boardToken, with(away, cookie(newTestGate(boardToken).pass())), 200},
		{"right cookie, files", "/board/board.css", boardToken, with(away, cookie(newTestGate(boardToken).pass())), 200},
		{"the token as cookie", "/board", boardToken, with(away, cookie(boardToken)), 401},
		{"cookie of an empty token", "/board", "", with(away, cookie(newTestGate("").pass())), 401},
		{"cookie of an older token", "/board", boardToken, with(away, cookie(newTestGate("old").pass())), 401},
		{"not a file of the board", "/board/board.html", boardToken, from("127.0.0.1:4000", "localhost"), 404},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "http://x"+tt.path, nil)
			tt.change(r)
			w := httptest.NewRecorder()
			newTestBoard(tt.token).ServeHTTP(w, r)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d", w.Code, tt.want)
			}
			if w.Code == 401 && strings.Contains(w.Body.String(), "雁峰") {
				t.Error("a refusal shows the board")
			}
			if w.Code == 303 {
				c := w.Result().Cookies()
				if len(c) != 1 || !c[0].HttpOnly || c[0].Value != newTestGate(boardToken).pass() || w.Header().Get("Location") != "/board" {
					t.Errorf("cookies %v, location %q", c, w.Header().Get("Location"))
				}
			}
			if w.Header().Get("Cache-Control") != "no-store" {
				t.Error("may be cached")
			}
		})
	}
}

func TestBoardIsReadOnlyAndTellsTrouble(t *testing.T) {
	r := request("POST", "/board", "")
	w := httptest.NewRecorder()
	newTestBoard("").ServeHTTP(w, r)
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", w.Code)
	}
	b := NewBoard(func() (dossier.Dossier, error) { return dossier.Dossier{}, errors.New("secret detail") }, newTestGate(""), zerolog.Nop())
	w = httptest.NewRecorder()
	b.ServeHTTP(w, request("GET", "/board", ""))
	if w.Code != 503 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("status %d %q", w.Code, w.Body)
	}
}

func TestBoardInTheBrowser(t *testing.T) {
	open := browser(t)
	srv := httptest.NewServer(newTestBoard(""))
	t.Cleanup(srv.Close)
	for _, screen := range []screen{{"board-desktop", 1280, 900, false}, {"board-phone", 390, 844, false}, {"board-dark", 1280, 900, true}} {
		t.Run(screen.name, func(t *testing.T) {
			ctx := open(screen.width, screen.height, screen.dark)
			steps(t, ctx)("open", chromedp.Navigate(srv.URL+"/board"), until(`document.querySelectorAll('table').length === 2`))
			fits(t, ctx)
			shoot(t, ctx, screen.name)
			// on a phone what is open stands above the table, whole; every table ends in its totals
			phone := screen.width < 700
			steps(t, ctx)("totals and open items", until(fmt.Sprintf(`document.querySelectorAll('tfoot').length === 2 &&
				[...document.querySelectorAll('.items')].every((e) => (e.offsetHeight > 0) === %v)`, phone)))
		})
	}
}

// Where figures have changed since they were frozen, the board tells both.
func TestBoardShowsSupplements(t *testing.T) {
	board := NewBoard(func() (dossier.Dossier, error) { return dossiertest.Supplemented(commandtest.Plan()), nil }, newTestGate(""), zerolog.Nop())
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080/board", nil)
	r.RemoteAddr = "127.0.0.1:5000"
	w := httptest.NewRecorder()
	board.ServeHTTP(w, r)
	if s := w.Body.String(); !strings.Contains(s, "衡阳县 专项答题：封存90，12月26日补报为95人") || strings.Contains(s, "封存0") {
		t.Error(w.Code, s)
	}
}
