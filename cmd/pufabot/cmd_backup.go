package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"pufabot/messages"
	"pufabot/store"
)

type backupCmd struct {
	Output string `short:"o" placeholder:"FILE" help:"${output_help}"`
}

// Run writes a hot copy: from the running bot or, when none runs, of the file.
func (b backupCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	to := b.Output
	if to == "" {
		to = filepath.Join(c.DataDir, "backup-"+time.Now().In(c.Campaign.Zone).Format("20060102-150405")+".db")
	}
	if err := c.backup(to); err != nil {
		return err
	}
	fmt.Fprintln(a.out, messages.Wrote(to))
	return nil
}

func (c *Config) backup(to string) error {
	if _, err := os.Stat(c.storePath()); errors.Is(err, os.ErrNotExist) {
		return errors.New(messages.StoreTrouble("missing", c.storePath()))
	}
	if err := store.Replaceable(to, c.storePath()); errors.Is(err, store.ErrMisuse) || errors.Is(err, store.ErrForeign) {
		return errors.New(messages.NotOver(to))
	}
	err := c.writeFile(to, func(w io.Writer) error { return c.askRunning(context.Background(), "POST", "backup", w) })
	if !errors.Is(err, errNotRunning) {
		return err
	}
	db, err := c.openStore(time.Now)
	if err != nil {
		return err
	}
	return errors.Join(db.Backup(context.Background(), to), db.Close())
}

type restoreCmd struct {
	File  string `arg:"" help:"${file_help}"`
	Force bool   `help:"${force_help}"`
}

// Run puts a verified backup in the place of the ledger.
func (r restoreCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	if _, err := os.Stat(r.File); errors.Is(err, os.ErrNotExist) { // before a folder is made for it
		return errors.New(messages.StoreTrouble("nofile", r.File))
	}
	before, err := store.Restore(r.File, c.storePath(), r.Force)
	switch {
	case errors.Is(err, store.ErrOverNewer):
		return errors.New(messages.RestoreRefused())
	case errors.Is(err, store.ErrLocked): // the ledger is in use, not the backup
		return storeError(err, c.storePath())
	case err != nil:
		return storeError(err, r.File)
	}
	fmt.Fprintln(a.out, messages.Restored(c.storePath(), before))
	return nil
}

type verifyCmd struct {
	File string `arg:"" optional:"" help:"${file_help}"`
}

// Run checks a ledger file; while the bot runs, it checks a fresh copy of its file.
func (v verifyCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	path := v.File
	if path == "" {
		dir, err := scratch("verify")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		path = filepath.Join(dir, "copy.db")
		if err := c.copyForVerify(path); err != nil {
			return err
		}
	}
	report, err := store.Verify(path, c.Plan())
	if v.File != "" && errors.Is(err, os.ErrNotExist) {
		return errors.New(messages.StoreTrouble("nofile", path))
	}
	if err != nil {
		return storeError(err, path)
	}
	problems := make([]string, len(report.Problems))
	for i, p := range report.Problems {
		problems[i] = messages.DamageFound(string(p.Kind), p.Where)
	}
	fmt.Fprintln(a.out, messages.Verified(report.Lines, report.Records, report.Deliveries, problems))
	for _, n := range report.Notes {
		fmt.Fprintln(a.out, noted(n))
	}
	if !report.OK() {
		return errShown
	}
	return nil
}

// copyForVerify takes the running bot's copy, or the file as it lies there.
func (c *Config) copyForVerify(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	err = errors.Join(c.askRunning(context.Background(), "POST", "backup", file), file.Close())
	if !errors.Is(err, errNotRunning) {
		return err
	}
	data, err := os.ReadFile(c.storePath())
	if errors.Is(err, os.ErrNotExist) {
		return errors.New(messages.StoreTrouble("missing", c.storePath()))
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}
