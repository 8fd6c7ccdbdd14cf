package wecomtest

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"time"
	"unicode/utf8"
)

// response is an address that a callback carried: good once, for an hour (D101138).
type response struct {
	chat string
	end  time.Time
	used bool
}

// ResponseURL makes the address that a callback from a chat carries.
func (s *Server) ResponseURL(chat string) string {
	code := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.responses[code] = &response{chat: chat, end: s.now().Add(time.Hour)}
	return s.URL + "/cgi-bin/aibot/response?response_code=" + code
}

// respond shows one markdown message in the chat; it is kept under the chat's id
// beside the posts. The code of a used or old address is not documented; 40001 is
// what a public simulator answers.
func (s *Server) respond(r *http.Request, body []byte) outcome {
	var m struct {
		Type     string `json:"msgtype"`
		Markdown *struct {
			Content string `json:"content"`
		} `json:"markdown"`
	}
	if err := strict(body, &m); err != nil || m.Type != "markdown" || m.Markdown == nil || bytes.Contains(body, []byte(`\u`)) {
		s.t.Errorf("wecomtest: response body %s: %v", body, err)
		return outcome{code: 40008}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.responses[r.URL.Query().Get("response_code")]
	switch {
	case a == nil || a.used || !s.now().Before(a.end):
		return outcome{code: 40001}
	case m.Markdown.Content == "":
		return outcome{code: 44004}
	case len(m.Markdown.Content) > 20480 || !utf8.ValidString(m.Markdown.Content):
		return outcome{code: 40058}
	}
	a.used = true
	s.posts[a.chat] = append(s.posts[a.chat], Post{At: s.now(), Type: "response", Content: m.Markdown.Content})
	return outcome{}
}
