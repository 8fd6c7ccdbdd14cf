package wecomtest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// Long is WeCom's side of the long connection, on in-memory pipes so that tests
// run in virtual time. It checks the order of frames, the credentials, the limits
// and who may be spoken to; a second subscription throws the first one out.
type Long struct {
	t             testing.TB
	botID, secret string
	// Now is the clock that limits are counted by; set it before anything is sent.
	Now    func() time.Time
	server *http.Server
	pipes  *pipeListener

	mu        sync.Mutex
	live      *LongConn
	up        chan *LongConn
	refuse    []int64
	failures  []int64
	deaf      bool
	chats     map[string]bool
	sent      map[string][]time.Time
	dials     int
	moods     func(frame int) Mood
	heard     func(Frame)
	frames    int
	uploads   map[string]*upload
	media     map[string]Media
	subscribe []time.Time
}

// LongConn is one subscribed connection.
type LongConn struct {
	l    *Long
	conn *websocket.Conn
	open map[string]bool // req_ids that can be answered here
	// Frames are the accepted frames, without subscriptions, pings and uploads.
	// Nobody need read them: what finds no room is dropped.
	Frames chan Frame
}

// Mood is one misbehaviour towards a message of ours. The zero value behaves.
type Mood struct {
	Code int64 // this errcode, not accepted
	Cut  bool  // the connection is cut before an ack; with Accepted after it was taken
	Deaf bool  // no ack at all; with Accepted after it was taken
	// Accepted makes Cut and Deaf strike after the message was taken.
	Accepted bool
	// Delay holds the ack back.
	Delay time.Duration
}

// NewLong starts the server for one bot; it ends with the test.
func NewLong(t testing.TB, botID, secret string) *Long {
	l := &Long{t: t, Now: time.Now, botID: botID, secret: secret, pipes: newPipeListener(), up: make(chan *LongConn, 64),
		chats: map[string]bool{}, sent: map[string][]time.Time{},
		uploads: map[string]*upload{}, media: map[string]Media{}}
	l.server = &http.Server{Handler: http.HandlerFunc(l.serve), ReadHeaderTimeout: time.Minute}
	go func() { _ = l.server.Serve(l.pipes) }()
	t.Cleanup(func() {
		l.Drop()
		_ = l.server.Close()
	})
	return l
}

// URL is what to dial with [Long.Client].
func (l *Long) URL() string { return "ws://openws.test/" }

// Client dials the server without a network.
func (l *Long) Client() *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			l.mu.Lock()
			l.dials++
			l.mu.Unlock()
			return l.pipes.dial(ctx)
		}}}
}

// Listen serves on loopback as well and gives the address to dial there.
func (l *Long) Listen() string {
	srv := httptest.NewServer(http.HandlerFunc(l.serve))
	l.t.Cleanup(func() {
		l.Drop()
		srv.CloseClientConnections()
		srv.Close()
	})
	return "ws" + strings.TrimPrefix(srv.URL, "http")
}

// Moods lets fn choose the misbehaviour of every message of ours, counted from 1,
// that [Long.Fail] says nothing about; nil ends it. Pings and subscriptions are
// spared.
func (l *Long) Moods(fn func(frame int) Mood) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.moods = fn
}

// Heard calls fn for every accepted frame, in order; set it before anything is sent.
func (l *Long) Heard(fn func(Frame)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.heard = fn
}

// Forget drops what was counted and kept of the past, for long runs.
func (l *Long) Forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.subscribe = nil
	clear(l.sent)
	clear(l.media)
	if l.live != nil {
		clear(l.live.open)
	}
}

// Meet says that somebody has spoken in a chat before, so that it may be spoken to.
func (l *Long) Meet(chat string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.chats[chat] = true
}

// Live is the connection that is subscribed now; nil: none.
func (l *Long) Live() *LongConn {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.live
}

// Up is the next connection that subscribes.
func (l *Long) Up() *LongConn { return <-l.up }

// Subscribed are the times of all subscriptions, refused ones too.
func (l *Long) Subscribed() []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]time.Time(nil), l.subscribe...)
}

// Refuse answers the next subscriptions with these codes.
func (l *Long) Refuse(codes ...int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refuse = append(l.refuse, codes...)
}

// Fail answers the next messages with these codes; they are not accepted.
func (l *Long) Fail(codes ...int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failures = append(l.failures, codes...)
}

// Deafen stops all acks, as on a link that died without notice.
func (l *Long) Deafen(deaf bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.deaf = deaf
}

// Drop cuts the live connection.
func (l *Long) Drop() {
	l.mu.Lock()
	c := l.live
	l.live = nil
	l.mu.Unlock()
	if c != nil {
		_ = c.conn.CloseNow()
	}
}
