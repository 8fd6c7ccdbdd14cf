package console

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// CalendarData is what the calendar feed is made of.
type CalendarData struct {
	Plan *ledger.Plan
	// Gaps of one unit in the plan's order; used when the feed is one unit's.
	Gaps []ledger.Gap
	// Revised is when the plan, or the unit's part in it, may have changed last.
	Revised time.Time
}

// calendar is the feed at /calendar.ics.
type calendar struct {
	snapshot func(u ledger.UnitID) (data CalendarData, known bool, err error)
	gate     *Gate
	log      zerolog.Logger
}

// NewCalendar serves the deadlines and milestones as a calendar that phones and
// mail programs subscribe to; with ?unit= only that unit's, with its moved
// deadlines, and without alarms for what it has done. On this machine it is open;
// from elsewhere it asks for ?token=, in every request: calendars keep no cookies.
//
// snapshot gets the unit, or nothing for the whole campaign; known is false for a
// unit that does not exist.
func NewCalendar(snapshot func(ledger.UnitID) (CalendarData, bool, error), gate *Gate, log zerolog.Logger) http.Handler {
	return get((&calendar{snapshot: snapshot, gate: gate, log: log}).serve)
}

func (c *calendar) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if code := c.admit(r); code != http.StatusOK {
		h.Set("Cache-Control", "no-store")
		c.log.Warn().Int("status", code).Msg("calendar request refused")
		http.Error(w, strings.ToLower(http.StatusText(code)), code)
		return
	}
	unit := ledger.UnitID(r.URL.Query().Get("unit"))
	data, known, err := c.snapshot(unit)
	switch {
	case err != nil:
		c.log.Error().Err(err).Msg("calendar not read")
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
		return
	case !known:
		http.NotFound(w, r)
		return
	}
	feed := renderCalendar(data, unit)
	sum := sha256.Sum256(feed)
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="pufabot.ics"`)
	h.Set("Cache-Control", "private, max-age=300, must-revalidate")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(feed))
}

func (c *calendar) admit(r *http.Request) int {
	switch {
	case refusal(r) == "":
		return http.StatusOK
	case !r.URL.Query().Has("token"):
		return http.StatusUnauthorized
	}
	return c.gate.Try(r, r.URL.Query().Get("token"))
}

// renderCalendar writes the feed: deadlines, then milestones. The same plan gives
// the same bytes.
func renderCalendar(d CalendarData, unit ledger.UnitID) []byte {
	p := d.Plan
	u, _ := p.Unit(unit)
	var c ics
	c.put("BEGIN", "VCALENDAR")
	c.put("VERSION", "2.0")
	c.put("PRODID", "-//pufabot//campaign//ZH")
	c.put("CALSCALE", "GREGORIAN")
	c.put("METHOD", "PUBLISH")
	name := messages.CalendarName(p, u)
	c.text("NAME", name)
	c.text("X-WR-CALNAME", name)
	c.text("X-WR-TIMEZONE", p.Campaign.Zone.String())
	c.put("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
	c.put("X-PUBLISHED-TTL", "PT1H")
	for _, g := range deadlines(d, unit) {
		c.event(deadlineEvent(d, g, unit), p.Campaign.Zone)
	}
	for _, m := range p.Milestones {
		if unit == "" || u.Covers(m.Units) {
			c.event(milestoneEvent(d, m, unit), p.Campaign.Zone)
		}
	}
	c.put("END", "VCALENDAR")
	return []byte(c.b.String())
}

// deadlines are the unit's, or those that hold for all.
func deadlines(d CalendarData, unit ledger.UnitID) []ledger.Gap {
	var out []ledger.Gap
	if unit == "" {
		for _, it := range d.Plan.Items {
			out = append(out, ledger.Gap{Item: it, Deadline: d.Plan.Deadline(it)})
		}
		return out
	}
	for _, g := range d.Gaps {
		if g.Item.Owes(g.Unit) {
			out = append(out, g)
		}
	}
	return out
}

// The alarms of a calendar: on the working day that is advised, and on the day
// before a milestone, in the afternoon, when something can still be done; then
// once more shortly before. Two are as many as phones show.
var (
	advisedAt = ledger.Clock{Hour: 9}
	eveAt     = ledger.Clock{Hour: 16}
	dayAt     = ledger.Clock{Hour: 8, Minute: 30}
)

const (
	lead = 2 * time.Hour // before a due instant inside a day
	// block is how long an event with an instant is drawn: something of no length
	// cannot be seen.
	block = 30 * time.Minute
)

func deadlineEvent(d CalendarData, g ledger.Gap, unit ledger.UnitID) icsEvent {
	zone := d.Plan.Campaign.Zone
	e := icsEvent{uid: uid(d.Plan, "deadline", string(g.Item.ID), unit), revised: d.Revised}
	owing := unit == "" || g.Owing()
	e.summary, e.description = messages.CalendarDeadline(g, unit != "", owing)
	e.alarms = []time.Time{g.Deadline.Advised.At(advisedAt, zone)}
	if c := ledger.ClockOf(g.Deadline.Due.In(zone)); c.Hour == 23 && c.Minute == 59 {
		e.day = g.Deadline.Day
		e.alarms = append(e.alarms, e.day.At(dayAt, zone))
	} else {
		e.from, e.to = g.Deadline.Due.Add(-block), g.Deadline.Due
		e.alarms = append(e.alarms, g.Deadline.Due.Add(-lead))
	}
	if !owing {
		e.alarms = nil
	}
	return e
}

func milestoneEvent(d CalendarData, m ledger.Milestone, unit ledger.UnitID) icsEvent {
	zone := d.Plan.Campaign.Zone
	e := icsEvent{uid: uid(d.Plan, "milestone", string(m.ID), unit), revised: d.Revised, summary: m.Title, description: m.Text}
	e.alarms = []time.Time{m.Day.AddDays(-1).At(eveAt, zone)}
	if m.HasTime {
		e.from = d.Plan.MilestoneAt(m)
		e.to = e.from.Add(time.Hour)
		e.alarms = append(e.alarms, e.from.Add(-time.Hour))
	} else {
		e.day = m.Day
		e.alarms = append(e.alarms, e.day.At(dayAt, zone))
	}
	return e
}

// uid names an event for ever: dates are not in it, so that one that moves is
// moved and not doubled.
func uid(p *ledger.Plan, kind, id string, unit ledger.UnitID) string {
	s := kind + "." + id + "." + string(p.Campaign.ID)
	if unit != "" {
		s += "." + string(unit)
	}
	return s + "@pufabot"
}
