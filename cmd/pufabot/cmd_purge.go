package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

type purgeCmd struct {
	Yes   bool `help:"${purge_yes_help}"`
	Early bool `help:"${purge_early_help}"`
}

// Run erases personal data after the campaign and writes what was done into a
// statement, for people to sign. Without --yes it only tells.
func (p purgeCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	now := time.Now().In(c.Campaign.Zone)
	if !p.Early && !c.Campaign.End.Before(ledger.DateOf(now)) {
		return errors.New(messages.PurgeEarly(c.Campaign.End.String()))
	}
	if _, err := os.Stat(c.storePath()); err != nil {
		return errors.New(messages.StoreTrouble("missing", c.storePath()))
	}
	copies, err := c.copies()
	if err != nil {
		return err
	}
	logs := c.logFiles()
	elsewhere := c.elsewhere(copies, logs)
	if !p.Yes {
		fmt.Fprintln(a.out, messages.PurgeWould(c.Campaign.Title, copies, elsewhere))
		return nil
	}
	did, err := c.purge(copies)
	if err != nil {
		return err
	}
	to := filepath.Join(c.DataDir, "purge-"+c.Campaign.ID+"-"+now.Format("20060102-150405")+".txt")
	text := messages.PurgeStatement(messages.PurgeReport{Title: c.Campaign.Title, Campaign: c.Campaign.ID, At: now,
		Lines: did.Lines, Records: did.Records, People: did.People, Requests: did.Requests, Deliveries: did.Deliveries,
		Accounts: did.Accounts, Names: did.Names, Files: did.Files, Contents: did.Contents, Bytes: did.Bytes, Figures: did.Tallies,
		LineHeadBefore: did.Before.LineHead, RecordHeadBefore: did.Before.RecordHead,
		LineHeadAfter: did.After.LineHead, RecordHeadAfter: did.After.RecordHead, Seen: did.Seen,
		Copies: copies, Logs: logs, Telling: telling(logs, did.Words), Elsewhere: elsewhere})
	if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
		return err
	}
	fmt.Fprint(a.out, text)
	fmt.Fprintln(a.out, messages.Wrote(to))
	return nil
}

// purge erases in the ledger first, then removes the copies that still have
// everything, and makes one that has not.
func (c *Config) purge(copies []string) (store.Purged, error) {
	var contents []*store.Blobs
	for _, dir := range []string{c.filesDir(), filepath.Join(c.backupDir(), "files")} {
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		blobs, err := store.OpenBlobs(dir)
		if err != nil {
			return store.Purged{}, err
		}
		contents = append(contents, blobs)
	}
	options := store.Options{Plan: c.fullPlan(), Routes: c.routes(), Now: time.Now}
	did, err := store.Purge(c.storePath(), options, contents...)
	if err != nil {
		return did, storeError(err, c.storePath())
	}
	for _, path := range copies {
		err = errors.Join(err, os.Remove(path))
	}
	if err != nil || c.Backup.Keep == 0 {
		return did, err
	}
	db, err := c.openStore(time.Now)
	if err != nil {
		return did, err
	}
	if err = os.MkdirAll(c.backupDir(), 0o700); err == nil {
		err = db.Backup(context.Background(), filepath.Join(c.backupDir(), "pufabot-"+ledger.DateOf(time.Now().In(c.Campaign.Zone)).String()+".db"))
	}
	return did, errors.Join(err, db.Close())
}

// copyName is what the program itself calls copies of the ledger beside it: by
// hand, before a restore, before a migration.
var copyName = regexp.MustCompile(`^(backup-\d{8}-\d{6}\.db|pufabot\.db\.(replaced\d*|schema\d+))$`)

// copies are the copies of the ledger that this program has made where it makes them,
// whole or half.
func (c *Config) copies() (out []string, err error) {
	for _, place := range []struct {
		dir   string
		whole *regexp.Regexp
	}{{c.DataDir, copyName}, {c.backupDir(), dailyName}} {
		for _, form := range []*regexp.Regexp{place.whole, litterName} {
			paths, err := named(place.dir, form)
			if err != nil {
				return nil, err
			}
			out = append(out, paths...)
		}
	}
	return out, nil
}
