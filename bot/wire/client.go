package wire

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"pufabot/messages"
)

// CallTimeout bounds one request, from dialling to the last byte of the answer.
const CallTimeout = 15 * time.Second

// NewClient makes a client that no peer can hold for longer than [CallTimeout].
func NewClient() *http.Client {
	return Bound(&http.Client{
		Timeout: CallTimeout,
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   5 * time.Second,
			ResponseHeaderTimeout: 10 * time.Second,
			IdleConnTimeout:       60 * time.Second,
			MaxIdleConnsPerHost:   4,
		},
	})
}

// Bound is a copy of the client that follows no redirect: secrets stand in
// addresses and bodies, and must not travel to another host.
func Bound(client *http.Client) *http.Client {
	c := *client
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// Broken says how a connection failed, without saying where to: the errors of
// net/http and of the system quote the address, and the address carries tokens.
// Whatever never reached the platform may be tried again.
func Broken(err error) *messages.SendError {
	code := "network"
	var t net.Error
	switch {
	case errors.Is(err, context.Canceled):
		code = "stopped"
	case errors.As(err, &t) && t.Timeout():
		code = "timeout"
	}
	return &messages.SendError{Class: messages.Transient, Code: code}
}
