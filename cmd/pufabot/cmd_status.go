package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"pufabot/messages"
	"pufabot/store"
)

type statusCmd struct {
	JSON bool `help:"${json_help}"`
}

// Run prints the summary.
func (s statusCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	report, err := c.status()
	if err != nil {
		return err
	}
	if s.JSON {
		return json.NewEncoder(a.out).Encode(report)
	}
	_, err = fmt.Fprintln(a.out, report.words(c.Plan()))
	return err
}

// status asks the running bot or, when none runs, reads the file itself.
func (c *Config) status() (statusReport, error) {
	var r statusReport
	var body bytes.Buffer
	switch err := c.askRunning(context.Background(), "GET", "status", &body); {
	case err == nil:
		return r, json.Unmarshal(body.Bytes(), &r)
	case !errors.Is(err, errNotRunning):
		return r, err
	}
	err := c.withStore(func(tx *store.Tx) error { r = statusOf(tx); return nil })
	return r, err
}

// withStore reads the ledger file itself; nothing else may have it open.
func (c *Config) withStore(fn func(*store.Tx) error) error {
	if _, err := os.Stat(c.storePath()); err != nil {
		return errors.New(messages.StoreTrouble("missing", c.storePath()))
	}
	db, err := c.openStore(time.Now)
	if err != nil {
		return err
	}
	for _, n := range db.Warnings() {
		fmt.Fprintln(c.notes, noted(n))
	}
	return errors.Join(db.View(fn), db.Close())
}
