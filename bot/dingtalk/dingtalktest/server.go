package dingtalktest

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is the double. Its URL is the oapi_base and the api_base to configure.
type Server struct {
	URL string
	mux *http.ServeMux

	t        testing.TB
	now      func() time.Time
	mu       sync.Mutex
	robots   map[string]*robot // by token
	sessions map[string]*session
	trouble  []Trouble
	moods    func(request int, path string) Trouble
	media    map[string]Media
	files    map[string]Media  // by download code
	tickets  map[string]string // address of a download → its code
	slow     []string          // staff ids that flow control holds back, each once
	sent     []Sent
	faults   []string
	requests int

	apps        map[string]*app // by client id
	groups      []string
	staff       []string
	tokensAsked int
}

type robot struct {
	secret  string
	keyword string
	times   []time.Time
	muted   time.Time
	uuids   map[string]bool
}

type session struct {
	conversation string
	expires      time.Time
}

// Sent is a message that people can see.
type Sent struct {
	// Robot is a custom robot's token, Conversation a chat, Person a staff id; one of them is set.
	Robot, Conversation, Person string
	Title, Text                 string
	// Alerted are the ids that were really alerted: listed, and standing in the text.
	Alerted []string
	UUID    string
	At      time.Time
	// File is what was shown, when it is a file and no words.
	File *Media
}

// Trouble is one misbehaviour. The zero fields do nothing.
type Trouble struct {
	ErrCode int64  // answer HTTP 200 with this errcode
	ErrMsg  string // and this text
	Status  int    // answer with this HTTP status
	Body    string // and this body, as it is
	Cut     bool   // close the connection without an answer
	Hang    bool   // no answer until the client gives up
	// Late does what was asked before misbehaving: the message is out, the answer lost.
	Late bool
	// Delay holds the answer back; alone it does no harm.
	Delay time.Duration
	// To redirects there.
	To string
}

// New starts a double that runs on the given clock; it ends with the test, which
// fails when faults of the client have not been read with [Server.Faults].
func New(t testing.TB, now func() time.Time) *Server {
	s := &Server{t: t, now: now, robots: map[string]*robot{}, sessions: map[string]*session{}, apps: map[string]*app{}, media: map[string]Media{},
		files: map[string]Media{}, tickets: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/robot/send", s.robotSend)
	mux.HandleFunc("/robot/sendBySession", s.sessionSend)
	mux.HandleFunc("/media/upload", s.mediaUpload)
	mux.HandleFunc("/v1.0/oauth2/accessToken", s.accessToken)
	mux.HandleFunc("/v1.0/robot/groupMessages/send", s.groupSend)
	mux.HandleFunc("/v1.0/robot/messageFiles/download", s.fileDownload)
	mux.HandleFunc("GET /oss/{id}", s.fileContent)
	mux.HandleFunc("/v1.0/robot/oToMessages/batchSend", s.userSend)
	s.mux = mux
	srv := httptest.NewServer(mux)
	s.URL = srv.URL
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
		for _, f := range s.Faults() {
			t.Errorf("dingtalktest: the client %s", f)
		}
	})
	return s
}

// ServeHTTP is for a front that shares an address with a [Gateway].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// AddRobot makes a custom robot; an empty secret leaves it unsigned, a keyword
// must appear in every message.
func (s *Server) AddRobot(token, secret, keyword string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.robots[token] = &robot{secret: secret, keyword: keyword, uuids: map[string]bool{}}
}

// NewSession makes a reply address for a conversation.
func (s *Server) NewSession(conversation string, life time.Duration) (url string, expires time.Time) {
	var b [16]byte
	_, _ = rand.Read(b[:])
	id := hex.EncodeToString(b[:])
	s.mu.Lock()
	defer s.mu.Unlock()
	expires = s.now().Add(life)
	s.sessions[id] = &session{conversation, expires}
	return s.URL + "/robot/sendBySession?session=" + id, expires
}

// FailNext makes the next requests misbehave, one after the other.
func (s *Server) FailNext(all ...Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = append(s.trouble, all...)
}

// Moods lets fn choose the trouble of every request to a path, counted from 1, that
// [Server.FailNext] says nothing about; nil ends it.
func (s *Server) Moods(fn func(request int, path string) Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moods = fn
}

// HoldBack lets flow control hold these people's next private message back.
func (s *Server) HoldBack(staff ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.slow = append(s.slow, staff...)
}

// Forget drops what people could see so far, for long runs.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = nil
	for id, se := range s.sessions {
		if !s.now().Before(se.expires) {
			delete(s.sessions, id)
		}
	}
}

// ForgetSessions makes every reply address invalid, before its time.
func (s *Server) ForgetSessions() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.sessions)
}

// next is the trouble of one more request. Called with the lock held.
func (s *Server) next(path string) Trouble {
	s.requests++
	switch {
	case len(s.trouble) > 0:
		tr := s.trouble[0]
		s.trouble = s.trouble[1:]
		return tr
	case s.moods != nil:
		return s.moods(s.requests, path)
	}
	return Trouble{}
}

// behaves tells whether what is asked for is done at all.
func (tr Trouble) behaves() bool { return tr == (Trouble{Delay: tr.Delay}) || tr.Late }

// strike plays the trouble that needs no lock; it tells whether the request is over.
func (tr Trouble) strike(w http.ResponseWriter, r *http.Request) bool {
	if tr.Delay > 0 {
		select {
		case <-time.After(tr.Delay):
		case <-r.Context().Done():
		}
	}
	switch {
	case tr.Hang:
		<-r.Context().Done()
	case tr.Cut:
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			_ = c.Close()
		}
	case tr.To != "":
		http.Redirect(w, r, tr.To, http.StatusTemporaryRedirect)
	case tr.Status != 0:
		w.WriteHeader(tr.Status)
		_, _ = io.WriteString(w, tr.Body)
	case tr.Body != "":
		_, _ = io.WriteString(w, tr.Body)
	default:
		return false
	}
	return true
}

// Sent lists what people can see, in order.
func (s *Server) Sent() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
}

// Requests counts all that arrived, also those that were refused.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Faults lists what the client did wrong, and forgets it.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.faults
	s.faults = nil
	return out
}

// fault is called with the lock held.
func (s *Server) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// verdict is an errcode and its text; 0 is success.
type verdict struct {
	code int64
	msg  string
}

var ok = verdict{0, "ok"}

// serve runs one request, with trouble where it was ordered.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, act func(payload) verdict) {
	data, err := io.ReadAll(r.Body)
	v := ok
	s.mu.Lock()
	tr := s.next(r.URL.Path)
	if tr.behaves() {
		p, bad := s.read(r, data)
		if v = bad; err == nil && bad == ok {
			v = act(p)
		}
	}
	s.mu.Unlock()
	if tr.strike(w, r) {
		return
	}
	if tr.ErrCode != 0 {
		v = verdict{tr.ErrCode, tr.ErrMsg}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"errcode": v.code, "errmsg": v.msg})
}

// read decodes a request as strictly as the platform documents it, and a little more.
func (s *Server) read(r *http.Request, data []byte) (payload, verdict) {
	if r.Method != http.MethodPost {
		s.fault("used %s", r.Method)
		return payload{}, verdict{43002, "require POST"}
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		s.fault("sent Content-Type %q", r.Header.Get("Content-Type"))
		return payload{}, verdict{43004, "invalid Content-Type"}
	}
	if len(data) > 20000 {
		s.fault("sent %d bytes", len(data))
		return payload{}, verdict{460101, "message too long"}
	}
	return s.decode(data)
}
