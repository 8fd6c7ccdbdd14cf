package ledger

import (
	"testing"
	"time"
)

var zone = time.FixedZone("CST", 8*3600)

func december(t *testing.T, strict bool) *Plan {
	return &Plan{Calendar: NewCalendar(nil, nil), Campaign: Campaign{Zone: zone, StrictBefore: strict,
		Start: date(t, "2026-12-01"), End: date(t, "2026-12-31")}}
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestDeadline(t *testing.T) {
	for name, test := range map[string]struct {
		day     string
		clock   *Clock
		strict  bool
		due     string
		advised string
	}{
		"article: Saturday noon":      {"2026-12-05", &Clock{Hour: 12}, false, "2026-12-05 12:00:00", "2026-12-04"},
		"essay: before Sunday 20":     {"2026-12-20", nil, false, "2026-12-20 23:59:59", "2026-12-18"},
		"essay, strict":               {"2026-12-20", nil, true, "2026-12-19 23:59:59", "2026-12-18"},
		"report: before Friday 25":    {"2026-12-25", nil, false, "2026-12-25 23:59:59", "2026-12-24"},
		"report, strict":              {"2026-12-25", nil, true, "2026-12-24 23:59:59", "2026-12-24"},
		"duty: Monday 17:00":          {"2026-12-07", &Clock{Hour: 17}, false, "2026-12-07 17:00:00", "2026-12-07"},
		"Monday morning":              {"2026-12-07", &Clock{Hour: 9}, false, "2026-12-07 09:00:00", "2026-12-04"},
		"a time is not made stricter": {"2026-12-05", &Clock{Hour: 12}, true, "2026-12-05 12:00:00", "2026-12-04"},
	} {
		t.Run(name, func(t *testing.T) {
			it := Item{Due: date(t, test.day), Soft: true}
			if test.clock != nil {
				it.DueTime, it.HasTime = *test.clock, true
			}
			d := december(t, test.strict).Deadline(it)
			if !d.Due.Equal(instant(t, test.due)) || d.Advised.String() != test.advised || d.Extended || !d.Soft {
				t.Errorf("%+v", d)
			}
		})
	}
}

func TestLate(t *testing.T) {
	p := december(t, false)
	noon := p.Deadline(Item{Due: date(t, "2026-12-05"), DueTime: Clock{Hour: 12}, HasTime: true})
	day := p.Deadline(Item{Due: date(t, "2026-12-20")})
	for _, test := range []struct {
		d    Deadline
		at   string
		late bool
	}{
		{noon, "2026-12-05 11:59:59", false},
		{noon, "2026-12-05 12:00:00", false},
		{noon, "2026-12-05 12:00:59", false}, // the receipt reads 12:00
		{noon, "2026-12-05 12:01:00", true},
		{day, "2026-12-20 23:59:59", false},
		{day, "2026-12-21 00:00:00", true},
		{day, "2026-12-19 00:00:00", false},
	} {
		if got := test.d.Late(instant(t, test.at).UTC()); got != test.late {
			t.Errorf("%s for %v: late %v", test.at, test.d.Due, got)
		}
	}
}

func TestExtend(t *testing.T) {
	p := december(t, false)
	d := p.Extend(p.Deadline(Item{Due: date(t, "2026-12-20")}), instant(t, "2026-12-27 18:00:00").UTC())
	if !d.Extended || d.Day.String() != "2026-12-27" || d.Advised.String() != "2026-12-25" {
		t.Errorf("%+v", d)
	}
	if !d.Due.Equal(instant(t, "2026-12-27 18:00:00")) || d.Due.Location() != zone {
		t.Errorf("due %v", d.Due)
	}
	for _, test := range []struct{ due, advised string }{
		{"2026-12-22 23:59:59", "2026-12-21"}, // the end of a day: the eve satisfies the strict reading
		{"2026-12-21 23:59:59", "2026-12-18"}, // and the eve is a Sunday
		{"2026-12-22 17:00:00", "2026-12-22"},
		{"2026-12-22 09:00:00", "2026-12-21"}, // a morning leaves no working day of its own
	} {
		if got := p.Extend(d, instant(t, test.due)).Advised.String(); got != test.advised {
			t.Errorf("moved to %s, advised on %s, want %s", test.due, got, test.advised)
		}
	}
	early := p.Extend(d, instant(t, "2026-12-28 00:30:00").UTC()) // the day is the campaign's, not UTC's
	if early.Day.String() != "2026-12-28" {
		t.Errorf("day %v", early.Day)
	}
}

func TestOffset(t *testing.T) {
	cal := NewCalendar(nil, nil)
	due := instant(t, "2026-12-20 23:59:59")
	for _, test := range []struct{ offset, want string }{
		{"-3d 09:00", "2026-12-17 09:00:00"},
		{"0d 08:30", "2026-12-20 08:30:00"},
		{"-1wd 16:30", "2026-12-18 16:30:00"},
		{"-5wd 16:30", "2026-12-14 16:30:00"},
		{"0wd 10:00", "2026-12-18 10:00:00"}, // the last working day not later
		{"-2h", "2026-12-20 21:59:59"},
		{"-30m", "2026-12-20 23:29:59"},
		{"-10s", "2026-12-20 23:59:49"},
		{"-21d 00:00", "2026-11-29 00:00:00"},
	} {
		o, err := ParseOffset(test.offset)
		if err != nil {
			t.Errorf("%s: %v", test.offset, err)
			continue
		}
		if o.String() != test.offset {
			t.Errorf("%q prints %q", test.offset, o)
		}
		if got := o.From(DateOf(due), due, cal, zone); !got.Equal(instant(t, test.want)) {
			t.Errorf("%s: %v, want %s", test.offset, got, test.want)
		}
	}
	for _, s := range []string{"", "3d 09:00", "+3d 09:00", "-3d", "-3d 24:00", "-3d 9:00", "-0h", "-2w 09:00", "-1wd16:00", " -2h", "-2h ", "-1000d 09:00", "-2H"} {
		if o, err := ParseOffset(s); err == nil {
			t.Errorf("%q is %+v", s, o)
		}
	}
}
