package outbox

import (
	"slices"
	"time"

	"golang.org/x/time/rate"

	"pufabot/messages"
)

// laneKey is one address: what goes there stays in order.
type laneKey struct {
	channel messages.Channel
	target  string
}

func keyOf(a messages.Address) laneKey { return laneKey{a.Channel, a.Target} }

// entry is a pending delivery, as much of it as choosing needs.
type entry struct {
	seq   uint64
	key   string
	at    time.Time // not before
	tried bool
}

// entryOf leaves the time out where it only says "at once": should the clock be
// set back, that must not read as a plan for later.
func entryOf(d messages.Delivery) entry {
	e := entry{seq: d.Seq, key: d.Key, at: d.NextAt, tried: d.Attempts > 0}
	if !e.tried && !d.NextAt.After(d.Created) {
		e.at = time.Time{}
	}
	return e
}

// lane is the queue of one address. Only the dispatcher touches it.
type lane struct {
	queue   []entry // by seq
	busy    bool
	rest    time.Time // nothing goes before
	late    bool      // something had to wait for the limit: what has gathered goes together
	limiter *rate.Limiter
}

// add puts an entry in its place.
func (l *lane) add(e entry) {
	i, found := slices.BinarySearchFunc(l.queue, e.seq, func(x entry, seq uint64) int {
		switch {
		case x.seq < seq:
			return -1
		case x.seq > seq:
			return 1
		}
		return 0
	})
	if found {
		l.queue[i] = e
		return
	}
	l.queue = slices.Insert(l.queue, i, e)
}

// head is the delivery whose turn it is, and when it may go. What was planned for
// later lets others pass; what has been tried does not.
func (l *lane) head(now time.Time) (e entry, at time.Time, ok bool) {
	for _, q := range l.queue {
		if q.tried && q.at.Sub(now) > longestWait { // no attempt is put off so far: the clock was set back
			q.at = now
		}
		if !q.tried && q.at.After(now) {
			if at.IsZero() || q.at.Before(at) {
				e, at, ok = q, q.at, true
			}
			continue
		}
		if q.at.After(now) && !at.IsZero() && at.Before(q.at) {
			return e, at, ok // something planned comes before the next attempt, and stands before it in order
		}
		return q, q.at, true
	}
	return e, at, ok
}

// behind are those that may go with the head, when the lane is late: what follows it
// directly, untried and due.
func (l *lane) behind(head entry, now time.Time) []entry {
	if !l.late || head.tried {
		return nil
	}
	l.late = false
	var out []entry
	for _, q := range l.queue {
		if q.seq <= head.seq {
			continue
		}
		if q.tried || q.at.After(now) || len(out) == mergeMost-1 {
			break
		}
		out = append(out, q)
	}
	return out
}

// drop removes those that went out with another.
func (l *lane) drop(keys []string) {
	l.queue = slices.DeleteFunc(l.queue, func(e entry) bool { return slices.Contains(keys, e.key) })
}

func (l *lane) remove(seq uint64) {
	l.queue = slices.DeleteFunc(l.queue, func(e entry) bool { return e.seq == seq })
}

// Limit is how much one target of a channel may get: Burst messages in any window
// of length Per. The zero Limit is no limit.
type Limit struct {
	Per   time.Duration
	Burst int
}

// limiter is a token bucket that keeps the promise of Limit for every window, not
// only on average: what the bucket holds and what flows in during a window add up
// to Burst.
func (l Limit) limiter() *rate.Limiter {
	if l.Per <= 0 || l.Burst <= 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	at := max(1, l.Burst/3)
	flow := l.Burst - at
	if flow == 0 { // a single message a window
		return rate.NewLimiter(rate.Every(l.Per), 1)
	}
	return rate.NewLimiter(rate.Every(l.Per/time.Duration(flow)), at)
}
