package wecom

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/silenceper/wechat/v2/util"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// This file is the only place that touches silenceper/wechat's global state.
//
// The library sends through util.DefaultHTTPClient, a global without a timeout,
// to constant hosts, without a context, and its errors carry webhook keys and
// secrets. So that client is replaced, once, by one whose transport is ours. Each
// call of ours has a ticket, which travels in the URL's fragment (never sent over
// the wire); with it the transport finds the call's context, base address and
// client, and keeps the answer for us. What the library returns beside it is not
// believed: see (*call).outcome.
var (
	installOnce sync.Once
	tickets     atomic.Uint64
	openCalls   sync.Map // ticket (string) → *call
)

// maxAnswer bounds an answer; the real ones have a few hundred bytes.
const maxAnswer = 64 << 10

// DefaultBase is the public cloud; government editions run on hosts of their own.
const DefaultBase = "https://qyapi.weixin.qq.com"

// install puts our transport under the library.
func install() {
	installOnce.Do(func() {
		util.DefaultHTTPClient = &http.Client{Timeout: wire.CallTimeout, Transport: courier{}}
	})
}

// hardened is the client, or one of ours when it is nil, without redirects.
func hardened(client *http.Client) *http.Client {
	if client == nil {
		return wire.NewClient()
	}
	return wire.Bound(client)
}

// parseBase checks a configured api_base.
func parseBase(s string) (*url.URL, error) {
	if s == "" {
		s = DefaultBase
	}
	u, err := url.Parse(strings.TrimRight(s, "/"))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("wecom: api_base must be an http(s) address without a query")
	}
	return u, nil
}

// call is one request that the library makes for us.
type call struct {
	ctx    context.Context
	base   *url.URL
	client *http.Client

	answer []byte
	err    error // a *messages.SendError
}

// through lets the library make one request. fn gets the ticket that it must
// append to what ends the URL, and its own result is dropped.
func through(ctx context.Context, base *url.URL, client *http.Client, fn func(ticket string)) *call {
	install()
	c := &call{ctx: ctx, base: base, client: client, err: &messages.SendError{Class: messages.Transient, Code: "not sent"}}
	ticket := strconv.FormatUint(tickets.Add(1), 10)
	openCalls.Store(ticket, c)
	defer openCalls.Delete(ticket)
	fn("#" + ticket)
	return c
}

// outcome decodes the answer into v and gives the send error, whatever the library
// made of it.
func (c *call) outcome(v any) error {
	if c.err != nil {
		return c.err
	}
	return answered(wire.Answer{Status: http.StatusOK, Body: c.answer}, v)
}

// courier is the transport below the library.
type courier struct{}

var errNoTicket = errors.New("wecom: request without a ticket")

// RoundTrip carries requests that have a ticket, and no others: whoever else
// used the library would leak its secrets in the errors.
func (courier) RoundTrip(req *http.Request) (*http.Response, error) {
	v, ok := openCalls.Load(req.URL.Fragment)
	if !ok {
		return nil, errNoTicket
	}
	c := v.(*call)
	answer, err := c.send(req)
	c.answer, c.err = answer, err
	if err != nil {
		return nil, err // a SendError: it names no URL
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:  http.Header{"Content-Type": {"application/json"}},
		Body:    io.NopCloser(bytes.NewReader(answer)),
		Request: req,
	}, nil
}

func (c *call) send(req *http.Request) ([]byte, error) {
	out := req.Clone(c.ctx)
	out.URL.Scheme, out.URL.Host, out.URL.Fragment = c.base.Scheme, c.base.Host, ""
	out.URL.Path = c.base.Path + req.URL.Path
	out.Host = ""
	resp, err := c.client.Do(out)
	if err != nil {
		return nil, wire.Broken(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		_, _ = io.CopyN(io.Discard, resp.Body, maxAnswer)
		return nil, statusError(resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, wire.Broken(err)
	}
	return answer, nil
}
