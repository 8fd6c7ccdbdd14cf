package dingtalk

import (
	"slices"
	"sync"
	"time"
)

const (
	// pairGrace is how long one header pair may carry messages not seen before: the
	// platform may send several within a millisecond, and so share a timestamp.
	pairGrace = 30 * time.Second
	// maxPerPair is how many messages one pair may carry, far more than a city
	// sends in a millisecond, and few enough to be looked through and taken back.
	maxPerPair = 64
	// maxPairs bounds what is remembered; an hour of a busy city is far below it.
	// Only who knows the secret can make new pairs, so nobody else can crowd out
	// the memory of one.
	maxPairs = 1 << 16
)

// pairs remembers which messages came under which header pair. The sign covers the
// timestamp only (RECV): whoever has seen a pair could send a forged body under it
// for an hour. A repeat of a known message is harmless, its key is known; anything
// new under an old pair is refused, and so is too much of it under a young one.
type pairs struct {
	now  func() time.Time
	life time.Duration

	mu    sync.Mutex
	used  map[string]pair // by timestamp
	order []string        // timestamps as they were first used
}

// pair is one timestamp: when it was first used, and for what.
type pair struct {
	first    time.Time
	messages []string // few, mostly one
}

func newPairs(life time.Duration, now func() time.Time) *pairs {
	return &pairs{now: now, life: life, used: map[string]pair{}}
}

// admit tells whether a message may come under a timestamp whose sign is right.
func (p *pairs) admit(timestamp, robot, msgID string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.forget(now)
	message := robot + "\n" + msgID
	u, known := p.used[timestamp]
	switch {
	case !known:
		u.first = now
		p.order = append(p.order, timestamp)
	case slices.Contains(u.messages, message):
		return true
	case now.Sub(u.first) > pairGrace || len(u.messages) >= maxPerPair:
		return false
	}
	u.messages = append(u.messages, message)
	p.used[timestamp] = u
	return true
}

// forget drops what the window for timestamps refuses by now, either way of the
// clock, and the oldest of too many.
func (p *pairs) forget(now time.Time) {
	n := 0
	for n < len(p.order) && (len(p.order)-n >= maxPairs || now.Sub(p.used[p.order[n]].first) > 2*p.life) {
		delete(p.used, p.order[n])
		n++
	}
	p.order = p.order[n:]
}
