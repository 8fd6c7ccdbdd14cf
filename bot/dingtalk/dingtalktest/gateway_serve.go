package dingtalktest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"
)

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
