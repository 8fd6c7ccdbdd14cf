package ledger

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed calendar/*.txt
var shipped embed.FS

// Calendar knows which days are working days: Monday to Friday, changed by the
// state's yearly arrangement (shipped as data, one file a year) and by the
// campaign's own rest_days and work_days, which win.
type Calendar struct {
	rest, work map[Date]bool
	years      map[int]bool
}

// NewCalendar makes a calendar of the shipped years and the campaign's own days.
func NewCalendar(rest, work []Date) *Calendar {
	c := &Calendar{rest: map[Date]bool{}, work: map[Date]bool{}, years: map[int]bool{}}
	files, err := shipped.ReadDir("calendar")
	if err != nil {
		panic(err) // embedded at build time
	}
	for _, f := range files {
		data, err := shipped.ReadFile("calendar/" + f.Name())
		if err != nil {
			panic(err)
		}
		if err := c.load(string(data)); err != nil {
			panic(fmt.Sprintf("calendar/%s: %v", f.Name(), err))
		}
	}
	for _, d := range rest {
		c.rest[d], c.work[d] = true, false
	}
	for _, d := range work {
		c.work[d], c.rest[d] = true, false
	}
	return c
}

// load reads lines "year 2026", "rest 2026-10-01", "work 2026-10-10"; # starts a comment.
func (c *Calendar) load(data string) error {
	for n, line := range strings.Split(data, "\n") {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != 2 {
			return fmt.Errorf("line %d: want two words", n+1)
		}
		if f[0] == "year" {
			var y int
			if _, err := fmt.Sscanf(f[1], "%d", &y); err != nil {
				return fmt.Errorf("line %d: %w", n+1, err)
			}
			c.years[y] = true
			continue
		}
		d, err := ParseDate(f[1])
		if err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
		switch f[0] {
		case "rest":
			c.rest[d] = true
		case "work":
			c.work[d] = true
		default:
			return fmt.Errorf("line %d: unknown word %q", n+1, f[0])
		}
	}
	return nil
}

// Working tells whether d is a working day.
func (c *Calendar) Working(d Date) bool {
	if c != nil && c.rest[d] {
		return false
	}
	if c != nil && c.work[d] {
		return true
	}
	w := d.Weekday()
	return w != 0 && w != 6
}

// Knows tells whether the state's arrangement of that year is shipped.
func (c *Calendar) Knows(year int) bool { return c != nil && c.years[year] }

// MissingYears lists the years between two days that the calendar does not know.
func (c *Calendar) MissingYears(from, to Date) []int {
	var out []int
	for y := from.Year; y <= to.Year; y++ {
		if !c.Knows(y) {
			out = append(out, y)
		}
	}
	slices.Sort(out)
	return out
}

// WorkdaysBefore is the n-th working day strictly before d; n of 0 gives the
// last working day not later than d.
func (c *Calendar) WorkdaysBefore(d Date, n int) Date {
	if n == 0 {
		for !c.Working(d) {
			d = d.AddDays(-1)
		}
		return d
	}
	for n > 0 {
		d = d.AddDays(-1)
		if c.Working(d) {
			n--
		}
	}
	return d
}
