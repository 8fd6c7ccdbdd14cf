package wecom

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"sync"
)

const (
	crewSize  = 8   // messages handled at once
	crewQueue = 256 // per worker; beyond it the reader waits, and with it the platform
)

// crew handles frames: bounded, and in order within one conversation.
type crew struct {
	ctx    context.Context
	queues [crewSize]chan frame
	done   sync.WaitGroup
}

func newCrew(ctx context.Context, handle func(frame)) *crew {
	c := &crew{ctx: ctx}
	for i := range c.queues {
		q := make(chan frame, crewQueue)
		c.queues[i] = q
		c.done.Go(func() {
			for f := range q {
				handle(f)
			}
		})
	}
	return c
}

// add queues a frame behind the others of its conversation.
func (c *crew) add(f frame) {
	var who struct {
		ChatID string `json:"chatid"`
		From   struct {
			UserID string `json:"userid"`
		} `json:"from"`
	}
	_ = json.Unmarshal(f.Body, &who) // what cannot be read is refused by the handler
	h := fnv.New32a()
	if who.ChatID == "" {
		who.ChatID = who.From.UserID
	}
	_, _ = h.Write([]byte(who.ChatID))
	select {
	case c.queues[h.Sum32()%crewSize] <- f:
	case <-c.ctx.Done():
	}
}

// finish waits until everything queued has been handled: what has arrived will
// not be sent again. Only the reader may add, and it has ended.
func (c *crew) finish() {
	for _, q := range c.queues {
		close(q)
	}
	c.done.Wait()
}
