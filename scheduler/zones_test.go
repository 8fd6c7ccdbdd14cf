package scheduler

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// However a zone moves its clocks, each reminder speaks once, on its day, never
// after its due instant, and quiet hours end at the hour on the wall.
func TestZonesThatMoveTheirClocks(t *testing.T) {
	for _, test := range []struct{ zone, due, skipped string }{
		{"America/New_York", "2027-03-14", "the hour from two to three is left out"},
		{"Europe/Berlin", "2026-10-25", "the hour from two to three comes twice"},
		{"Australia/Lord_Howe", "2026-10-04", "half an hour is left out"},
		{"America/Sao_Paulo", "2018-11-04", "the day begins at one"},
		{"Asia/Shanghai", "2026-12-20", "nothing happens"},
	} {
		t.Run(test.zone, func(t *testing.T) {
			zone, err := time.LoadLocation(test.zone)
			if err != nil {
				t.Fatal(err)
			}
			p := december(t)
			p.Campaign.Zone, p.Campaign.Start, p.Campaign.End, p.Milestones = zone, ledger.Date{}, ledger.Date{}, nil
			due := day(test.due)
			p.Items = []ledger.Item{{ID: "x", OwedBy: []string{"county"}, Min: 1, Due: due,
				Remind: offsets("-1d 02:30", "0d 00:30", "0d 02:30", "-24h", "-2h", "-30m")}}
			slots := Slots(p)
			seen, reminders := map[string]bool{}, 0
			for i, s := range slots {
				if s.Kind == messages.KindReminder {
					reminders++
				}
				if seen[s.Key] || i > 0 && s.At.Before(slots[i-1].At) {
					t.Errorf("%s twice or out of order", s.Key)
				}
				seen[s.Key] = true
				if !s.Due.IsZero() && !s.At.Before(s.Due) {
					t.Errorf("%s comes after it is due", s.Key)
				}
				if at := Effective(p.Campaign, s); at.Before(s.At) || at.Sub(s.At) > 25*time.Hour {
					t.Errorf("%s speaks at %s", s.Key, at)
				}
			}
			if want := len(p.Items[0].Remind); reminders != want {
				t.Errorf("%d reminders, want %d", reminders, want)
			}
			end := p.Campaign.QuietEnd(due.At(ledger.Clock{Hour: 1, Minute: 30}, zone)).In(zone)
			if got := fmt.Sprint(ledger.DateOf(end), ledger.ClockOf(end)); got != fmt.Sprint(due, ledger.Clock{Hour: 8}) {
				t.Errorf("quiet hours end at %s", end)
			}
		})
	}
}

// A leap day is a day like any other: as a due day, an advised day and a day of rest.
func TestLeapDay(t *testing.T) {
	for _, test := range []struct {
		name, due string
		want      []string
	}{
		{"due on a Tuesday, 29 February", "2028-02-29", []string{"remind/x/2028-02-28T09:00", "ahead/x/2028-02-28T17:00", "remind/x/2028-02-29T10:00", "digest/x/2028-03-01T09:00"}},
		{"due on 1 March", "2028-03-01", []string{"remind/x/2028-02-29T09:00", "ahead/x/2028-02-29T17:00", "remind/x/2028-03-01T10:00", "digest/x/2028-03-02T09:00"}},
		{"no leap year", "2027-03-01", []string{"remind/x/2027-02-26T09:00", "ahead/x/2027-02-26T17:00", "remind/x/2027-03-01T10:00", "digest/x/2027-03-02T09:00"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := december(t)
			p.Campaign.Start, p.Campaign.End, p.Milestones = ledger.Date{}, ledger.Date{}, nil
			p.Items = []ledger.Item{{ID: "x", OwedBy: []string{"county"}, Min: 1, Due: day(test.due), Remind: offsets("-1wd 09:00", "0d 10:00")}}
			if diff := cmp.Diff(test.want, keys(Slots(p))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
