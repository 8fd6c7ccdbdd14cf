package dingtalktest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// Gateway is the double of Stream mode: the call that opens a connection, and the
// connections. It is an [http.Handler], to be served on loopback or on a [Wire].
type Gateway struct {
	t                testing.TB
	clientID, secret string
	mux              *http.ServeMux

	mu      sync.Mutex
	tickets map[string]time.Time
	conns   []*conn
	opened  int
	asked   int
	refuse  []int // HTTP statuses of the next calls
	waiting map[string]bool
	acks    map[string]Ack
	next    int
	faults  []string
	frozen  bool
}

// conn is one connection; draining ones get no messages any more.
type conn struct {
	ws       *websocket.Conn
	out      chan []byte
	draining bool
}

// Ack is the client's answer to a frame.
type Ack struct {
	Code int
	Data string
	At   time.Time
}

// NewGateway makes a gateway for one application.
func NewGateway(t testing.TB, clientID, secret string) *Gateway {
	g := &Gateway{t: t, clientID: clientID, secret: secret, mux: http.NewServeMux(),
		tickets: map[string]time.Time{}, waiting: map[string]bool{}, acks: map[string]Ack{}}
	g.mux.HandleFunc("POST /v1.0/gateway/connections/open", g.open)
	g.mux.HandleFunc("GET /connect", g.connect)
	return g
}

// ServeHTTP is for the server.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) { g.mux.ServeHTTP(w, r) }

// Faults lists what the client did wrong.
func (g *Gateway) Faults() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.faults)
}

// Refuse answers the next calls that would open a connection with HTTP statuses.
func (g *Gateway) Refuse(status ...int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refuse = append(g.refuse, status...)
}

// Freeze leaves pings unanswered from now on.
func (g *Gateway) Freeze(on bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.frozen = on
}

// Opened counts connections and the calls for them, from the beginning.
func (g *Gateway) Opened() (connections, calls int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.opened, g.asked
}

// Live counts the open connections.
func (g *Gateway) Live() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// Message delivers a robot message on the newest connection that is not being
// closed; lost tells that there was none, and nobody will get it. Each delivery
// has a new id, also of the same message.
func (g *Gateway) Message(body []byte) (id string, lost bool) {
	return g.Frame("CALLBACK", "/v1.0/im/bot/messages/get", string(body))
}

// Frame delivers any frame.
func (g *Gateway) Frame(kind, topic, data string) (id string, lost bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range slices.Backward(g.conns) {
		if !c.draining {
			return g.send(c, kind, topic, data), false
		}
	}
	return "", true
}

// Forget drops the acks and tickets of the past, for long runs.
func (g *Gateway) Forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.acks)
	clear(g.waiting)
	clear(g.tickets)
}

// Raw sends bytes that need not be a frame.
func (g *Gateway) Raw(data string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range g.conns {
		g.write(c, []byte(data))
	}
}

// Acked is the client's answer to a frame, once it has come.
func (g *Gateway) Acked(id string) (Ack, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	a, ok := g.acks[id]
	return a, ok
}

// Disconnect announces the end of all connections, as the platform does for load
// balancing: nothing more is delivered on them, and 10 s later they are closed.
func (g *Gateway) Disconnect() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range g.conns {
		if c.draining {
			continue
		}
		c.draining = true
		g.send(c, "SYSTEM", "disconnect", `{"reason":"connection is expired"}`)
		time.AfterFunc(10*time.Second, func() { _ = c.ws.CloseNow() })
	}
}

// Drop cuts all connections without a word.
func (g *Gateway) Drop() {
	g.mu.Lock()
	all := slices.Clone(g.conns)
	g.mu.Unlock()
	for _, c := range all {
		_ = c.ws.CloseNow()
	}
}

// send and write are called with the lock held.
func (g *Gateway) send(c *conn, kind, topic, data string) string {
	g.next++
	id := fmt.Sprintf("212b0000_%d", g.next)
	g.waiting[id] = true
	f := map[string]any{"specVersion": "1.0", "type": kind, "data": data,
		"headers": map[string]string{"appId": "app", "connectionId": "conn", "contentType": "application/json",
			"messageId": id, "time": fmt.Sprint(time.Now().UnixMilli()), "topic": topic}}
	raw, err := json.Marshal(f)
	if err != nil {
		panic(err)
	}
	g.write(c, raw)
	return id
}

func (g *Gateway) write(c *conn, raw []byte) {
	select {
	case c.out <- raw:
	default:
		g.fault("left %d frames unread", len(c.out))
	}
}

func (g *Gateway) fault(format string, args ...any) {
	g.faults = append(g.faults, fmt.Sprintf(format, args...))
}
