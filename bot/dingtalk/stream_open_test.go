package dingtalk

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

// TestStreamOpensOverTLS goes through our own client with a server that would
// rather speak HTTP/2, which knows no WebSocket upgrade.
func TestStreamOpensOverTLS(t *testing.T) {
	g := dingtalktest.NewGateway(t, clientID, appSecret)
	srv := httptest.NewUnstartedServer(g)
	srv.EnableHTTP2 = true
	srv.StartTLS()
	t.Cleanup(srv.Close)
	s := NewStream(StreamConfig{App: App{APIBase: srv.URL, ClientID: clientID, ClientSecret: appSecret}}, (&taker{}).handle, zerolog.Nop(), time.Now)
	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	s.client.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: roots}
	for range 2 { // each time with a ticket of its own
		l, err := s.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_ = l.ws.CloseNow()
	}
	if f := g.Faults(); len(f) > 0 {
		t.Errorf("faults %q", f)
	}
}

func TestStreamOpenFailures(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   messages.SendError
	}{
		{"unpublished or wrong credentials", 400, `{"code":"invalid","message":"x"}`, messages.SendError{Class: messages.Auth, Code: "http 400"}},
		{"wrong credentials", 401, `<html>`, messages.SendError{Class: messages.Auth, Code: "token"}},
		{"quota", 403, `{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg"}`, messages.SendError{Class: messages.Auth, Code: "quota"}},
		{"busy", 503, `<html>`, messages.SendError{Class: messages.Transient, Code: "http 503"}},
		{"a proxy's page", 200, `<html>`, messages.SendError{Class: messages.Transient, Code: "no ticket"}},
		{"no ticket", 200, `{"endpoint":"ws://x/connect"}`, messages.SendError{Class: messages.Transient, Code: "no ticket"}},
		{"not a socket", 200, `{"endpoint":"https://x/connect","ticket":"t"}`, messages.SendError{Class: messages.Transient, Code: "endpoint"}},
		{"no endpoint", 200, `{"endpoint":"%","ticket":"t"}`, messages.SendError{Class: messages.Transient, Code: "endpoint"}},
		{"nobody there", 200, `{"endpoint":"ws://127.0.0.1:1/connect","ticket":"secret-ticket"}`, messages.SendError{Class: messages.Transient, Code: "websocket"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}))
			t.Cleanup(srv.Close)
			s := NewStream(StreamConfig{App: App{APIBase: srv.URL, ClientID: clientID, ClientSecret: appSecret}}, (&taker{}).handle, zerolog.Nop(), time.Now)
			_, err := s.open(t.Context())
			failed(t, err, tt.want)
			if strings.Contains(err.Error(), "secret-ticket") || errors.Unwrap(err) != nil {
				t.Errorf("error tells too much: %v", err)
			}
		})
	}
}

// TestStreamWantsTLS: with a base on HTTPS nothing is sent over a plain socket.
func TestStreamWantsTLS(t *testing.T) {
	for base, want := range map[string]string{"": "wss", "https://ding.gov.example": "wss", "http://127.0.0.1:1": "ws"} {
		s := NewStream(StreamConfig{App: App{APIBase: base}}, nil, zerolog.Nop(), time.Now)
		if got := s.socketScheme(); got != want {
			t.Errorf("%q: %s, want %s", base, got, want)
		}
	}
}
