package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
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

// frame is one text message of the connection, either way (D101463).
type frame struct {
	Cmd     string          `json:"cmd,omitempty"`
	Headers frameHeaders    `json:"headers"`
	Body    json.RawMessage `json:"body,omitempty"`
	ErrCode *int64          `json:"errcode,omitempty"`
}

type frameHeaders struct {
	ReqID string `json:"req_id"`
}

// session is one connection. One goroutine reads; writes are serialised by the
// websocket library.
type session struct {
	conn   *websocket.Conn
	cancel context.CancelCauseFunc
	serial atomic.Uint64

	mu      sync.Mutex
	waiting map[string]chan acked // by req_id: who waits for the ack
}

// acked is the answer to a frame of ours.
type acked struct {
	body json.RawMessage
	err  error
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

// conversation is where a frame belongs; what cannot be read is refused later.
func conversation(f frame) string {
	var who struct {
		ChatID string `json:"chatid"`
		From   struct {
			UserID string `json:"userid"`
		} `json:"from"`
	}
	_ = json.Unmarshal(f.Body, &who)
	if who.ChatID == "" {
		return who.From.UserID
	}
	return who.ChatID
}

// replaced tells whether another connection of this bot took over (D101463).
func replaced(f frame) bool {
	var body struct {
		Event struct {
			Type string `json:"eventtype"`
		} `json:"event"`
	}
	return f.Cmd == "aibot_event_callback" && json.Unmarshal(f.Body, &body) == nil && body.Event.Type == "disconnected_event"
}

// acknowledge hands the outcome to whoever waits for it. The status may stand at
// the top or inside the body (TEAMCLU); none at all is no success.
func (s *session) acknowledge(f frame) {
	code := f.ErrCode
	if code == nil && len(f.Body) > 0 {
		var inner struct {
			ErrCode *int64 `json:"errcode"`
		}
		if json.Unmarshal(f.Body, &inner) == nil {
			code = inner.ErrCode
		}
	}
	var err error = &messages.SendError{Class: messages.Transient, Code: "no errcode"}
	if code != nil {
		err = codeError(*code)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch, ok := s.waiting[f.Headers.ReqID]; ok {
		delete(s.waiting, f.Headers.ReqID)
		ch <- acked{f.Body, err}
	}
}

func (s *session) newID() string { return "p" + strconv.FormatUint(s.serial.Add(1), 10) }

// ask is call for a frame whose answer holds nothing but its success.
func (s *session) ask(ctx context.Context, cmd, reqID string, body any) error {
	return s.call(ctx, ackWait, cmd, reqID, body, nil)
}

// call sends a frame, waits for its ack and decodes the ack's body into out; the
// error is a *messages.SendError. Two frames with one req_id at a time make the
// platform answer 6000, so the second is refused here.
func (s *session) call(ctx context.Context, wait time.Duration, cmd, reqID string, body, out any) error {
	f := frame{Cmd: cmd, Headers: frameHeaders{ReqID: reqID}}
	if body != nil {
		raw, err := wire.Encode(body)
		if err != nil {
			return &messages.SendError{Class: messages.Permanent, Code: "body"}
		}
		f.Body = raw
	}
	ack := make(chan acked, 1)
	s.mu.Lock()
	_, busy := s.waiting[reqID]
	if !busy {
		s.waiting[reqID] = ack
	}
	s.mu.Unlock()
	if busy {
		return &messages.SendError{Class: messages.Transient, Code: "busy"}
	}
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.waiting[reqID] == ack {
			delete(s.waiting, reqID)
		}
	}()
	ctx, stop := context.WithTimeout(ctx, wait)
	defer stop()
	if err := s.write(ctx, f); err != nil {
		return err
	}
	select {
	case a := <-ack:
		if a.err == nil && out != nil && json.Unmarshal(a.body, out) != nil {
			return &messages.SendError{Class: messages.Transient, Code: "answer"}
		}
		return a.err
	case <-ctx.Done():
		if cause := context.Cause(ctx); !errors.Is(cause, context.DeadlineExceeded) {
			return wire.Broken(context.Canceled)
		}
		return &messages.SendError{Class: messages.Transient, Code: "no ack"}
	}
}

func (s *session) write(ctx context.Context, f frame) error {
	data, err := wire.Encode(f)
	if err != nil {
		return &messages.SendError{Class: messages.Permanent, Code: "body"}
	}
	if err := s.conn.Write(ctx, websocket.MessageText, data); err != nil {
		return wire.Broken(err)
	}
	return nil
}
