package ledger

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A deadline that is kept is the one that follows from the plan as it is now, whatever
// it was before.
func TestKeptDeadlinesFollowThePlan(t *testing.T) {
	calendars := []*Calendar{nil, NewCalendar(nil, nil), NewCalendar([]Date{{2026, 12, 4}}, nil)}
	zones := []*time.Location{time.UTC, time.FixedZone("", 8*3600)}
	rapid.Check(t, func(t *rapid.T) {
		p := &Plan{}
		for range rapid.IntRange(1, 2*mostDated).Draw(t, "items") {
			p.Campaign.StrictBefore = rapid.Bool().Draw(t, "strict")
			p.Campaign.Zone = rapid.SampledFrom(zones).Draw(t, "zone")
			p.Calendar = rapid.SampledFrom(calendars).Draw(t, "calendar")
			it := Item{Due: Date{2026, 12, rapid.IntRange(1, 9).Draw(t, "day")}, HasTime: rapid.Bool().Draw(t, "timed"),
				DueTime: Clock{Hour: rapid.IntRange(11, 12).Draw(t, "hour")}, Soft: rapid.Bool().Draw(t, "soft")}
			if got, want := p.Deadline(it), p.deadline(it); got != want {
				t.Fatalf("%+v: kept %+v, want %+v", it, got, want)
			}
		}
	})
}
