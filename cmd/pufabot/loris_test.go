package main

import (
	"context"
	"io"
	stdlog "log"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"
)

// pipes is a listener whose connections are in memory, so that the minutes that an
// attacker takes pass at once.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { close(p.done); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

// dripped sends a request byte by byte and tells how long it was listened to.
func dripped(p *pipes, text string, every time.Duration) time.Duration {
	client, server := net.Pipe()
	p.conns <- server
	cut := make(chan struct{})
	go func() { _, _ = io.Copy(io.Discard, client); close(cut) }()
	began := time.Now()
	for i := range len(text) {
		if _, err := client.Write([]byte{text[i]}); err != nil {
			break
		}
		select {
		case <-cut:
		case <-time.After(every):
		}
	}
	<-cut
	_ = client.Close()
	return time.Since(began)
}

// Whoever sends a header or a body drop by drop, or nothing at all, is cut off;
// meanwhile others are served.
func TestSlowLoris(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
		ctx, cancel := context.WithCancel(t.Context())
		group, ctx := errgroup.WithContext(ctx)
		served := 0
		serveHTTP(ctx, group, p, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := io.ReadAll(r.Body); err == nil {
				served++
			}
		}), zerolog.Nop(), func() {})
		post := "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
		endless := make([]byte, 100000)
		for i := range endless {
			endless[i] = 'x'
		}
		for name, tt := range map[string]struct {
			text  string
			every time.Duration
			most  time.Duration
		}{
			"header":      {post + "X: " + string(endless), time.Second, 10 * time.Second},
			"body":        {post + "\r\n" + string(endless), time.Second / 100, 20 * time.Second},
			"huge header": {post + "X: " + string(endless), 0, 10 * time.Second},
			"silence":     {"G", time.Hour, 10 * time.Second},
		} {
			if took := dripped(p, tt.text, tt.every); took > tt.most {
				t.Errorf("%s: listened to for %v", name, took)
			}
		}
		if served != 0 {
			t.Errorf("%d requests were served", served)
		}
		dripped(p, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", time.Millisecond)
		synctest.Wait()
		if served != 1 {
			t.Error("an honest request was not served")
		}
		cancel()
		if err := group.Wait(); err != nil {
			t.Error(err)
		}
	})
}

// However many connections somebody opens and holds, only so many are taken at once,
// so that there are descriptors left for everything else; and others get their turn.
func TestConnectionsAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pipes{conns: make(chan net.Conn), done: make(chan struct{})}
		ctx, cancel := context.WithCancel(t.Context())
		group, ctx := errgroup.WithContext(ctx)
		serveHTTP(ctx, group, p, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}), zerolog.Nop(), func() {})
		var taken atomic.Int64
		var held []net.Conn
		for range 3 * maxConns {
			client, server := net.Pipe()
			held = append(held, client, server)
			go func() {
				select {
				case p.conns <- server:
					taken.Add(1)
				case <-ctx.Done():
				}
			}()
		}
		synctest.Wait()
		if got := taken.Load(); got != maxConns {
			t.Errorf("%d connections are held at once", got)
		}
		time.Sleep(11 * time.Second) // those that say nothing are cut off
		synctest.Wait()
		if taken.Load() <= maxConns {
			t.Error("nobody else gets a turn")
		}
		cancel()
		if err := group.Wait(); err != nil {
			t.Error(err)
		}
		for _, c := range held {
			_ = c.Close()
		}
	})
}

// What the server complains of goes into the structured log, without peers and
// without what a panic may hold.
func TestComplaintsAreStructured(t *testing.T) {
	for words, want := range map[string]string{
		"http: panic serving 192.0.2.7:1234: 某某说的话\ngoroutine 7 [running]:\nmain.x()": `"stack":"goroutine 7 [running]:\nmain.x()","message":"a request panicked"`,
		"http: Accept error: accept tcp 192.0.2.7:80: too many open files; retrying":  `"level":"error","message":"no connection`,
		"http: TLS handshake error from 192.0.2.7:1234: EOF":                          `"level":"debug"`,
	} {
		var out strings.Builder
		stdlog.New(complaints{zerolog.New(&out)}, "", 0).Print(words)
		if got := out.String(); !strings.Contains(got, want) || strings.Contains(got, "某某") || strings.Contains(got, "192.0.2.7") {
			t.Errorf("%q is logged as %s", words, got)
		}
	}
}
