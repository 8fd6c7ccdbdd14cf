package wecom

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"pufabot/bot/wire"
	"pufabot/messages"
)

const (
	pingEvery = 30 * time.Second // D101463
	// ackWait is how long an answer to a frame may take (SDK).
	ackWait = 5 * time.Second
	// deadAfter is how many pings in a row go unanswered on a dead link (SDK).
	deadAfter = 2
	dialWait  = 15 * time.Second
	// laneDepth is how many frames of some conversations may wait before reading stops.
	laneDepth = 256
	maxFrame  = 1 << 20
)

// session is one connection. One goroutine reads; writes are serialised by the
// websocket library.
type session struct {
	conn   *websocket.Conn
	cancel context.CancelCauseFunc
	serial atomic.Uint64

	mu      sync.Mutex
	waiting map[string]chan acked // by req_id: who waits for the ack
}

// connect runs one connection to its end, and tells how long it was subscribed.
func (l *Long) connect(ctx context.Context) (lasted time.Duration, err error) {
	conn, err := l.dial(ctx)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	s := &session{conn: conn, cancel: cancel, waiting: map[string]chan acked{}}
	work := wire.NewLanes(laneDepth, func(f frame) { l.receive(ctx, s, f) })
	read := make(chan struct{})
	go func() {
		defer close(read)
		cancel(s.read(ctx, work))
	}()
	if err = l.subscribe(ctx, s); err == nil {
		since := time.Now()
		l.setState(s, "")
		l.log.Info().Msg("wecom long connection is up")
		err = s.keepAlive(ctx)
		lasted = time.Since(since)
	}
	cancel(err)
	l.setState(nil, "")
	_ = conn.Close(websocket.StatusNormalClosure, "")
	<-read
	work.Stop() // what has arrived will not be sent again
	return lasted, context.Cause(ctx)
}

func (l *Long) dial(ctx context.Context) (*websocket.Conn, error) {
	ctx, stop := context.WithTimeout(ctx, dialWait)
	defer stop()
	conn, _, err := websocket.Dial(ctx, l.url, &websocket.DialOptions{HTTPClient: l.client})
	if err != nil {
		return nil, wire.Broken(err)
	}
	conn.SetReadLimit(maxFrame)
	return conn, nil
}

func (l *Long) subscribe(ctx context.Context, s *session) error {
	body := map[string]string{"bot_id": l.botID, "secret": l.secret.reveal()}
	return s.ask(ctx, "aibot_subscribe", s.newID(), body)
}

// keepAlive pings until the link is dead or ctx ends.
func (s *session) keepAlive(ctx context.Context) error {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for missed := 0; missed < deadAfter; {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
		if s.ask(ctx, "ping", s.newID(), nil) == nil {
			missed = 0
		} else {
			missed++
		}
	}
	return &messages.SendError{Class: messages.Transient, Code: "pings unanswered"}
}

// read takes frames until the connection ends. It never writes and never waits for
// an ack: a peer that writes before it reads would otherwise block both for ever.
func (s *session) read(ctx context.Context, work *wire.Lanes[frame]) error {
	for {
		kind, data, err := s.conn.Read(ctx)
		if err != nil {
			return wire.Broken(err)
		}
		var f frame
		if kind != websocket.MessageText || json.Unmarshal(dropControls(data), &f) != nil {
			continue // nothing in it could be answered
		}
		switch f.Cmd {
		case "":
			s.acknowledge(f)
		case "ping", "aibot_msg_callback", "aibot_event_callback":
			// Told here and not behind the queue: the closing of the connection, which
			// follows at once, must not look like a fault of the network.
			if replaced(f) {
				return errReplaced
			}
			if !work.Put(ctx, conversation(f), f) {
				return context.Cause(ctx)
			}
		}
	}
}
