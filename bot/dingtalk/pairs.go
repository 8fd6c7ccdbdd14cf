package dingtalk

import (
	"crypto/sha256"
	"sync"
	"time"
)

const (
	// pairGrace is how long one header pair may carry messages not seen before: the
	// platform may send several within a millisecond, and so share a timestamp.
	pairGrace = 30 * time.Second
	// maxPairs bounds what is remembered; an hour of a busy city is far below it.
	maxPairs = 1 << 16
)

// pairs remembers which messages came under which header pair. The sign covers the
// timestamp only (RECV): whoever has seen a pair could send a forged body under it
// for an hour. A repeat of a known message is harmless, its key is known; anything
// new under an old pair is refused.
type pairs struct {
	now  func() time.Time
	life time.Duration

	mu    sync.Mutex
	first map[string]time.Time // timestamp → when it was first used
	seen  map[[sha256.Size]byte]bool
	order []pair
}

type pair struct {
	timestamp string
	message   [sha256.Size]byte
	at        time.Time
}

func newPairs(life time.Duration, now func() time.Time) *pairs {
	return &pairs{now: now, life: life, first: map[string]time.Time{}, seen: map[[sha256.Size]byte]bool{}}
}

// admit tells whether a message may come under a timestamp whose sign is right.
func (p *pairs) admit(timestamp, robot, msgID string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.forget(now)
	key := sha256.Sum256([]byte(timestamp + "\n" + robot + "\n" + msgID))
	first, used := p.first[timestamp]
	switch {
	case p.seen[key]:
		return true
	case used && now.Sub(first) > pairGrace:
		return false
	case !used:
		p.first[timestamp] = now
	}
	p.seen[key] = true
	p.order = append(p.order, pair{timestamp, key, now})
	return true
}

// forget drops what the window for timestamps refuses by now, either way of the
// clock, and the oldest of too many.
func (p *pairs) forget(now time.Time) {
	n := 0
	for n < len(p.order) && (len(p.order)-n >= maxPairs || now.Sub(p.order[n].at) > 2*p.life) {
		delete(p.first, p.order[n].timestamp)
		delete(p.seen, p.order[n].message)
		n++
	}
	p.order = p.order[n:]
}
