package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/rs/zerolog"
	"gopkg.in/natefinch/lumberjack.v2"

	"pufabot/bot/console"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// load reads the configuration and prints every fault at once.
func (a *app) load() (*Config, error) {
	c, faults, err := LoadConfig(a.config)
	if err != nil {
		fmt.Fprintln(a.err, messages.NoConfig(a.config))
		return nil, errShown
	}
	for _, f := range faults {
		fmt.Fprintln(a.err, f.String())
	}
	if len(faults) > 0 {
		fmt.Fprintln(a.err, messages.FaultCount(len(faults)))
		return nil, errShown
	}
	c.notes = a.err
	return c, nil
}

// storePath is where the ledger lives.
func (c *Config) storePath() string { return filepath.Join(c.DataDir, "pufabot.db") }

// fullPlan is the plan together with the people of the console, so that the
// rehearsal chat needs no bindings.
func (c *Config) fullPlan() *ledger.Plan {
	p := c.Plan()
	if !c.Console.Enabled {
		return p
	}
	for _, persona := range console.Personas(p) {
		if persona.Role != ledger.Unbound {
			p.People = append(p.People, ledger.Person{Role: persona.Role, Unit: persona.Unit, Name: persona.Label,
				Accounts: []ledger.Account{persona.Account}})
		}
	}
	return p
}

// routes are the ways out that the configuration opens.
func (c *Config) routes() store.Routes {
	r := store.Routes{Groups: map[ledger.GroupID][]messages.Address{}, Bound: map[ledger.Platform]messages.Channel{}}
	for _, g := range c.Groups {
		id := ledger.GroupID(g.ID)
		if g.WeComWebhookKey.Set() {
			r.Groups[id] = append(r.Groups[id], messages.Address{Channel: messages.ChanWeComWebhook, Target: g.ID})
		} else if g.WeComChatID != "" && c.WeCom.Receive == "websocket" {
			r.Groups[id] = append(r.Groups[id], messages.Address{Channel: messages.ChanWeComBot, Target: g.WeComChatID})
		}
		if g.DingTalkWebhookToken.Set() {
			r.Groups[id] = append(r.Groups[id], messages.Address{Channel: messages.ChanDingTalkRobot, Target: g.ID})
		} else if g.DingTalkConversationID != "" && c.DingTalk.Receive != "off" && c.DingTalk.ClientID != "" {
			r.Groups[id] = append(r.Groups[id], messages.Address{Channel: messages.ChanDingTalkGroup, Target: g.DingTalkConversationID})
		}
		if c.Console.Enabled {
			r.Groups[id] = append(r.Groups[id], messages.Address{Channel: messages.ChanConsole, Target: "group/" + g.ID})
		}
	}
	if c.WeCom.Receive == "websocket" {
		r.Bound[ledger.WeCom] = messages.ChanWeComBot
	}
	if c.WeCom.AppEnabled() {
		r.Private = append(r.Private, messages.ChanWeComApp)
	}
	if c.DingTalk.Receive != "off" && c.DingTalk.ClientID != "" {
		r.Bound[ledger.DingTalk] = messages.ChanDingTalkGroup
		r.Private = append(r.Private, messages.ChanDingTalkUser)
	}
	if c.Console.Enabled {
		r.Bound[ledger.Console] = messages.ChanConsole
		r.Private = append(r.Private, messages.ChanConsole)
	}
	return r
}

// openStore opens the ledger and explains in one sentence why it cannot.
func (c *Config) openStore(now func() time.Time) (*store.DB, error) {
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		return nil, errors.New(messages.StoreTrouble(osReason(err), c.DataDir))
	}
	db, err := store.Open(c.storePath(), store.Options{Plan: c.fullPlan(), Routes: c.routes(), Now: now})
	if err != nil {
		return nil, storeError(err, c.storePath())
	}
	return db, nil
}

// noted words what is odd about a ledger file.
func noted(n store.Note) string {
	return messages.LedgerNote(map[store.Note]string{store.NoteMeta: "meta", store.NoteOlder: "older", store.NoteRefold: "refold"}[n])
}

// storeError words the reasons for which a ledger file is not opened.
func storeError(err error, path string) error {
	for _, known := range []struct {
		err error
		why string
	}{
		{store.ErrLocked, "locked"}, {store.ErrForeign, "foreign"}, {store.ErrTruncated, "truncated"},
		{store.ErrNewer, "newer"}, {store.ErrCorrupt, "corrupt"}, {os.ErrNotExist, "missing"},
	} {
		if errors.Is(err, known.err) {
			return errors.New(messages.StoreTrouble(known.why, path))
		}
	}
	return errors.New(messages.StoreTrouble(osReason(err), path))
}

// serviceLog is where a Windows service logs to unless it is told.
func (c *Config) serviceLog() string { return filepath.Join(c.DataDir, "pufabot.log") }

// logger writes to standard error or, when a file is configured, to that: five
// files of 10 MB at most, since nobody else turns them over there.
func (c *Config) logger(w io.Writer) zerolog.Logger {
	if c.Log.File != "" {
		w = &lumberjack.Logger{Filename: c.Log.File, MaxSize: 10, MaxBackups: 4, LocalTime: true}
	}
	level, err := zerolog.ParseLevel(c.Log.Level)
	if err != nil {
		level = zerolog.InfoLevel
	}
	if c.Log.Format != "json" {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: "01-02 15:04:05", NoColor: true}
	}
	return zerolog.New(w).Level(level).With().Timestamp().Logger()
}
