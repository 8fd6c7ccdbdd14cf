package dingtalk

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/coder/websocket"

	"pufabot/bot/wire"
	"pufabot/messages"
)

type subscription struct {
	Type  string `json:"type"`
	Topic string `json:"topic"`
}

// open asks for a ticket and connects with it. A ticket lives 90 s and opens one
// connection (DP stream/protocol), so each attempt begins here. The error is a
// [messages.SendError]: those of the libraries quote the address with the ticket.
func (s *Stream) open(ctx context.Context) (*link, error) {
	addr, err := s.ticket(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, wire.CallTimeout)
	defer cancel()
	ws, resp, err := websocket.Dial(ctx, addr, &websocket.DialOptions{HTTPClient: s.client})
	if err != nil {
		code := "websocket"
		if resp != nil && resp.StatusCode != http.StatusSwitchingProtocols {
			code = "websocket " + http.StatusText(resp.StatusCode)
		}
		return nil, &messages.SendError{Class: messages.Transient, Code: code}
	}
	return newLink(s, ws), nil
}

// ticket gives the address to connect to, ticket included.
func (s *Stream) ticket(ctx context.Context) (string, error) {
	a, err := wire.Post(ctx, s.client, wire.Joined(s.cfg.APIBase, DefaultAPIBase, "/v1.0/gateway/connections/open"), nil, map[string]any{
		"clientId": s.cfg.ClientID, "clientSecret": string(s.cfg.ClientSecret), "ua": "pufabot",
		"subscriptions": []subscription{{typeCallback, topicMessage}},
	})
	if err != nil {
		return "", err
	}
	if a.Status != http.StatusOK {
		e := apiError(a)
		if a.Status == http.StatusBadRequest || a.Status == http.StatusUnauthorized {
			// Unpublished app, wrong credentials, robot not in Stream mode, address list (CONN).
			e.Class = messages.Auth
		}
		return "", e
	}
	var r struct {
		Endpoint string `json:"endpoint"`
		Ticket   string `json:"ticket"`
	}
	if json.Unmarshal(a.Body, &r) != nil || r.Ticket == "" {
		return "", &messages.SendError{Class: messages.Transient, Code: "no ticket"}
	}
	u, err := url.Parse(r.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != s.socketScheme() {
		return "", &messages.SendError{Class: messages.Transient, Code: "endpoint"}
	}
	q := u.Query()
	q.Set("ticket", r.Ticket)
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// socketScheme is wss, unless the configured base itself is plain HTTP (a double
// on this machine). The host is the platform's choice: it changes (AstrBot#8504).
func (s *Stream) socketScheme() string {
	if wire.ParseOrigin(s.cfg.APIBase, DefaultAPIBase).Scheme == "http" {
		return "ws"
	}
	return "wss"
}
