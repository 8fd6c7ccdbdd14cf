package dingtalk

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

const (
	// crowdMax is how many people one call may reach (B57).
	crowdMax = 20
	// crowdWait is how long a message waits for others with the same words. The
	// month's calls are counted on the free edition: twelve invitations should cost one.
	crowdWait = 200 * time.Millisecond
	// crowdTimeout bounds the call of a crowd, which outlives whoever waits for it.
	crowdTimeout = 45 * time.Second
)

// crowd gathers the same words to several people into one call.
type crowd struct {
	call func(ctx context.Context, req robotMessage, users []string) map[string]error

	mu      sync.Mutex
	waiting map[robotKey]*crew
}

// robotKey is what must be the same for messages to go together.
type robotKey struct{ msgKey, msgParam string }

// crew are the people of one call; outcome is theirs once done is closed.
type crew struct {
	users   []string
	full    chan struct{}
	done    chan struct{}
	outcome map[string]error
}

func newCrowd(call func(context.Context, robotMessage, []string) map[string]error) *crowd {
	return &crowd{call: call, waiting: map[robotKey]*crew{}}
}

// send gives the outcome for this one person.
func (c *crowd) send(ctx context.Context, req robotMessage, user string) error {
	key := robotKey{req.MsgKey, req.MsgParam}
	c.mu.Lock()
	b := c.waiting[key]
	if b == nil || slices.Contains(b.users, user) {
		b = &crew{full: make(chan struct{}), done: make(chan struct{})}
		c.waiting[key] = b
		go c.run(key, req, b)
	}
	b.users = append(b.users, user)
	if len(b.users) == crowdMax {
		delete(c.waiting, key)
		close(b.full)
	}
	c.mu.Unlock()
	select {
	case <-b.done:
		return b.outcome[user]
	case <-ctx.Done():
		return wire.Broken(ctx.Err())
	}
}

// run waits for more people, then calls.
func (c *crowd) run(key robotKey, req robotMessage, b *crew) {
	select {
	case <-b.full:
	case <-time.After(crowdWait):
	}
	c.mu.Lock()
	if c.waiting[key] == b {
		delete(c.waiting, key)
	}
	users := slices.Clone(b.users)
	c.mu.Unlock()
	defer close(b.done)
	ctx, cancel := context.WithTimeout(context.Background(), crowdTimeout)
	defer cancel()
	b.outcome = c.call(ctx, req, users)
	for _, u := range users {
		if len(users) > 1 && impossible(b.outcome[u]) {
			b.outcome[u] = c.call(ctx, req, []string{u})[u]
		}
	}
}

// impossible tells that the platform refused the whole call because of one person:
// then each is called alone.
func impossible(err error) bool {
	var se *messages.SendError
	return errors.As(err, &se) && se.Code == "user"
}
