package ledger

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Offset is when a reminder goes out, relative to a due day or instant:
//
//	-3d 09:00   three calendar days before, at that local time
//	0d 08:30    on the day
//	-1wd 16:30  one working day before
//	-2h -30m -10s  before the due instant
type Offset struct {
	Days     int  // counted back, never negative
	Workdays bool // Days are working days
	At       Clock
	Before   time.Duration // used instead of the rest when not zero
	text     string
}

var (
	dayOffset  = regexp.MustCompile(`^(?:-(\d{1,3})|(0))(d|wd) (\d\d:\d\d)$`)
	timeOffset = regexp.MustCompile(`^-(\d{1,4})([hms])$`)
)

// ParseOffset reads one offset in the syntax above.
func ParseOffset(s string) (Offset, error) {
	if m := dayOffset.FindStringSubmatch(s); m != nil {
		c, err := ParseClock(m[4])
		if err != nil {
			return Offset{}, fmt.Errorf("offset %q: %w", s, err)
		}
		n, _ := strconv.Atoi(m[1] + m[2])
		return Offset{Days: n, Workdays: m[3] == "wd", At: c, text: s}, nil
	}
	if m := timeOffset.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1])
		unit := map[string]time.Duration{"h": time.Hour, "m": time.Minute, "s": time.Second}[m[2]]
		if n > 0 {
			return Offset{Before: time.Duration(n) * unit, text: s}, nil
		}
	}
	return Offset{}, fmt.Errorf("offset %q is not like -3d 09:00, -1wd 16:00, -2h or -30m", s)
}

// String is the offset as configured.
func (o Offset) String() string { return o.text }

// From is the instant of the offset for a due day and due instant.
func (o Offset) From(day Date, due time.Time, cal *Calendar, zone *time.Location) time.Time {
	if o.Before > 0 {
		return due.Add(-o.Before)
	}
	if o.Workdays {
		day = cal.WorkdaysBefore(day, o.Days)
	} else {
		day = day.AddDays(-o.Days)
	}
	return day.At(o.At, zone)
}
