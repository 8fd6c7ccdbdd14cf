package wecomtest

import (
	"time"
	"unicode/utf8"
)

// Frame is one accepted frame of our side.
type Frame struct {
	Cmd, ReqID string
	// ChatID is set in proactive messages, StreamID in answers.
	ChatID, StreamID, Text string
	// Data is the content of a file or picture, whose name Text is.
	Data []byte
}

// read takes a message apart and judges it; the result is the errcode.
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
