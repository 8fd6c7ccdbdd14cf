package dingtalk

import (
	"slices"
	"sync"
	"time"
)

// perMinute is how many messages a robot sends in any minute. The platform allows
// 20 and then mutes it for ten (CUSTOM); two are kept back because messages do not
// arrive at the distance at which they were sent.
const perMinute = 18

// pace remembers when each robot sent. It guards what the outbox cannot see: the
// parts of one split message, and two groups that share a robot.
type pace struct {
	now  func() time.Time
	mu   sync.Mutex
	sent map[Secret][]time.Time
}

func newPace(now func() time.Time) *pace {
	return &pace{now: now, sent: map[Secret][]time.Time{}}
}

// take counts one message of the robot, or says how long it has to wait first.
func (p *pace) take(token Secret) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	recent := slices.DeleteFunc(p.sent[token], func(t time.Time) bool {
		// What lies ahead was sent before the clock was set back; it cannot be judged any more.
		return !t.After(now.Add(-time.Minute)) || t.After(now)
	})
	if len(recent) >= perMinute {
		p.sent[token] = recent
		return recent[0].Add(time.Minute).Sub(now)
	}
	p.sent[token] = append(recent, now)
	return 0
}
