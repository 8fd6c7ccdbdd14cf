package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"pufabot/bot/ledger"
)

// Restore puts a backup in the place of a store that no process has open. The
// backup is copied and the copy verified first. What was there is kept beside it,
// with ".replaced" (or ".replaced2" and so on) added to its name. A store that holds more than the backup is
// replaced only with force.
func Restore(from, to string, force bool) error {
	dir := filepath.Dir(to)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("store: restore: %w", err)
	}
	temp, err := tempName(dir)
	if err != nil {
		return fmt.Errorf("store: restore: %w", err)
	}
	defer os.Remove(temp) // what is left of it
	if err := copyFile(temp, from); err != nil {
		return fmt.Errorf("store: restore: %w", err)
	}
	report, err := Verify(temp, nil)
	if err != nil {
		return err
	}
	if !report.OK() {
		return fmt.Errorf("%w: the backup has %d problems, first: %s", ErrCorrupt, len(report.Problems), report.Problems[0].Where)
	}
	if err := makeWay(temp, to, force); err != nil {
		return err
	}
	if err := os.Rename(temp, to); err != nil {
		return fmt.Errorf("store: restore: %w", err)
	}
	return syncDir(dir)
}

func copyFile(to, from string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Sync(), dst.Close())
}

// makeWay keeps the file that is going to be replaced under another name.
func makeWay(backup, to string, force bool) error {
	if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	there, err := sizes(to)
	if errors.Is(err, ErrLocked) || errors.Is(err, ErrForeign) || errors.Is(err, ErrNewer) && !force {
		return err
	}
	// Otherwise the file is damaged, which is what backups are for.
	if err == nil && !force {
		have, err := sizes(backup)
		if err != nil {
			return err
		}
		for id, n := range there {
			m := have[id]
			if n.Lines > m.Lines || n.Records > m.Records || n.Deliveries > m.Deliveries || n.Requests > m.Requests {
				return ErrOverNewer
			}
		}
	}
	aside := to + ".replaced"
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s.replaced%d", to, n)
	}
	if os.Link(to, aside) == nil { // so that there is a file under that name at every instant
		return nil
	}
	if err := os.Rename(to, aside); err != nil {
		return fmt.Errorf("store: restore: %w", err)
	}
	return nil
}

// sizes reads the counters of each campaign of a file that nobody writes to.
func sizes(path string) (map[ledger.CampaignID]counters, error) {
	if _, err := examine(path); err != nil {
		return nil, err
	}
	b, err := openBolt(path, true)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	ids, err := campaigns(b)
	out := map[ledger.CampaignID]counters{}
	for _, id := range ids {
		db := &DB{bolt: b, name: campaignBucket(id), options: Options{Plan: &ledger.Plan{}, Now: never}}
		err = errors.Join(err, db.View(func(tx *Tx) error { out[id] = *tx.count(); return nil }))
	}
	return out, err
}
