package outbox

import (
	"math/rand/v2"
	"time"
)

// How long to wait before another attempt, and when to give up.
const (
	firstPause = 2 * time.Second
	longPause  = 5 * time.Minute
	// authPause: credentials do not mend themselves; an operator has to act.
	authPause = 15 * time.Minute
	// limitedPause is for a platform that does not say how long.
	limitedPause = time.Minute
	// longestWait is the most that is waited, whatever a platform says.
	longestWait = 2 * time.Hour
	// keepTrying is how long a delivery without NotAfter is worth another attempt.
	keepTrying = 24 * time.Hour
	// maxPanics: a message that makes its sender panic must not block its chat for a day.
	maxPanics = 5
	// sendTimeout bounds one attempt.
	sendTimeout = time.Minute
	// stopTimeout is how long what is in flight may take after the stop.
	stopTimeout = 10 * time.Second
)

// pause is the wait after the n-th failed attempt (from 1): doubling, the upper
// half of it by chance, so that many do not come back at once.
func pause(n int) time.Duration {
	d := longPause
	if n < 9 {
		d = min(longPause, firstPause<<(n-1))
	}
	return d/2 + rand.N(d/2+1)
}

// rarely spreads an operator's wait a little.
func rarely() time.Duration { return authPause + rand.N(authPause/5) }
