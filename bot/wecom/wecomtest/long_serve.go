package wecomtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// This file is what the platform does with what it is sent, and how it misbehaves.

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

func (f *Frame) read(l *Long, c *LongConn, body []byte) int64 {
	var m struct {
		ChatID   string `json:"chatid"`
		ChatType int    `json:"chat_type"`
		Type     string `json:"msgtype"`
		Stream   *struct {
			ID      string `json:"id"`
			Finish  bool   `json:"finish"`
			Content string `json:"content"`
		} `json:"stream"`
		Markdown *struct {
			Content string `json:"content"`
		} `json:"markdown"`
		Text *struct {
			Content string `json:"content"`
		} `json:"text"`
		File  *mediaRef `json:"file"`
		Image *mediaRef `json:"image"`
	}
	if err := strict(body, &m); err != nil {
		l.t.Errorf("wecomtest: body %s: %v", body, err)
		return 40008
	}
	f.ChatID = m.ChatID
	switch {
	case f.Cmd == "aibot_respond_msg" && m.Type == "stream" && m.Stream != nil && m.ChatID == "":
		f.StreamID, f.Text = m.Stream.ID, m.Stream.Content
		if f.StreamID == "" || !m.Stream.Finish {
			l.t.Error("wecomtest: stream without an id, or not finished")
		}
	case f.Cmd == "aibot_respond_welcome_msg" && m.Type == "text" && m.Text != nil:
		f.Text = m.Text.Content
	case f.Cmd == "aibot_send_msg" && m.Type == "markdown" && m.Markdown != nil:
		f.Text = m.Markdown.Content
		if !l.chats[m.ChatID] {
			return 93006
		}
	case f.Cmd == "aibot_send_msg" && (m.File != nil || m.Image != nil):
		ref := m.File
		if m.Type == "image" {
			ref = m.Image
		}
		media, ok := l.media[ref.MediaID]
		if !ok || media.Kind != m.Type {
			return 40007
		}
		f.Text, f.Data = media.Name, media.Data
		if !l.chats[m.ChatID] {
			return 93006
		}
	default:
		return 40008
	}
	switch {
	case f.Cmd != "aibot_send_msg" && !c.open[f.ReqID]:
		return 846605
	case f.Text == "":
		return 44004
	case len(f.Text) > 20480 || !utf8.ValidString(f.Text):
		return 40058
	}
	// 30 a minute and conversation, answers and pushes together (D101463); answers
	// are counted per req_id here, which is close enough to find a flood.
	where, now := m.ChatID+f.ReqID, l.Now()
	recent := 0
	for _, at := range l.sent[where] {
		if now.Sub(at) < time.Minute {
			recent++
		}
	}
	if recent >= 30 {
		return 45009
	}
	l.sent[where] = append(l.sent[where], now)
	return 0
}

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
