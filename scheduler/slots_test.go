package scheduler

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func keys(slots []Slot) []string {
	var out []string
	for _, s := range slots {
		out = append(out, s.Key)
	}
	return out
}

func TestSlotsOfTheArticle(t *testing.T) {
	p := december(t)
	p.Items, p.Milestones, p.Campaign.Start = p.Items[:1], nil, ledger.Date{}
	want := []string{
		"remind/article/2026-12-04T09:30",
		"remind/article/2026-12-04T16:30",
		"ahead/article/2026-12-04T17:00",
		"remind/article/2026-12-05T10:00",
		"remind/article/2026-12-05T11:30",
		"digest/article/2026-12-05T12:05",
		"status/2026-12/2026-12-31T16:00",
	}
	if diff := cmp.Diff(want, keys(Slots(p))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSlotTimes(t *testing.T) {
	item := func(due, clk string, remind ...string) func(*ledger.Plan) {
		return func(p *ledger.Plan) {
			it := ledger.Item{ID: "x", OwedBy: []string{"county"}, Min: 1, Due: day(due), Remind: offsets(remind...)}
			if clk != "" {
				it.DueTime, it.HasTime = clock(clk), true
			}
			p.Items = []ledger.Item{it}
		}
	}
	milestone := func(d, clk string, remind ...string) func(*ledger.Plan) {
		return func(p *ledger.Plan) {
			m := ledger.Milestone{ID: "m", Day: day(d), Remind: offsets(remind...)}
			if clk != "" {
				m.Time, m.HasTime = clock(clk), true
			}
			p.Milestones = []ledger.Milestone{m}
		}
	}
	tests := []struct {
		name string
		set  func(*ledger.Plan)
		want []string
	}{
		{"essays on a Sunday, advice on Friday, list on Monday", item("2026-12-20", "", "-4d 10:00", "-1wd 10:00", "-1wd 16:00"),
			[]string{"remind/x/2026-12-16T10:00", "remind/x/2026-12-18T10:00", "remind/x/2026-12-18T16:00", "ahead/x/2026-12-18T17:00", "digest/x/2026-12-21T09:00"}},
		{"list after a Friday comes on Monday", item("2026-12-25", "", "0d 17:00"),
			[]string{"ahead/x/2026-12-24T17:00", "remind/x/2026-12-25T17:00", "digest/x/2026-12-28T09:00"}},
		{"offsets after the due instant give no slot", item("2026-12-05", "12:00", "0d 12:00", "0d 16:00", "0d 11:59"),
			[]string{"ahead/x/2026-12-04T17:00", "remind/x/2026-12-05T11:59", "digest/x/2026-12-05T12:05"}},
		{"two offsets, one moment", item("2026-12-04", "", "-1d 09:00", "-1wd 09:00"),
			[]string{"remind/x/2026-12-03T09:00", "ahead/x/2026-12-03T17:00", "digest/x/2026-12-07T09:00"}},
		{"seconds", item("2026-12-04", "12:00", "-10s"),
			[]string{"remind/x/2026-12-04T11:59:50", "digest/x/2026-12-04T12:05"}},
		{"a milestone without a time lasts all day", milestone("2026-12-08", "", "-1d 16:00", "0d 08:30"),
			[]string{"milestone/m/2026-12-07T16:00", "milestone/m/2026-12-08T08:30"}},
		{"a milestone with a time ends with its beginning", milestone("2026-12-08", "09:00", "-30m", "0d 10:00"),
			[]string{"milestone/m/2026-12-08T08:30"}},
		{"strict reading", func(p *ledger.Plan) {
			item("2026-12-20", "", "-1wd 10:00")(p)
			p.Campaign.StrictBefore = true
		}, []string{"remind/x/2026-12-18T10:00", "ahead/x/2026-12-18T17:00", "digest/x/2026-12-21T09:00"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := december(t)
			p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = nil, nil, ledger.Date{}, ledger.Date{}
			test.set(p)
			if diff := cmp.Diff(test.want, keys(Slots(p))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The key names the campaign's wall clock, whatever zone the machine lives in and
// whatever the clocks there do in between.
func TestSlotsOverASummerTimeChange(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	p := december(t)
	p.Campaign.Zone = zone
	p.Campaign.Start, p.Campaign.End, p.Milestones = ledger.Date{}, ledger.Date{}, nil
	p.Items = []ledger.Item{{ID: "x", OwedBy: []string{"county"}, Due: day("2026-10-26"), DueTime: clock("12:00"), HasTime: true,
		Remind: offsets("-2d 09:00", "-1d 09:00", "-24h")}}
	want := []string{"remind/x/2026-10-24T09:00", "remind/x/2026-10-25T09:00", "remind/x/2026-10-25T12:00", "digest/x/2026-10-26T12:05"}
	got := Slots(p)
	if diff := cmp.Diff(want, keys(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d := got[1].At.Sub(got[0].At); d != 25*time.Hour {
		t.Errorf("from nine to nine over the end of summer time: %v, want 25h", d)
	}
}

func TestSlotsOnALeapDay(t *testing.T) {
	p := december(t)
	p.Campaign.Start, p.Campaign.End, p.Milestones = ledger.Date{}, ledger.Date{}, nil
	p.Items = []ledger.Item{{ID: "x", OwedBy: []string{"county"}, Due: day("2028-03-01"), Remind: offsets("-1d 09:00")}}
	if got := keys(Slots(p))[0]; got != "remind/x/2028-02-29T09:00" {
		t.Errorf("the day before 1 March 2028: %s", got)
	}
}

func TestSlotsFollowAnExtension(t *testing.T) {
	p := december(t)
	u, _ := p.Unit("hengnan")
	it, _ := p.Item("article")
	g := ledger.NewGap(u, it, ledger.Tally{}, p.Extend(p.Deadline(it), at("2026-12-08 12:00")))
	want := []string{
		"remind/article/hengnan/2026-12-07T09:30",
		"remind/article/hengnan/2026-12-07T16:30",
		"remind/article/hengnan/2026-12-08T10:00",
		"remind/article/hengnan/2026-12-08T11:30",
		"digest/article/hengnan/2026-12-08T12:05",
	}
	if diff := cmp.Diff(want, keys(ExtensionSlots(p, []ledger.Gap{g}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// "Two hours before" of a deadline at noon must not become ten at night when the
// deadline is moved to the end of another day.
func TestSlotsOfAnExtensionToTheEndOfADay(t *testing.T) {
	p := december(t)
	u, _ := p.Unit("hengnan")
	it, _ := p.Item("article")
	g := ledger.NewGap(u, it, ledger.Tally{}, p.Extend(p.Deadline(it), at("2026-12-08 23:59:59")))
	reminders := 0
	for _, s := range ExtensionSlots(p, []ledger.Gap{g}) {
		if s.Kind != messages.KindReminder {
			continue
		}
		reminders++
		if s.At.Hour() >= 18 {
			t.Errorf("%s", s.Key)
		}
	}
	if reminders != len(it.Remind) {
		t.Errorf("%d reminders, want %d", reminders, len(it.Remind))
	}
}
