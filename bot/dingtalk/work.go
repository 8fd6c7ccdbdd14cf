package dingtalk

import (
	"context"
	"net/http"
	"time"
)

// laneDepth is how many messages may wait in one lane before reading stops.
const laneDepth = 32

// job is a message and the connection that waits for its acknowledgement.
type job struct {
	link      *link
	messageID string
	body      *body
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
