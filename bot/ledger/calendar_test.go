package ledger

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWorkingDays(t *testing.T) {
	cal := NewCalendar([]Date{date(t, "2026-12-09")}, []Date{date(t, "2026-12-12"), date(t, "2026-10-01")})
	for _, test := range []struct {
		day  string
		want bool
	}{
		{"2026-12-04", true},  // Friday
		{"2026-12-05", false}, // Saturday
		{"2026-12-06", false}, // Sunday
		{"2026-12-09", false}, // Wednesday, but rest_days says so
		{"2026-12-12", true},  // Saturday, but work_days says so
		{"2026-10-02", false}, // national day
		{"2026-10-01", true},  // work_days wins over the state's arrangement
		{"2026-10-10", true},  // Saturday made up for it
		{"2026-02-16", false}, // spring festival
		{"2026-02-28", true},  // Saturday made up for it
		{"2030-12-04", true},  // a year without an arrangement: Monday to Friday
		{"2030-12-07", false},
	} {
		if got := cal.Working(date(t, test.day)); got != test.want {
			t.Errorf("%s: working %v", test.day, got)
		}
	}
	var none *Calendar
	if !none.Working(date(t, "2026-10-02")) || none.Knows(2026) {
		t.Error("no calendar is Monday to Friday")
	}
}

func TestWorkdaysBefore(t *testing.T) {
	cal := NewCalendar(nil, nil)
	for _, test := range []struct {
		day  string
		n    int
		want string
	}{
		{"2026-12-04", 0, "2026-12-04"},
		{"2026-12-05", 0, "2026-12-04"},
		{"2026-12-06", 0, "2026-12-04"},
		{"2026-12-05", 1, "2026-12-04"}, // strictly before
		{"2026-12-04", 1, "2026-12-03"},
		{"2026-12-07", 1, "2026-12-04"},
		{"2026-12-07", 2, "2026-12-03"},
		{"2026-12-20", 5, "2026-12-14"},
		{"2026-10-08", 1, "2026-09-30"}, // over the holidays
		{"2027-01-01", 1, "2026-12-31"},
	} {
		if got := cal.WorkdaysBefore(date(t, test.day), test.n).String(); got != test.want {
			t.Errorf("%d before %s: %s, want %s", test.n, test.day, got, test.want)
		}
	}
}

func TestMissingYears(t *testing.T) {
	cal := NewCalendar(nil, nil)
	if diff := cmp.Diff([]int{2030, 2031}, cal.MissingYears(date(t, "2030-12-01"), date(t, "2031-01-02"))); diff != "" {
		t.Error(diff)
	}
	if got := cal.MissingYears(date(t, "2026-12-01"), date(t, "2026-12-31")); got != nil {
		t.Errorf("%v", got)
	}
}

func TestCalendarFaults(t *testing.T) {
	for _, data := range []string{"rest", "rest 2026-02-30", "feast 2026-01-01", "year soon", "rest 2026-01-01 2026-01-02"} {
		c := &Calendar{rest: map[Date]bool{}, work: map[Date]bool{}, years: map[int]bool{}}
		if err := c.load("# fine\n" + data); err == nil {
			t.Errorf("%q was read", data)
		}
	}
}

func TestDate(t *testing.T) {
	for _, s := range []string{"2026-02-29", "2026-13-01", "2026-12-1", "", "2026-12-04 "} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q is %v", s, d)
		}
	}
	d := date(t, "2028-02-28")
	if got := d.AddDays(1).String(); got != "2028-02-29" {
		t.Errorf("leap day: %s", got)
	}
	if got := d.AddDays(-59).String(); got != "2027-12-31" {
		t.Errorf("over the year: %s", got)
	}
	if d.Weekday() != time.Monday {
		t.Errorf("weekday %v", d.Weekday())
	}
	if !d.Before(d.AddDays(1)) || d.Before(d) || d.AddDays(40).Before(d) || !d.Before(Date{2029, 1, 1}) {
		t.Error("order")
	}
	b, _ := d.MarshalText()
	var back Date
	if err := back.UnmarshalText(b); err != nil || back != d {
		t.Errorf("%v %v", back, err)
	}
	if err := back.UnmarshalText(nil); err != nil || !back.IsZero() || back.String() != "" {
		t.Errorf("zero: %v %v", back, err)
	}
	if c, err := ParseClock("24:00"); err == nil {
		t.Errorf("24:00 is %v", c)
	}
}
