package scheduler

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
)

// judged is a verdict in a line: "09:30 count", "16:30 speaks last", "09:30: past due".
func judged(verdicts []Verdict) []string {
	var out []string
	for _, v := range verdicts {
		s := v.At.Format("02 15:04")
		switch {
		case v.Why != "":
			s += ": " + v.Why
		default:
			s += " speaks"
		}
		out = append(out, s)
	}
	return out
}

func TestDue(t *testing.T) {
	p := december(t)
	p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = p.Items[:1], nil, ledger.Date{}, ledger.Date{}
	slots := slices.DeleteFunc(Slots(p), func(s Slot) bool { return s.Ahead })
	// 4th 9:30 and 16:30, 5th 10:00 and 11:30, list at 12:05
	known := at("2026-12-01 08:00")
	tests := []struct {
		name  string
		slots []Slot
		last  time.Time
		now   string
		want  []string
	}{
		{"nothing yet", slots, known, "2026-12-04 09:29:59", nil},
		{"first of the day", slots, known, "2026-12-04 09:30", []string{"04 09:30 speaks"}},
		{"second of the day", slots[1:], known, "2026-12-04 16:30", []string{"04 16:30 speaks"}},
		{"the last hours", slots[2:], known, "2026-12-05 10:00", []string{"05 10:00 speaks"}},
		{"last call", slots[3:], known, "2026-12-05 11:30", []string{"05 11:30 speaks"}},
		{"missed ones collapse", slots, known, "2026-12-04 17:00", []string{"04 09:30: " + WhyMerged, "04 16:30 speaks"}},
		{"a first of the day, late", slots, known, "2026-12-04 15:00", []string{"04 09:30 speaks"}},
		{"asleep until the last call", slots, known, "2026-12-05 11:40",
			[]string{"04 09:30: " + WhyMerged, "04 16:30: " + WhyMerged, "05 10:00: " + WhyMerged, "05 11:30 speaks"}},
		{"asleep over the due instant", slots, known, "2026-12-05 12:00",
			[]string{"04 09:30: " + WhyPast, "04 16:30: " + WhyPast, "05 10:00: " + WhyPast, "05 11:30: " + WhyPast}},
		{"and then the list", slots, known, "2026-12-06 09:00",
			[]string{"04 09:30: " + WhyPast, "04 16:30: " + WhyPast, "05 10:00: " + WhyPast, "05 11:30: " + WhyPast, "05 12:05 speaks"}},
		{"caught up at night: waits", slots, known, "2026-12-04 23:00", nil},
		{"first start after all is over", slots, time.Time{}, "2026-12-06 09:00",
			[]string{"04 09:30: " + WhyPast, "04 16:30: " + WhyPast, "05 10:00: " + WhyPast, "05 11:30: " + WhyPast, "05 12:05: " + WhyBefore}},
		{"first start in between catches up", slots, time.Time{}, "2026-12-04 18:00", []string{"04 09:30: " + WhyMerged, "04 16:30 speaks"}},
		{"clock set back before everything", slots, at("2026-12-05 12:00"), "2026-12-03 10:00", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := judged(Due(p.Campaign, test.slots, test.last, at(test.now)))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Due does not depend on how often it was asked.
func TestDueIsPure(t *testing.T) {
	p := december(t)
	slots := Slots(p)
	now := at("2026-12-18 16:00")
	first := fmt.Sprint(Due(p.Campaign, slots, now, now))
	for range 3 {
		if again := fmt.Sprint(Due(p.Campaign, slots, now, now)); again != first {
			t.Fatalf("another answer to the same question:\n%s\n%s", first, again)
		}
	}
}
