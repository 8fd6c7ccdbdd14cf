package dingtalk

import (
	"strconv"
	"testing"
	"time"
)

func TestPairs(t *testing.T) {
	now := sentAt
	p := newPairs(time.Hour, func() time.Time { return now })
	steps := []struct {
		after     time.Duration
		timestamp string
		msgID     string
		want      bool
		why       string
	}{
		{0, "1", "a", true, "new"},
		{0, "1", "b", true, "two messages in one millisecond"},
		{time.Second, "1", "c", true, "a burst"},
		{time.Minute, "1", "a", true, "the platform repeats"},
		{0, "1", "forged", false, "a body that was never sent, under a pair that was"},
		{0, "2", "forged", true, "a pair of its own cannot be told from the platform's"},
		{59 * time.Minute, "1", "forged", false, "as long as the timestamp is accepted"},
		{time.Minute, "1", "b", true, "late repeat"},
	}
	for _, s := range steps {
		now = now.Add(s.after)
		if got := p.admit(s.timestamp, "robot", s.msgID); got != s.want {
			t.Errorf("%s: %v, want %v", s.why, got, s.want)
		}
	}
	now = now.Add(3 * time.Hour)
	p.admit("9", "robot", "z")
	if len(p.order) != 1 || len(p.used) != 1 {
		t.Errorf("old pairs stay: %d %d", len(p.order), len(p.used))
	}
	for i := range 2 * maxPairs {
		p.admit(strconv.Itoa(i), "robot", "m")
	}
	if len(p.order) > maxPairs || len(p.used) > maxPairs {
		t.Errorf("%d pairs are remembered", len(p.order))
	}
}

// Many bodies under one captured pair neither get in nor crowd out the memory of
// it, which would make the pair as good as new.
func TestFloodUnderOnePair(t *testing.T) {
	now := sentAt
	p := newPairs(time.Hour, func() time.Time { return now })
	p.admit("captured", "robot", "real")
	in := 1
	for i := range 2 * maxPairs {
		if p.admit("captured", "robot", "forged"+strconv.Itoa(i)) {
			in++
		}
	}
	if in != maxPerPair {
		t.Errorf("%d messages under one pair, want %d", in, maxPerPair)
	}
	now = now.Add(pairGrace + 1)
	if p.admit("captured", "robot", "later") || !p.admit("captured", "robot", "real") {
		t.Error("the flood made the pair forgotten")
	}
}
