package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"pufabot/bot"
	"pufabot/bot/console"
	"pufabot/bot/dingtalk"
	"pufabot/bot/ledger"
	"pufabot/bot/outbox"
	"pufabot/bot/wecom"
	"pufabot/messages"
	"pufabot/scheduler"
	"pufabot/store"
)

// service is the whole bot, wired. Tests start it as serve does.
type service struct {
	config  *Config
	plan    *ledger.Plan
	log     zerolog.Logger
	now     func() time.Time
	db      *store.DB
	handler *bot.Handler
	out     *outbox.Outbox
	sched   *scheduler.Scheduler
	console *console.Console
	mux     *http.ServeMux
	gate    *console.Gate // of the admin paths
	meters  *meters
	health  *health
	keeper  *keeper
	// The long connections, when they are configured.
	wecomLong *wecom.Long
	dingLong  *dingtalk.Stream
}

// newService opens the store and wires everything; nothing runs yet.
func newService(c *Config, log zerolog.Logger, now func() time.Time) (*service, error) {
	db, err := c.openStore(now)
	if err != nil {
		return nil, err
	}
	c.clearLitter(now())
	for range db.Warnings() { // their words name places in the file, for verify; the log only says that there are some
		log.Warn().Msg("the ledger file opened with a warning; run verify")
	}
	s := &service{config: c, plan: c.fullPlan(), log: log, now: now, db: db}
	c.made, c.making = s.made, new(sync.Mutex)
	if err := s.wire(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

func (s *service) wire() error {
	wake := func() { s.out.Wake() }
	s.sched = scheduler.New(s.db, s.log, wake)
	board, err := s.config.boardAddress()
	if err != nil {
		return err
	}
	s.handler = bot.New(s.db, bot.Options{Plan: s.plan, BotNames: []string{s.config.WeCom.BotName}, Wake: wake, Board: board,
		Upcoming: scheduler.Upcoming, Remembered: scheduler.Remembered, Recall: scheduler.Recall, Log: s.log})
	s.keeper = &keeper{db: s.db, plan: s.plan, dir: s.config.backupDir(), files: s.config.filesDir(), keep: s.config.Backup.Keep, now: s.now, log: s.log}
	s.health = newHealth(s.now)
	s.meters = newMeters(s.db, s.keeper, s.health)
	handle := s.meters.count(s.handler.Handle)
	s.console = console.New(console.Config{Title: s.plan.Campaign.Title, Groups: s.plan.Groups,
		People: console.Personas(s.plan), Zone: s.plan.Campaign.Zone}, handle, s.log, s.now)
	s.console.OpenFiles(s.config.attached)
	senders, err := s.senders(handle)
	if err != nil {
		return err
	}
	if s.handler.Files, err = s.reception(senders); err != nil {
		return err
	}
	for c, sender := range senders {
		senders[c] = s.health.watch(c, sender)
	}
	s.out = outbox.New(s.db, senders, limits(), s.log, s.now)
	s.out.SetFallback(fallback)
	s.out.SetFresh(scheduler.Fresh, scheduler.Sent)
	token, err := writeToken(s.config.DataDir)
	if err != nil {
		return err
	}
	s.gate = console.NewGate(token, s.now)
	return s.routes(handle)
}

// run serves until ctx ends, then finishes what is in flight and closes the store.
func (s *service) run(ctx context.Context, ln net.Listener) error {
	group, ctx := errgroup.WithContext(ctx)
	serveHTTP(ctx, group, ln, s.mux, s.log, s.console.Close)
	s.work(ctx, group)
	err := group.Wait()
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	return errors.Join(err, s.db.Close())
}

// work sends, listens on the long connections and reminds until ctx ends.
func (s *service) work(ctx context.Context, group *errgroup.Group) {
	group.Go(func() error { return s.out.Run(ctx) })
	if s.wecomLong != nil {
		group.Go(func() error { return s.wecomLong.Run(ctx) })
	}
	if s.dingLong != nil {
		group.Go(func() error { return s.dingLong.Run(ctx) })
	}
	group.Go(func() error { return s.sched.Run(ctx) })
	group.Go(func() error { return s.keeper.run(ctx) })
	group.Go(func() error { return s.handler.Run(ctx) })
	group.Go(func() error {
		select {
		case <-ctx.Done():
			return nil
		case <-s.db.Unsure(): // nothing more can be trusted to this file until it is read from the disk again
			return errors.New(messages.DiskUnsure())
		}
	})
	group.Go(func() error {
		if errors.Is(s.db.Proven(ctx), store.ErrCorrupt) {
			s.log.Error().Msg("the ledger file is damaged and takes no more lines; stop, run verify, restore a backup")
		}
		return nil
	})
}
