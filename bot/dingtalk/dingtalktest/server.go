package dingtalktest

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"slices"
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
