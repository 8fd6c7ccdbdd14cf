package console

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// ics writes iCalendar (RFC 5545): lines end with CRLF and are folded so that no
// physical line is longer than 75 bytes, never inside a character, which three
// bytes of Chinese make a matter of every second line.
type ics struct{ b strings.Builder }

// maxICSLine is the longest physical line in bytes, without its CRLF (RFC 5545, 3.1).
const maxICSLine = 75

// put writes one property as it is.
func (c *ics) put(name, value string) {
	line := name + ":" + value
	room := maxICSLine
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		c.b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], maxICSLine-1 // the space that continues a line counts
	}
	c.b.WriteString(line + "\r\n")
}

// text writes a property of people's words.
func (c *ics) text(name, value string) { c.put(name, escapeICS(value)) }

// escapeICS keeps a text from being read as syntax; control characters have no
// place in a calendar.
func escapeICS(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// icsEvent is one event: on a whole day, or from one instant to another.
type icsEvent struct {
	uid, summary, description string
	day                       ledger.Date // whole-day events
	from, to                  time.Time   // the others
	alarms                    []time.Time
	revised                   time.Time
}

// event writes an event. Times are in UTC, which every calendar turns into its
// owner's zone; a whole day is a day wherever it is read. An alarm is relative to
// the start, since not every calendar reads absolute ones.
func (c *ics) event(e icsEvent, zone *time.Location) {
	start := e.from
	c.put("BEGIN", "VEVENT")
	c.put("UID", e.uid)
	c.put("DTSTAMP", icsTime(e.revised))
	c.put("LAST-MODIFIED", icsTime(e.revised))
	c.put("SEQUENCE", fmt.Sprint(sequence(e.revised)))
	if e.from.IsZero() {
		start = e.day.At(ledger.Clock{}, zone)
		c.put("DTSTART;VALUE=DATE", icsDate(e.day))
		c.put("DTEND;VALUE=DATE", icsDate(e.day.AddDays(1)))
	} else {
		c.put("DTSTART", icsTime(e.from))
		c.put("DTEND", icsTime(e.to))
	}
	c.text("SUMMARY", e.summary)
	c.text("DESCRIPTION", e.description)
	c.put("TRANSP", "TRANSPARENT") // nobody is busy because something is due
	for _, at := range e.alarms {
		c.put("BEGIN", "VALARM")
		c.put("ACTION", "DISPLAY")
		c.put("TRIGGER", icsDuration(at.Sub(start)))
		c.text("DESCRIPTION", e.summary)
		c.put("END", "VALARM")
	}
	c.put("END", "VEVENT")
}

func icsTime(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func icsDate(d ledger.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// sequence grows with every revision: seconds, which fit 31 bits until 2088.
func sequence(revised time.Time) int64 {
	return max(0, revised.Unix()-time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Unix())
}

// icsDuration is a duration to the second, e.g. -P1DT15H.
func icsDuration(d time.Duration) string {
	s := int64(d / time.Second)
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	out := sign + "P"
	if days := s / 86400; days > 0 {
		out += fmt.Sprintf("%dD", days)
	}
	if s%86400 == 0 && s > 0 {
		return out
	}
	out += "T"
	for _, part := range []struct {
		n    int64
		unit string
	}{{s % 86400 / 3600, "H"}, {s % 3600 / 60, "M"}, {s % 60, "S"}} {
		if part.n > 0 || s == 0 && part.unit == "S" {
			out += fmt.Sprintf("%d%s", part.n, part.unit)
		}
	}
	return out
}
