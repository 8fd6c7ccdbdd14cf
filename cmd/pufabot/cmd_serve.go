package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"pufabot/bot/ledger"
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
	ctx, stop := untilStopped()
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
		return listenError(c.HTTP.Listen, err)
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
	if c.clockAway(time.Now()) {
		log.Warn().Str("start", c.Campaign.Start.String()).Str("end", c.Campaign.End.String()).Msg("the clock is far from the campaign: nothing will be reminded of in time")
		fmt.Fprintln(a.out, messages.ClockAway(time.Now().In(c.Campaign.Zone), c.Campaign.Start, c.Campaign.End))
	}
	go s.staySmall(ctx)
	if err := s.run(ctx, ln); err != nil {
		return err
	}
	fmt.Fprintln(a.out, messages.Stopped())
	return nil
}

// farAway is how far from the campaign a clock is that nobody means: so long before
// its first day, or after its last.
const farAway = 183 // days

// clockAway tells whether the clock or the campaign's dates must be wrong.
func (c *Config) clockAway(now time.Time) bool {
	day := ledger.DateOf(now.In(c.Campaign.Zone))
	return day.Before(c.Campaign.Start.AddDays(-farAway)) || c.Campaign.End.AddDays(farAway).Before(day)
}
