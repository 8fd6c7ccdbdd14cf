package console

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"
	"pgregory.net/rapid"

	"pufabot/bot/ledger"
)

// unfold reads a feed as a strict client does: content lines, each physical line
// at most 75 bytes of whole characters.
func unfold(t interface{ Fatalf(string, ...any) }, feed string) []string {
	if !strings.HasSuffix(feed, "\r\n") {
		t.Fatalf("no CRLF at the end")
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(feed, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") || l == "" {
			t.Fatalf("line of %d bytes: %q", len(l), l)
		}
		if rest, more := strings.CutPrefix(l, " "); more {
			lines[len(lines)-1] += rest
		} else {
			lines = append(lines, l)
		}
	}
	return lines
}

var unescapeICS = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n")

func TestWordsSurviveTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[ 征文。，;,:\\n\nA"𠮷-]{0,200}`).Draw(t, "words")
		var c ics
		c.text("SUMMARY", words)
		lines := unfold(t, c.b.String())
		if len(lines) != 1 || unescapeICS.Replace(strings.TrimPrefix(lines[0], "SUMMARY:")) != words {
			t.Fatalf("%q became %q", words, lines)
		}
	})
}

func TestNothingBreaksOutOfTheCalendar(t *testing.T) {
	var c ics
	c.text("SUMMARY", "x\r\nBEGIN:VALARM\x00\x7f\xff")
	if got, want := c.b.String(), "SUMMARY:x\\nBEGIN:VALARM\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "PT0S", time.Hour: "PT1H", -90 * time.Minute: "-PT1H30M", -24 * time.Hour: "-P1D", -39 * time.Hour: "-P1DT15H",
		8*time.Hour + 30*time.Minute: "PT8H30M", -(26*time.Hour + 30*time.Minute + 5*time.Second): "-P1DT2H30M5S",
	} {
		if got := icsDuration(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func calendarData(p *ledger.Plan) CalendarData {
	return CalendarData{Plan: p, Revised: time.Date(2026, 11, 23, 1, 2, 3, 0, time.UTC)}
}

// calendarPlan has a noon on a Saturday, a day that is a Sunday, and a milestone.
func calendarPlan() *ledger.Plan {
	p := testPlan()
	p.Campaign.Zone = testNow.Location()
	p.Calendar = ledger.NewCalendar(nil, nil)
	p.Items = p.Items[:2]
	p.Items[0].Due, p.Items[0].DueTime, p.Items[0].HasTime = ledger.Date{Year: 2026, Month: 12, Day: 5}, ledger.Clock{Hour: 12}, true
	p.Items[1].Due, p.Items[1].Note = ledger.Date{Year: 2026, Month: 12, Day: 20}, "以“与新时代统计改革发展同行”为主题；动员统计人员、统计调查对象和社会公众参加"
	p.Milestones = []ledger.Milestone{{ID: "statlaw-day", Title: "《统计法》颁布纪念日", Day: ledger.Date{Year: 2026, Month: 12, Day: 8}, Units: []string{"county"}}}
	return p
}

func TestCalendarFeed(t *testing.T) {
	got := unfold(t, string(renderCalendar(calendarData(calendarPlan()), "")))
	want := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pufabot//campaign//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"NAME:2026年统计法治集中宣传活动", "X-WR-CALNAME:2026年统计法治集中宣传活动", "X-WR-TIMEZONE:CST",
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
		"BEGIN:VEVENT", "UID:deadline.article.2026-12@pufabot", "DTSTAMP:20261123T010203Z", "LAST-MODIFIED:20261123T010203Z", "SEQUENCE:217558923",
		"DTSTART:20261205T033000Z", "DTEND:20261205T040000Z", "SUMMARY:署名文章截止 12:00",
		`DESCRIPTION:期限：12月5日（周六）12:00\n建议最迟12月4日（周五）办好。\n至少1篇。`, "TRANSP:TRANSPARENT",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1DT2H30M", "DESCRIPTION:署名文章截止 12:00", "END:VALARM",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H30M", "DESCRIPTION:署名文章截止 12:00", "END:VALARM", "END:VEVENT",
		"BEGIN:VEVENT", "UID:deadline.essay.2026-12@pufabot", "DTSTAMP:20261123T010203Z", "LAST-MODIFIED:20261123T010203Z", "SEQUENCE:217558923",
		"DTSTART;VALUE=DATE:20261220", "DTEND;VALUE=DATE:20261221", "SUMMARY:征文截止",
		`DESCRIPTION:期限：12月20日（周日）24点前\n建议最迟12月18日（周五）办好。\n至少1篇。\n以“与新时代统计改革发展同行”为主题；动员统计人员、统计调查对象和社会公众参加`,
		"TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1DT15H", "DESCRIPTION:征文截止", "END:VALARM",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT8H30M", "DESCRIPTION:征文截止", "END:VALARM", "END:VEVENT",
		"BEGIN:VEVENT", "UID:milestone.statlaw-day.2026-12@pufabot", "DTSTAMP:20261123T010203Z", "LAST-MODIFIED:20261123T010203Z", "SEQUENCE:217558923",
		"DTSTART;VALUE=DATE:20261208", "DTEND;VALUE=DATE:20261209", "SUMMARY:《统计法》颁布纪念日", "DESCRIPTION:", "TRANSP:TRANSPARENT",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT8H", "DESCRIPTION:《统计法》颁布纪念日", "END:VALARM",
		"BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT8H30M", "DESCRIPTION:《统计法》颁布纪念日", "END:VALARM", "END:VEVENT",
		"END:VCALENDAR",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// One unit's feed follows its own deadline, rings only for what it still owes,
// and keeps its names when something moves.
func TestCalendarOfOneUnit(t *testing.T) {
	p := calendarPlan()
	u, _ := p.Unit("yanfeng")
	done := ledger.Tally{}.Apply(p.Items[0], ledger.Record{Seq: 1, At: testNow, Verb: ledger.Counted, Op: ledger.Set, Value: 1})
	moved := p.Extend(p.Deadline(p.Items[1]), time.Date(2026, 12, 22, 12, 0, 0, 0, testNow.Location()))
	d := calendarData(p)
	d.Gaps = []ledger.Gap{ledger.NewGap(u, p.Items[0], done, p.Deadline(p.Items[0])), ledger.NewGap(u, p.Items[1], ledger.Tally{}, moved)}
	lines := unfold(t, string(renderCalendar(d, "yanfeng")))
	for _, want := range []string{"X-WR-CALNAME:2026年统计法治集中宣传活动（雁峰区）", "SUMMARY:✓ 署名文章（已报）", "SUMMARY:征文截止 12:00（已宽限）", "DTEND:20261222T040000Z",
		"UID:deadline.essay.2026-12.yanfeng@pufabot", "UID:milestone.statlaw-day.2026-12.yanfeng@pufabot"} {
		if !slices.Contains(lines, want) {
			t.Errorf("no %q in %q", want, lines)
		}
	}
	alarms := 0
	for _, l := range lines {
		if l == "BEGIN:VALARM" {
			alarms++
		}
	}
	if alarms != 4 { // the essay's and the milestone's
		t.Errorf("%d alarms", alarms)
	}
	if law := string(renderCalendar(calendarData(p), "law")); strings.Contains(law, "VEVENT") {
		t.Error("a section is told of what concerns the counties only")
	}
}

func TestCalendarAdmits(t *testing.T) {
	known := func(u ledger.UnitID) (CalendarData, bool, error) {
		return calendarData(calendarPlan()), u != "nobody", nil
	}
	away := func(r *http.Request) { r.RemoteAddr, r.Host = "192.0.2.7:4000", "bot.example.gov.cn" }
	here := func(r *http.Request) { r.RemoteAddr, r.Host = "127.0.0.1:4000", "localhost:8080" }
	for _, tt := range []struct {
		name, query, token string
		from               func(*http.Request)
		want               int
	}{
		{"this machine", "", boardToken, here, 200},
		{"a unit", "?unit=law", boardToken, here, 200},
		{"no such unit", "?unit=nobody", boardToken, here, 404},
		{"elsewhere", "", boardToken, away, 401},
		{"elsewhere, a unit", "?unit=law", boardToken, away, 401},
		{"elsewhere, no such unit", "?unit=nobody", boardToken, away, 401},
		{"right token", "?unit=law&token=" + boardToken, boardToken, away, 200},
		{"wrong token", "?token=x", boardToken, away, 401},
		{"no token configured", "?token=", "", away, 401},
		{"proxy", "", boardToken, func(r *http.Request) { here(r); r.Header.Set("X-Forwarded-For", "192.0.2.7") }, 401},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "http://x/calendar.ics"+tt.query, nil)
			tt.from(r)
			w := httptest.NewRecorder()
			NewCalendar(known, newTestGate(tt.token), zerolog.Nop()).ServeHTTP(w, r)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d", w.Code, tt.want)
			}
			if w.Code != 200 && strings.Contains(w.Body.String(), "征文") {
				t.Error("a refusal shows the plan")
			}
		})
	}
}

func TestCalendarIsFetchedOnce(t *testing.T) {
	trouble := error(nil)
	h := NewCalendar(func(ledger.UnitID) (CalendarData, bool, error) { return calendarData(calendarPlan()), true, trouble }, newTestGate(""), zerolog.Nop())
	ask := func(method, etag string) *httptest.ResponseRecorder {
		r := request(method, "/calendar.ics", "")
		r.Header.Set("If-None-Match", etag)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	first := ask("GET", "")
	etag := first.Header().Get("ETag")
	if first.Code != 200 || etag == "" || first.Header().Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Fatalf("status %d, %v", first.Code, first.Header())
	}
	if again := ask("GET", etag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("status %d, %d bytes", again.Code, again.Body.Len())
	}
	if head := ask("HEAD", ""); head.Code != 200 || head.Body.Len() != 0 {
		t.Errorf("HEAD: status %d, %d bytes", head.Code, head.Body.Len())
	}
	if post := ask("POST", ""); post.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", post.Code)
	}
	trouble = errors.New("secret detail")
	if w := ask("GET", ""); w.Code != 503 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("status %d %q", w.Code, w.Body)
	}
}
