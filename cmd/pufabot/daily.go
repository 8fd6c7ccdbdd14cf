package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// dailyEvery is how often the keeper looks whether today's copy exists.
const dailyEvery = 20 * time.Minute

// dailyName is what the keeper's copies are called; no other file is ever removed.
var dailyName = regexp.MustCompile(`^pufabot-\d{4}-\d{2}-\d{2}\.db$`)

// keeper makes one verified copy of the ledger a day, and of the files that came
// since, and keeps the newest ledgers.
type keeper struct {
	db   *store.DB
	plan *ledger.Plan
	dir  string
	// files is where the contents of files lie; they are copied beside the ledger's copies.
	files string
	keep  int // copies; 0: makes none
	now   func() time.Time
	log   zerolog.Logger
	last  atomic.Int64 // Unix seconds of the newest copy; 0: none yet
}

// run looks at once, and then again and again until ctx ends. A copy that fails
// is tried again at the next look; the bot goes on without it.
func (k *keeper) run(ctx context.Context) error {
	if k.keep == 0 {
		return nil
	}
	tick := time.NewTicker(dailyEvery)
	defer tick.Stop()
	for {
		if err := k.daily(ctx); err != nil && ctx.Err() == nil {
			k.log.Error().Str("reason", osReason(err)).Msg("daily backup failed")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// daily makes today's copy unless it is there, and copies the files that came since.
// A file that is damaged must not keep the ledger from being copied.
func (k *keeper) daily(ctx context.Context) error {
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return err
	}
	return errors.Join(k.ledger(ctx), mirror(ctx, k.files, filepath.Join(k.dir, "files")))
}

// ledger makes today's copy and lets the oldest go.
func (k *keeper) ledger(ctx context.Context) error {
	path := filepath.Join(k.dir, "pufabot-"+ledger.DateOf(k.now().In(k.plan.Campaign.Zone)).String()+".db")
	if info, err := os.Stat(path); err == nil {
		k.last.Store(info.ModTime().Unix())
		return nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	fresh := path + ".new"
	defer os.Remove(fresh)
	if err := k.db.Backup(ctx, fresh); err != nil {
		return err
	}
	// A copy that nobody has read back is a hope, not a backup.
	if report, err := store.Verify(fresh, k.plan); err != nil {
		return err
	} else if !report.OK() {
		return fmt.Errorf("%w: the copy has %d problems", store.ErrCorrupt, len(report.Problems))
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	k.last.Store(k.now().Unix())
	k.log.Info().Msg("daily backup made")
	return k.retire()
}

// retire removes the oldest copies beyond those to keep.
func (k *keeper) retire() error {
	entries, err := os.ReadDir(k.dir)
	if err != nil {
		return err
	}
	var copies []string
	for _, e := range entries {
		if e.Type().IsRegular() && dailyName.MatchString(e.Name()) {
			copies = append(copies, e.Name())
		}
	}
	slices.Sort(copies) // by date
	for _, name := range copies[:max(0, len(copies)-k.keep)] {
		err = errors.Join(err, os.Remove(filepath.Join(k.dir, name)))
	}
	return err
}

// backupDir is where the daily copies go.
func (c *Config) backupDir() string {
	if c.Backup.Dir != "" {
		return c.Backup.Dir
	}
	return filepath.Join(c.DataDir, "backups")
}

// checkBackup checks the section backup.
func checkBackup(d *decoder, c *Config) {
	d.between("backup.keep", c.Backup.Keep, 0, 3660)
	if c.Backup.Dir != "" && filepath.Clean(c.Backup.Dir) == filepath.Clean(c.DataDir) {
		d.bad("backup.dir", messages.FaultBackupDir())
	}
}
