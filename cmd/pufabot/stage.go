package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"pufabot/bot/console"
	"pufabot/messages"
)

// stage is serve --rehearse: one address on which one play after another can be
// given. Each play is the whole bot on a store and a clock of its own; the
// console's page moves the clock. Nothing of a play can leave this machine.
type stage struct {
	config *Config
	log    zerolog.Logger

	moving sync.Mutex // one move at a time
	on     atomic.Pointer[play]
}

// rehearse is serve --rehearse until ctx ends.
func (a *app) rehearse(ctx context.Context, c *Config) error {
	ln, err := listenHere(c.HTTP.Listen)
	if err != nil {
		return listenError(c.HTTP.Listen, err)
	}
	st := &stage{config: c, log: c.logger(a.err)}
	if err := st.Restart(ctx); err != nil {
		return errors.Join(err, ln.Close())
	}
	fmt.Fprintln(a.out, messages.RehearsalServing("http://"+ln.Addr().String()))
	if err := st.run(ctx, ln); err != nil {
		return err
	}
	fmt.Fprintln(a.out, messages.RehearsalStopped())
	return nil
}

// listenHere takes the configured port on the loopback address or, when the real
// bot has it, any other: a rehearsal beside the running bot is what it is for.
func listenHere(listen string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, err
	}
	if !onlyThisMachine(host) {
		host = "127.0.0.1"
	}
	ln, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		ln, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	}
	return ln, err
}

// run serves until ctx ends, then takes the play down with all it has kept.
func (st *stage) run(ctx context.Context, ln net.Listener) error {
	group, ctx := errgroup.WithContext(ctx)
	serveHTTP(ctx, group, ln, st, st.log, func() { st.on.Load().console.Close() })
	err := group.Wait()
	st.moving.Lock()
	defer st.moving.Unlock()
	return errors.Join(err, st.on.Load().end())
}

// ServeHTTP hands a request to the play that is on.
func (st *stage) ServeHTTP(w http.ResponseWriter, r *http.Request) { st.on.Load().mux.ServeHTTP(w, r) }

// Clock implements console.Rehearsal.
func (st *stage) Clock() (console.Clock, error) { return st.on.Load().where() }

// Play implements console.Rehearsal.
func (st *stage) Play(ctx context.Context, m console.Move) ([]string, error) {
	st.moving.Lock()
	defer st.moving.Unlock()
	p := st.on.Load()
	from := p.clock.Now()
	if err := p.advance(ctx, m); err != nil {
		return nil, err
	}
	return p.unsaid(from)
}

// Restart implements console.Rehearsal: a new play takes the place of the one that
// is on, whose store is deleted. Open pages notice that their stream has ended.
func (st *stage) Restart(ctx context.Context) error {
	st.moving.Lock()
	defer st.moving.Unlock()
	p, err := newPlay(ctx, st.config, st.log, st)
	if err != nil {
		return err
	}
	if old := st.on.Swap(p); old != nil {
		return old.end()
	}
	return nil
}
