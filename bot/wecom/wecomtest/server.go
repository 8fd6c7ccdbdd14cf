package wecomtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// Server is WeCom's API: group webhooks with the limits of D99110, and one
// self-built application (see [Server.Serve]).
type Server struct {
	*httptest.Server
	t   testing.TB
	now func() time.Time

	mu       sync.Mutex
	keys     map[string]bool
	posts    map[string][]Post
	failures []Failure
	requests int
	apps     appState
}

// Post is one message that was accepted.
type Post struct {
	At      time.Time
	Type    string
	Content string
	// IDs and Mobiles are whom it alerts.
	IDs, Mobiles []string
}

// Failure is one misbehaviour. The zero value behaves.
type Failure struct {
	Code   int    // this errcode, nothing accepted
	Status int    // this HTTP status
	Body   string // this body with 200, nothing accepted
	Cut    bool   // the connection is cut before an answer, nothing accepted
	Hang   bool   // no answer until the caller gives up
	// Accepted makes Cut, Hang and Status strike after the message was taken.
	Accepted bool
}

// NewServer starts the API; it knows the keys given. It ends with the test.
func NewServer(t testing.TB, now func() time.Time, keys ...string) *Server {
	s := &Server{t: t, now: now, keys: map[string]bool{}, posts: map[string][]Post{},
		apps: appState{tokens: map[string]time.Time{}}}
	for _, k := range keys {
		s.keys[k] = true
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /cgi-bin/webhook/send", s.webhook)
	mux.HandleFunc("GET /cgi-bin/gettoken", s.getToken)
	mux.HandleFunc("POST /cgi-bin/message/send", s.messageSend)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

// Fail makes the next requests misbehave, one each.
func (s *Server) Fail(f ...Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = append(s.failures, f...)
}

// Posts are the messages accepted for a key.
func (s *Server) Posts(key string) []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Post(nil), s.posts[key]...)
}

// Requests counts all requests, refused ones too.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

func (s *Server) nextFailure() Failure {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if len(s.failures) == 0 {
		return Failure{}
	}
	f := s.failures[0]
	s.failures = s.failures[1:]
	return f
}

func (s *Server) webhook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	f := s.nextFailure()
	if f.Accepted {
		s.accept(r.URL.Query().Get("key"), r, body)
	}
	switch {
	case f.Cut:
		panic(http.ErrAbortHandler)
	case f.Hang:
		<-r.Context().Done()
		return
	case f.Status != 0:
		http.Error(w, "gateway", f.Status)
		return
	case f.Body != "":
		_, _ = io.WriteString(w, f.Body)
		return
	case f.Code != 0:
		s.answer(w, f.Code)
		return
	}
	s.answer(w, s.accept(r.URL.Query().Get("key"), r, body))
}

// answer is always HTTP 200; the errmsg holds what must not reach a chat.
func (s *Server) answer(w http.ResponseWriter, code int) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	msg := "ok"
	if code != 0 {
		msg = "refused, hint: [1700000000_1_0], from ip: 192.0.2.1"
	}
	_, _ = fmt.Fprintf(w, `{"errcode":%d,"errmsg":%q}`, code, msg)
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
}

// accept checks a message as WeCom does and keeps it; the result is the errcode.
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
