package main

import (
	"os"
	"path/filepath"
	"time"

	"pufabot/bot"
	"pufabot/bot/console"
	"pufabot/bot/ledger"
	"pufabot/messages/dossier"
	"pufabot/store"
)

// views mounts what people only look at: the board, and the calendar feed. Both
// open to the same token, which is kept beside the store.
func (s *service) views() error {
	token, err := s.config.boardToken()
	if err != nil {
		return err
	}
	gate := console.NewGate(token, s.now)
	board := console.NewBoard(s.standing, gate, s.log)
	s.mux.Handle("/board", board)
	s.mux.Handle("/board/", board)
	s.mux.Handle("/calendar.ics", console.NewCalendar(s.dates, gate, s.log))
	return nil
}

func (c *Config) boardToken() (string, error) {
	return keptToken(filepath.Join(c.DataDir, "board.token"))
}

// boardAddress opens the board from anywhere; empty when it is seen on this computer only.
func (c *Config) boardAddress() (string, error) {
	if c.HTTP.PublicURL == "" {
		return "", nil
	}
	token, err := c.boardToken()
	return c.HTTP.PublicURL + "/board?token=" + token, err
}

// standing is one look at everybody's progress.
func (s *service) standing() (d dossier.Dossier, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		d = bot.Glance(tx)
		return nil
	})
	return d, err
}

// dates is the plan for a calendar. It was revised with the configuration file;
// one unit's part also with whatever was said last, which may have moved or
// fulfilled something.
func (s *service) dates(id ledger.UnitID) (data console.CalendarData, known bool, err error) {
	data = console.CalendarData{Plan: s.plan, Revised: s.config.written()}
	u, known := s.plan.Unit(id)
	if !known {
		return data, id == "", nil
	}
	err = s.db.View(func(tx *store.Tx) error {
		data.Gaps = tx.GapsOf(u)
		last, _ := tx.Head()
		if l, ok := tx.Line(last); ok && l.At.After(data.Revised) {
			data.Revised = l.At
		}
		return nil
	})
	return data, true, err
}

// written is when the configuration file was last changed.
func (c *Config) written() time.Time {
	if info, err := os.Stat(c.File); err == nil {
		return info.ModTime()
	}
	return c.Campaign.Start.At(ledger.Clock{}, c.Campaign.Zone)
}
