package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/coder/websocket"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// acked is the answer to a frame of ours.
type acked struct {
	body json.RawMessage
	err  error
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
