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
// with ".replaced" (or ".replaced2" and so on) added to its name, which is given; empty:
// there was nothing. A store that holds more than the backup is replaced only with force.
func Restore(from, to string, force bool) (before string, err error) {
	dir := filepath.Dir(to)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("store: restore: %w", err)
	}
	temp, err := tempName(dir)
	if err != nil {
		return "", fmt.Errorf("store: restore: %w", err)
	}
	defer os.Remove(temp) // what is left of it
	if err := copyFile(temp, from); err != nil {
		return "", fmt.Errorf("store: restore: %w", err)
	}
	report, err := Verify(temp, nil)
	if err != nil {
		return "", err
	}
	if !report.OK() {
		return "", fmt.Errorf("%w: the backup has %d problems, first: %s", ErrCorrupt, len(report.Problems), report.Problems[0].Where)
	}
	if os.Link(temp, to) == nil { // there was nothing
		return "", syncDir(dir)
	}
	if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) { // a file system without links
		return "", errors.Join(os.Rename(temp, to), syncDir(dir))
	}
	before, held, err := makeWay(temp, to, force)
	if err != nil {
		return "", err
	}
	return before, swap(temp, to, held)
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

// makeWay keeps the file that is going to be replaced under another name as well, and
// holds it, so that nobody writes to it until it is.
func makeWay(backup, to string, force bool) (aside string, held io.Closer, err error) {
	there, held, err := keepOff(to)
	defer func() {
		if err != nil {
			err = errors.Join(err, held.Close())
		}
	}()
	if errors.Is(err, ErrLocked) || errors.Is(err, ErrForeign) || errors.Is(err, ErrNewer) && !force {
		return "", held, err
	}
	// Otherwise the file is damaged, which is what backups are for.
	if err == nil && !force {
		have, backup, err := keepOff(backup)
		if err = errors.Join(err, backup.Close()); err != nil {
			return "", held, err
		}
		for id, n := range there {
			m := have[id]
			if n.Lines > m.Lines || n.Records > m.Records || n.Deliveries > m.Deliveries || n.Requests > m.Requests {
				return "", held, ErrOverNewer
			}
		}
	}
	aside, err = keepAside(to)
	return aside, held, err
}

// keepAside gives a file a second name, or where there is no such thing a copy, so
// that there is a file under the first at every instant.
func keepAside(to string) (aside string, err error) {
	aside = to + ".replaced"
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s.replaced%d", to, n)
	}
	if os.Link(to, aside) == nil {
		return aside, nil
	}
	if err := copyFile(aside, to); err != nil {
		return "", fmt.Errorf("store: restore: %w", err)
	}
	return aside, nil
}

// keepOff keeps writers from a file and reads the counters of each of its campaigns. What
// is held may be nothing: a file that is no store cannot be opened by anybody.
func keepOff(path string) (sizes map[ledger.CampaignID]counters, held io.Closer, err error) {
	b, err := openBolt(path, true)
	if err != nil {
		return nil, io.NopCloser(nil), err
	}
	if _, err := examine(path); err != nil {
		return nil, b, err
	}
	ids, err := campaignsOf(b)
	sizes = map[ledger.CampaignID]counters{}
	for _, id := range ids {
		db, failed := reader(b, id, &ledger.Plan{})
		err = errors.Join(err, failed, db.View(func(tx *Tx) error { sizes[id] = *tx.count(); return nil }))
	}
	return sizes, b, err
}
