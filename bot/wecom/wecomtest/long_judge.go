package wecomtest

import (
	"strings"
	"time"

	"github.com/coder/websocket"
)

// take judges one frame; the result is the errcode, and further fields of the ack
// as JSON that begins with a comma.
func (l *Long) take(c *LongConn, cmd, reqID string, body []byte) (int64, string) {
	if cmd == "aibot_subscribe" {
		return l.subscribed(c, body), ""
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.live != c {
		return 846609, ""
	}
	if strings.HasPrefix(cmd, "aibot_upload_media_") {
		return l.upload(cmd, body)
	}
	if cmd == "ping" {
		if len(body) > 0 {
			l.t.Errorf("wecomtest: ping with a body")
		}
		return 0, ""
	}
	f := Frame{Cmd: cmd, ReqID: reqID}
	code := f.read(l, c, body)
	if code == 0 {
		select {
		case c.Frames <- f:
		default:
		}
		if l.heard != nil {
			l.heard(f)
		}
	}
	return code, ""
}

// subscribed judges a subscription; a good one throws the connection before it out.
func (l *Long) subscribed(c *LongConn, body []byte) int64 {
	var s struct {
		BotID  string `json:"bot_id"`
		Secret string `json:"secret"`
	}
	if err := strict(body, &s); err != nil {
		l.t.Errorf("wecomtest: subscription: %v", err)
	}
	l.mu.Lock()
	l.subscribe = append(l.subscribe, time.Now())
	var code int64
	switch {
	case len(l.refuse) > 0:
		code = l.refuse[0]
		l.refuse = l.refuse[1:]
	case s.BotID != l.botID:
		code = 40013
	case s.Secret != l.secret:
		code = 40001
	}
	old := l.live
	if code == 0 {
		l.live = c
	}
	l.mu.Unlock()
	if code == 0 && old != nil && old != c {
		go func() {
			old.Raw([]byte(`{"cmd":"aibot_event_callback","headers":{"req_id":"bye"},"body":{"msgtype":"event","event":{"eventtype":"disconnected_event"}}}`))
			_ = old.conn.Close(websocket.StatusNormalClosure, "")
		}()
	}
	return code
}
