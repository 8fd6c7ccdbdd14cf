package scheduler

import (
	"testing"
	"time"

	"pufabot/messages"
)

func TestHeld(t *testing.T) {
	c := december(t).Campaign
	reminder := func(planned, due string) Slot {
		return Slot{At: at(planned), Due: at(due), Kind: messages.KindReminder, Timed: true}
	}
	tests := []struct {
		name string
		slot Slot
		now  string
		held bool
	}{
		{"by day", reminder("2026-12-03 10:00", "2026-12-05 12:00"), "2026-12-03 10:00", false},
		{"at night, due in two days", reminder("2026-12-03 21:00", "2026-12-05 12:00"), "2026-12-03 21:00", true},
		{"planned for the last night", reminder("2026-12-04 21:00", "2026-12-05 12:00"), "2026-12-04 21:00", false},
		{"exactly 24 hours before", reminder("2026-12-04 06:00", "2026-12-05 06:00"), "2026-12-04 06:00", false},
		{"a second more", reminder("2026-12-04 05:59:59", "2026-12-05 06:00"), "2026-12-04 05:59:59", true},
		{"caught up at night, the morning will do", reminder("2026-12-04 16:30", "2026-12-05 12:00"), "2026-12-05 02:00", true},
		{"caught up at night, the morning is too late", reminder("2026-12-04 16:30", "2026-12-05 08:30"), "2026-12-05 02:00", false},
		{"caught up late on the last evening", reminder("2026-12-20 10:00", "2026-12-20 23:59:59"), "2026-12-20 21:00", false},
		{"a list for the coordinator", Slot{At: at("2026-12-20 23:00"), Kind: messages.KindDigest}, "2026-12-20 23:00", true},
		{"a milestone's day is no due instant", Slot{At: at("2026-12-08 07:00"), Due: at("2026-12-08 23:59:59"), Kind: messages.KindMilestone}, "2026-12-08 07:00", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Held(c, test.slot, at(test.now)); got != test.held {
				t.Errorf("held: %v, want %v", got, test.held)
			}
		})
	}
	if got, want := Effective(c, reminder("2026-12-03 21:00", "2026-12-05 12:00")), at("2026-12-04 08:00"); !got.Equal(want) {
		t.Errorf("effective %v, want %v", got.In(shanghai).Format(time.DateTime), want)
	}
}
