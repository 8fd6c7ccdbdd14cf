package dingtalk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"pufabot/messages"
)

const (
	answerLimit    = 64 << 10 // bytes of an answer that are read
	requestTimeout = 15 * time.Second
)

// newClient is the one way out of this package: bounded in every phase, and it
// never follows a redirect, because a redirect could lead a signed address or a
// token to another host.
func newClient() *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Client{
		Timeout: requestTimeout,
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           dialer.DialContext,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   5 * time.Second,
			ResponseHeaderTimeout: 10 * time.Second,
			IdleConnTimeout:       60 * time.Second,
			MaxIdleConnsPerHost:   4,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// answer is what a platform said.
type answer struct {
	status int
	body   []byte
}

// post sends JSON. Its error is a [messages.SendError] that was made here: the
// ones of net/http carry the address, and the address carries tokens.
func post(ctx context.Context, c *http.Client, addr string, header http.Header, payload any) (answer, error) {
	data, err := encode(payload)
	if err != nil {
		return answer{}, &messages.SendError{Class: messages.Permanent, Code: "encode"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, addr, bytes.NewReader(data))
	if err != nil {
		return answer{}, &messages.SendError{Class: messages.Permanent, Code: "address"}
	}
	for k, v := range header {
		req.Header[k] = v
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Accept", "application/json") // without it some calls answer in XML (NODE)
	resp, err := c.Do(req)
	if err != nil {
		return answer{}, broken(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit))
	if err != nil {
		return answer{}, broken(err)
	}
	return answer{resp.StatusCode, body}, nil
}

// broken says how a connection failed, without saying where to.
func broken(err error) error {
	code := "network"
	var ne net.Error
	switch {
	case errors.Is(err, context.Canceled):
		code = "cancelled"
	case errors.As(err, &ne) && ne.Timeout():
		code = "timeout"
	}
	return &messages.SendError{Class: messages.Transient, Code: code}
}

// encode writes JSON as the platforms want it: & < > stay literal, since an
// escaped character would be counted and sometimes shown.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
