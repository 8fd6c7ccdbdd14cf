package wecomtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// Post is one message that was accepted.
type Post struct {
	At      time.Time
	Type    string
	Content string // of a file: its name
	// IDs and Mobiles are whom it alerts.
	IDs, Mobiles []string
	// Data is the content of a picture or file.
	Data []byte
}

// Posts are the messages accepted for a key.
func (s *Server) Posts(key string) []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Post(nil), s.posts[key]...)
}

type webhookBody struct {
	Type string `json:"msgtype"`
	Text *struct {
		Content string   `json:"content"`
		IDs     []string `json:"mentioned_list"`
		Mobiles []string `json:"mentioned_mobile_list"`
	} `json:"text"`
	Markdown *struct {
		Content string `json:"content"`
	} `json:"markdown"`
	Table *struct {
		Content string `json:"content"`
	} `json:"markdown_v2"`
	Image *picture  `json:"image"`
	File  *mediaRef `json:"file"`
}

// webhook checks a message as WeCom does and keeps it.
func (s *Server) webhook(r *http.Request, body []byte) outcome {
	return outcome{code: s.accept(r.URL.Query().Get("key"), r, body)}
}

func (s *Server) accept(key string, r *http.Request, body []byte) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.keys[key] {
		return 93000
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		s.t.Errorf("wecomtest: content type %q", r.Header.Get("Content-Type"))
	}
	if bytes.Contains(body, []byte(`\u`)) {
		return 40033
	}
	var m webhookBody
	if err := strict(body, &m); err != nil {
		if !json.Valid(body) {
			return 40033
		}
		s.t.Errorf("wecomtest: webhook body: %v", err)
		return 40008
	}
	p := Post{At: s.now(), Type: m.Type}
	limit := 0
	switch {
	case m.Type == "text" && m.Text != nil && m.Markdown == nil:
		p.Content, p.IDs, p.Mobiles, limit = m.Text.Content, m.Text.IDs, m.Text.Mobiles, 2048
	case m.Type == "markdown" && m.Markdown != nil && m.Text == nil:
		p.Content, limit = m.Markdown.Content, 4096
	case m.Type == "markdown_v2" && m.Table != nil:
		p.Content, limit = m.Table.Content, 4096
	case m.Type == "image" && m.Image != nil:
		data, code := m.Image.read(2 << 20)
		if code != 0 {
			return code
		}
		p.Content, p.Data, limit = "picture", data, 4096
	case m.Type == "file" && m.File != nil:
		file, ok := s.media[m.File.MediaID]
		if !ok || file.Owner != key {
			return 40007
		}
		p.Content, p.Data, limit = file.Name, file.Data, 4096
	default:
		return 40008
	}
	switch {
	case strings.TrimSpace(p.Content) == "":
		return 44004
	case len(p.Content) > limit:
		return 40058
	case !utf8.ValidString(p.Content):
		return 40033
	}
	recent := 0
	for _, old := range s.posts[key] {
		if p.At.Sub(old.At) < time.Minute {
			recent++
		}
	}
	if recent >= 20 {
		return 45009
	}
	s.posts[key] = append(s.posts[key], p)
	return 0
}
