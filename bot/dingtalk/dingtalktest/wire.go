package dingtalktest

import (
	"context"
	"net"
	"net/http"
	"testing"
)

// Wire is a network of in-memory connections, for tests in virtual time: nothing
// on it waits for the machine.
type Wire struct {
	conns chan net.Conn
	done  chan struct{}
}

// Serve runs the handler on a new wire until the test calls [Wire.Close].
func Serve(t testing.TB, h http.Handler) *Wire {
	w := &Wire{conns: make(chan net.Conn), done: make(chan struct{})}
	srv := &http.Server{Handler: h}
	go func() {
		if err := srv.Serve(w); err != net.ErrClosed {
			t.Errorf("dingtalktest: serving ended with %v", err)
		}
	}()
	return w
}

// Client is an HTTP client whose every connection is on the wire.
func (w *Wire) Client() *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: w.Dial}}
}

// Dial connects to the server, whatever the address.
func (w *Wire) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case w.conns <- there:
		return here, nil
	case <-w.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept is for the server.
func (w *Wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.done:
		return nil, net.ErrClosed
	}
}

// Close ends the server's listening; connections end by themselves.
func (w *Wire) Close() error {
	select {
	case <-w.done:
	default:
		close(w.done)
	}
	return nil
}

// Addr is a name only.
func (w *Wire) Addr() net.Addr { return &net.UnixAddr{Name: "wire", Net: "wire"} }
