package dingtalktest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
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

func (g *Gateway) open(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked++
	if len(g.refuse) > 0 {
		w.WriteHeader(g.refuse[0])
		g.refuse = g.refuse[1:]
		return
	}
	var in struct {
		ClientID      string `json:"clientId"`
		ClientSecret  string `json:"clientSecret"`
		UA            string `json:"ua"`
		LocalIP       string `json:"localIp"`
		Subscriptions []struct {
			Type  string `json:"type"`
			Topic string `json:"topic"`
		} `json:"subscriptions"`
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil || len(in.Subscriptions) == 0 {
		g.fault("asked for a connection with a body that cannot be read")
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "application/json") {
		g.fault("did not accept JSON")
	}
	if in.ClientID != g.clientID || in.ClientSecret != g.secret {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	// A ticket with characters that must be escaped.
	ticket := rand.Text() + "+/=&"
	g.tickets[ticket] = time.Now()
	scheme := "ws"
	if r.TLS != nil {
		scheme = "wss"
	}
	_ = json.NewEncoder(w).Encode(map[string]string{"endpoint": scheme + "://" + r.Host + "/connect", "ticket": ticket})
}

func (g *Gateway) connect(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	made, known := g.tickets[ticket]
	delete(g.tickets, ticket)
	if !known || time.Since(made) > 90*time.Second {
		g.fault("used a ticket that is unknown, used up or too old")
		g.mu.Unlock()
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.mu.Unlock()
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{OnPingReceived: func(context.Context, []byte) bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return !g.frozen
	}})
	if err != nil {
		return
	}
	// A queue, because nobody may hold the lock while waiting for the client.
	c := &conn{ws: ws, out: make(chan []byte, 4096)}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for {
			select {
			case raw := <-c.out:
				if ws.Write(ctx, websocket.MessageText, raw) != nil {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	g.mu.Lock()
	g.opened++
	g.conns = append(g.conns, c)
	g.mu.Unlock()
	defer func() {
		cancel()
		_ = ws.CloseNow()
		g.mu.Lock()
		defer g.mu.Unlock()
		g.conns = slices.DeleteFunc(g.conns, func(have *conn) bool { return have == c })
	}()
	for {
		_, data, err := ws.Read(context.Background())
		if err != nil {
			return
		}
		g.take(data)
	}
}

// take checks an ack: well-formed, of a frame that was sent, and once.
func (g *Gateway) take(data []byte) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var a struct {
		Code    int `json:"code"`
		Headers struct {
			MessageID   string `json:"messageId"`
			ContentType string `json:"contentType"`
		} `json:"headers"`
		Message string `json:"message"`
		Data    string `json:"data"`
	}
	if err := json.Unmarshal(data, &a); err != nil {
		g.fault("sent a malformed ack")
		return
	}
	id := a.Headers.MessageID
	if !g.waiting[id] || !json.Valid([]byte(a.Data)) || a.Headers.ContentType != "application/json" || a.Message == "" {
		g.fault("sent a wrong ack of %q", id)
		return
	}
	delete(g.waiting, id)
	g.acks[id] = Ack{a.Code, a.Data, time.Now()}
}
