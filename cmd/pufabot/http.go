package main

import (
	"context"
	"errors"
	stdlog "log"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/net/netutil"
	"golang.org/x/sync/errgroup"
)

// maxConns is how many connections are open at once; more wait outside. Whoever
// opens as many as he can must not use up the descriptors that sending, backups and
// files need.
const maxConns = 200

// serveHTTP answers requests until ctx ends; stopping is called then, to end
// streams that would never end by themselves.
func serveHTTP(ctx context.Context, group *errgroup.Group, ln net.Listener, handler http.Handler, log zerolog.Logger, stopping func()) {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		IdleTimeout: 60 * time.Second, MaxHeaderBytes: 16 << 10, ErrorLog: stdlog.New(complaints{log}, "", 0)}
	server.RegisterOnShutdown(stopping)
	server.BaseContext = func(net.Listener) context.Context { return ctx } // long-lived streams end with the service
	group.Go(func() error {
		if err := server.Serve(netutil.LimitListener(ln, maxConns)); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err := server.Shutdown(stop)
		if errors.Is(err, context.DeadlineExceeded) { // somebody never ends what he began: no reason for a stop to fail
			log.Warn().Msg("requests that did not end were cut off")
			err = server.Close()
		}
		return err
	})
}

// complaints takes what the HTTP server has to say into the structured log. Its words
// name peers, and a panic's value may hold anything: only their kind is told, and
// where the program panicked.
type complaints struct{ log zerolog.Logger }

// Write implements io.Writer; the server calls it once for each complaint.
func (c complaints) Write(p []byte) (int, error) {
	head, stack, _ := strings.Cut(string(p), "\n")
	switch {
	case strings.Contains(head, "panic serving"):
		c.log.Error().Str("stack", strings.TrimSpace(stack)).Msg("a request panicked")
	case strings.Contains(head, "Accept error"):
		c.log.Error().Msg("no connection can be accepted; too many files may be open")
	default:
		c.log.Debug().Msg("the http server complained")
	}
	return len(p), nil
}
