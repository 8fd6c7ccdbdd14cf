package outbox

import (
	"testing"
	"time"

	"pufabot/messages"
)

func TestHead(t *testing.T) {
	now := time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)
	after := func(d time.Duration) time.Time { return now.Add(d) }
	tests := []struct {
		name  string
		queue []entry
		seq   uint64 // 0: nothing
		at    time.Time
	}{
		{"empty", nil, 0, time.Time{}},
		{"due", []entry{{seq: 1, at: now}, {seq: 2, at: now}}, 1, now},
		{"a second attempt holds back what is behind it", []entry{{seq: 1, at: after(time.Minute), tried: true}, {seq: 2, at: now}}, 1, after(time.Minute)},
		{"a plan for later lets others pass", []entry{{seq: 1, at: after(time.Hour)}, {seq: 2, at: now}}, 2, now},
		{"the earliest of several plans", []entry{{seq: 1, at: after(2 * time.Hour)}, {seq: 2, at: after(time.Hour)}}, 2, after(time.Hour)},
		{"the earliest of several plans, in order", []entry{{seq: 1, at: after(time.Hour)}, {seq: 2, at: after(2 * time.Hour)}}, 1, after(time.Hour)},
		{"a plan before the next attempt", []entry{{seq: 1, at: after(time.Second)}, {seq: 2, at: after(time.Minute), tried: true}}, 1, after(time.Second)},
		{"the next attempt before a plan", []entry{{seq: 1, at: after(time.Hour)}, {seq: 2, at: after(time.Minute), tried: true}}, 2, after(time.Minute)},
		{"clock set back by a day", []entry{{seq: 1, at: after(24 * time.Hour), tried: true}}, 1, now},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := &lane{}
			for i := len(test.queue) - 1; i >= 0; i-- { // in whatever order they come
				l.add(test.queue[i])
			}
			e, at, ok := l.head(now)
			if ok != (test.seq != 0) || e.seq != test.seq || ok && !at.Equal(test.at) {
				t.Errorf("delivery %d at %v (%v), want %d at %v", e.seq, at, ok, test.seq, test.at)
			}
		})
	}
}

// A delivery for "at once" stays so when the clock is set back behind its making.
func TestAtOnceIsNoPlan(t *testing.T) {
	made := time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)
	if e := entryOf(messages.Delivery{Created: made, NextAt: made}); !e.at.IsZero() {
		t.Errorf("at %v, want at once", e.at)
	}
	if e := entryOf(messages.Delivery{Created: made, NextAt: made.Add(time.Hour)}); e.at.IsZero() {
		t.Error("a plan for later was lost")
	}
}
