package wire

import (
	"context"
	"hash/fnv"
	"sync"
)

// laneCount is how many messages are worked on at once.
const laneCount = 8

// Lanes do the work of a way in: bounded, and in order within a conversation.
type Lanes[T any] struct {
	queues [laneCount]chan T
	wg     sync.WaitGroup
}

// NewLanes starts the workers. Each lane holds up to depth pieces that wait.
func NewLanes[T any](depth int, work func(T)) *Lanes[T] {
	l := &Lanes[T]{}
	for i := range l.queues {
		q := make(chan T, depth)
		l.queues[i] = q
		l.wg.Go(func() {
			for x := range q {
				work(x)
			}
		})
	}
	return l
}

// Put queues a piece behind the others of its conversation. It waits for room,
// which slows the reader down and, through TCP, the platform; false: ctx ended first.
func (l *Lanes[T]) Put(ctx context.Context, conversation string, x T) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(conversation))
	select {
	case l.queues[h.Sum32()%laneCount] <- x:
		return true
	case <-ctx.Done():
		return false
	}
}

// Stop returns when everything that was put has been done: what has arrived may
// not be sent again. It must come after the last Put.
func (l *Lanes[T]) Stop() {
	for _, q := range l.queues {
		close(q)
	}
	l.wg.Wait()
}
