package dingtalk

import (
	"context"
	"hash/fnv"
	"net/http"
	"sync"
	"time"
)

const (
	laneCount = 8  // messages that are worked on at once
	laneDepth = 32 // messages that may wait in one lane before reading stops
)

// job is a message and the connection that waits for its acknowledgement.
type job struct {
	link      *link
	messageID string
	body      *body
}

// lanes do the work of all connections: bounded, and in order within a
// conversation, also across the change from one connection to the next.
type lanes struct {
	queues [laneCount]chan job
	wg     sync.WaitGroup
}

// newLanes starts the workers; stop ends them when their queues are empty.
func newLanes(work func(job)) *lanes {
	l := &lanes{}
	for i := range l.queues {
		q := make(chan job, laneDepth)
		l.queues[i] = q
		l.wg.Go(func() {
			for j := range q {
				work(j)
			}
		})
	}
	return l
}

// put waits for room, which slows the reader down and, through TCP, the platform.
func (l *lanes) put(ctx context.Context, j job) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(j.body.ConversationID))
	select {
	case l.queues[h.Sum32()%laneCount] <- j:
		return true
	case <-ctx.Done():
		return false
	}
}

// stop must come after the last put.
func (l *lanes) stop() {
	for _, q := range l.queues {
		close(q)
	}
	l.wg.Wait()
}

// work hands one message in and acknowledges it when it is durable. A message
// that could not be kept gets no acknowledgement, so that the platform pushes it
// again (after about a minute, NODE); a panic counts as that and stops nothing.
func (s *Stream) work(j job) {
	defer j.link.work.leave()
	defer func() {
		if recover() != nil {
			s.log.Error().Msg("dingtalk message not kept: panic")
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), handleTimeout)
	defer cancel()
	now := s.now()
	env := j.body.envelope(s.own, now)
	if j.body.SessionWebhook != "" && env.ReplyVia.URL == "" {
		s.log.Warn().Msg("dingtalk reply address is not on the configured host")
	}
	if _, err := s.handle(ctx, env); err != nil {
		s.log.Error().Dur("after", s.now().Sub(now).Round(time.Millisecond)).Msg("dingtalk message not kept")
		return
	}
	j.link.answer(newAck(j.messageID, http.StatusOK, ackMessage))
}
