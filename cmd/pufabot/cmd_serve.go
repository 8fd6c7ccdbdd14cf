package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"pufabot/messages"
)

type serveCmd struct {
	Rehearse bool   `help:"${played_help}"`
	Workdir  string `hidden:"" placeholder:"DIR"` // set by service install
}

// Run serves until a signal comes.
func (s serveCmd) Run(a *app) error {
	if s.Workdir != "" {
		if err := os.Chdir(s.Workdir); err != nil {
			return err
		}
	}
	c, err := a.load()
	if err != nil {
		return err
	}
	if underWindowsServices() {
		return a.runWindowsService(c)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if s.Rehearse {
		return a.rehearse(ctx, c)
	}
	return a.serve(ctx, c)
}

// serve starts the bot and returns when ctx ends and all is put away.
func (a *app) serve(ctx context.Context, c *Config) error {
	ln, err := net.Listen("tcp", c.HTTP.Listen)
	if err != nil {
		return errors.New(messages.PortTaken(c.HTTP.Listen))
	}
	boundMemory(cgroupLimit)
	log := c.logger(a.err)
	if is, known := clockSynchronised(); known && !is {
		log.Warn().Msg("nothing keeps the clock right: deadlines and signatures look at it; run doctor")
	}
	s, err := newService(c, log, time.Now)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	fmt.Fprintln(a.out, messages.Serving("http://"+loopback(ln.Addr().String()), c.Console.Enabled))
	go s.staySmall(ctx)
	if err := s.run(ctx, ln); err != nil {
		return err
	}
	fmt.Fprintln(a.out, messages.Stopped())
	return nil
}
