package wecomtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/coder/websocket"
)

// Callback delivers a message or event under a req_id, which can be answered on
// this connection from now on.
func (c *LongConn) Callback(cmd, reqID string, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		c.l.t.Fatal(err)
	}
	var who struct {
		ChatID string `json:"chatid"`
		From   struct {
			UserID string `json:"userid"`
		} `json:"from"`
	}
	if err := json.Unmarshal(raw, &who); err != nil {
		c.l.t.Fatal(err)
	}
	c.l.mu.Lock()
	c.open[reqID] = true
	c.l.chats[who.ChatID], c.l.chats[who.From.UserID] = true, true
	c.l.mu.Unlock()
	c.Raw(fmt.Appendf(nil, `{"cmd":%q,"headers":{"req_id":%q},"body":%s}`, cmd, reqID, raw))
}

// Raw sends a text frame as it is; a peer that has gone misses it.
func (c *LongConn) Raw(data []byte) {
	_ = c.conn.Write(context.Background(), websocket.MessageText, data)
}

func (l *Long) serve(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = conn.CloseNow() }()
	conn.SetReadLimit(1 << 20)
	c := &LongConn{l: l, conn: conn, open: map[string]bool{}, Frames: make(chan Frame, 1024)}
	for {
		_, data, err := conn.Read(context.Background())
		if err != nil {
			return
		}
		var f struct {
			Cmd     string `json:"cmd"`
			Headers struct {
				ReqID string `json:"req_id"`
			} `json:"headers"`
			Body    json.RawMessage `json:"body"`
			ErrCode *int64          `json:"errcode"`
		}
		if err := strict(data, &f); err != nil || f.Headers.ReqID == "" || bytes.Contains(data, []byte(`\u`)) {
			l.t.Errorf("wecomtest: frame %s: %v", data, err)
			return
		}
		if f.Cmd == "" {
			c.Frames <- Frame{ReqID: f.Headers.ReqID} // an ack to a ping of ours
			continue
		}
		m := l.mood(f.Cmd)
		var code int64
		var answer string
		if m == (Mood{Delay: m.Delay}) || m.Accepted {
			code, answer = l.take(c, f.Cmd, f.Headers.ReqID, f.Body)
		}
		if m.Code != 0 {
			code = m.Code
		}
		l.mu.Lock()
		deaf := l.deaf || m.Deaf
		l.mu.Unlock()
		ack := fmt.Appendf(nil, `{"headers":{"req_id":%q},"errcode":%d,"errmsg":"m"%s}`, f.Headers.ReqID, code, answer)
		switch {
		case m.Cut:
			return
		case deaf:
		case m.Delay > 0:
			time.AfterFunc(m.Delay, func() { c.Raw(ack) })
		default:
			c.Raw(ack)
		}
		if f.Cmd == "aibot_subscribe" && code == 0 {
			select {
			case l.up <- c:
			default: // nobody counts them
			}
		}
	}
}

// mood is the misbehaviour towards the next message.
func (l *Long) mood(cmd string) Mood {
	if cmd == "ping" || cmd == "aibot_subscribe" {
		return Mood{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.frames++
	switch {
	case len(l.failures) > 0:
		code := l.failures[0]
		l.failures = l.failures[1:]
		return Mood{Code: code}
	case l.moods != nil:
		return l.moods(l.frames)
	}
	return Mood{}
}
