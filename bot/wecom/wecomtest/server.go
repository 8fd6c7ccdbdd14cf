package wecomtest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Server is WeCom's API: group webhooks with the limits of D99110, the addresses
// that callbacks may answer to, and one self-built application (see
// [Server.Serve]).
type Server struct {
	*httptest.Server
	t   testing.TB
	now func() time.Time

	mu        sync.Mutex
	keys      map[string]bool
	posts     map[string][]Post
	failures  []Failure
	moods     func(request int) Failure
	requests  int
	apps      appState
	media     map[string]Media
	files     map[string]*shared
	responses map[string]*response
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
	// Delay holds the answer back; alone it does no harm.
	Delay time.Duration
}

// NewServer starts the API; it knows the keys given. It ends with the test.
func NewServer(t testing.TB, now func() time.Time, keys ...string) *Server {
	s := &Server{t: t, now: now, keys: map[string]bool{}, posts: map[string][]Post{}, media: map[string]Media{}, files: map[string]*shared{},
		responses: map[string]*response{}, apps: appState{tokens: map[string]time.Time{}}}
	for _, k := range keys {
		s.keys[k] = true
	}
	mux := http.NewServeMux()
	mux.Handle("POST /cgi-bin/webhook/send", s.serve(s.webhook))
	mux.Handle("POST /cgi-bin/webhook/upload_media", s.serve(s.webhookMedia))
	mux.Handle("POST /cgi-bin/aibot/response", s.serve(s.respond))
	mux.Handle("GET /cgi-bin/gettoken", s.serve(s.getToken))
	mux.Handle("POST /cgi-bin/message/send", s.serve(s.messageSend))
	mux.Handle("POST /cgi-bin/media/upload", s.serve(s.appMedia))
	mux.HandleFunc("GET /cgi-bin/media/get", s.appFile)
	mux.HandleFunc("GET /cos/{id}", s.file)
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

// Moods lets fn choose the misbehaviour of every request, counted from 1, that
// [Server.Fail] says nothing about; nil ends it.
func (s *Server) Moods(fn func(request int) Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moods = fn
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
	switch {
	case len(s.failures) > 0:
		f := s.failures[0]
		s.failures = s.failures[1:]
		return f
	case s.moods != nil:
		return s.moods(s.requests)
	}
	return Failure{}
}

// outcome is the errcode of a call, and further fields of its answer as JSON that
// begins with a comma.
type outcome struct {
	code int
	more string
}

// serve runs one call, with a misbehaviour where one is ordered.
func (s *Server) serve(act func(r *http.Request, body []byte) outcome) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		f := s.nextFailure()
		harmless := f == Failure{Delay: f.Delay}
		var o outcome
		if harmless || f.Accepted {
			o = act(r, body)
		}
		if f.Delay > 0 {
			select {
			case <-time.After(f.Delay):
			case <-r.Context().Done():
			}
		}
		switch {
		case harmless:
			s.answer(w, o)
		case f.Cut:
			panic(http.ErrAbortHandler)
		case f.Hang:
			<-r.Context().Done()
		case f.Status != 0:
			http.Error(w, "gateway", f.Status)
		case f.Body != "":
			_, _ = io.WriteString(w, f.Body)
		default:
			s.answer(w, outcome{code: f.Code})
		}
	})
}

// answer is always HTTP 200; the errmsg holds what must not reach a chat.
func (s *Server) answer(w http.ResponseWriter, o outcome) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	msg := "ok"
	if o.code != 0 {
		msg = "refused, hint: [1700000000_1_0], from ip: 192.0.2.1"
	}
	_, _ = fmt.Fprintf(w, `{"errcode":%d,"errmsg":%q%s}`, o.code, msg, o.more)
}
