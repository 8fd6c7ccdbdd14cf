package ledger

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func TestQuiet(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	clock := func(s string) Clock {
		c, err := ParseClock(s)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04:05", (s + ":00")[:19], shanghai)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	night := Campaign{Zone: shanghai, QuietFrom: clock("20:00"), QuietUntil: clock("08:00")}
	noon := Campaign{Zone: shanghai, QuietFrom: clock("12:00"), QuietUntil: clock("14:00")}
	none := Campaign{Zone: shanghai}
	tests := []struct {
		name string
		c    Campaign
		at   string
		end  string // empty: not quiet
	}{
		{"evening begins", night, "2026-12-04 20:00", "2026-12-05 08:00"},
		{"a second before", night, "2026-12-04 19:59:59", ""},
		{"midnight", night, "2026-12-05 00:00", "2026-12-05 08:00"},
		{"last second", night, "2026-12-05 07:59:59", "2026-12-05 08:00"},
		{"morning", night, "2026-12-05 08:00", ""},
		{"over noon", noon, "2026-12-05 13:00", "2026-12-05 14:00"},
		{"not at night", noon, "2026-12-05 02:00", ""},
		{"no quiet hours", none, "2026-12-05 02:00", ""},
		{"end of the year", night, "2026-12-31 23:00", "2027-01-01 08:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			now := at(test.at)
			if got, want := test.c.Quiet(now.UTC()), test.end != ""; got != want {
				t.Fatalf("quiet: %v, want %v", got, want)
			}
			want := now
			if test.end != "" {
				want = at(test.end)
			}
			if got := test.c.QuietEnd(now); !got.Equal(want) {
				t.Errorf("ends %v, want %v", got, want)
			}
		})
	}
}
