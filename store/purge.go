package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"go.etcd.io/bbolt"

	"pufabot/bot/ledger"
)

// Heads are the ends of a campaign's two hash chains, in hex.
type Heads struct {
	Lines, Records       uint64
	LineHead, RecordHead string
}

// Purged says what [Purge] has erased and what it has kept.
type Purged struct {
	Campaign ledger.CampaignID
	// Before are the chains with everybody's words in them: they are in older
	// reports. After are the chains without; the last line of the journal names
	// Before, so that the one leads to the other.
	Before, After Heads
	// Lines and Records lost words, names and accounts; the rest is gone as a whole.
	Lines, Records, People, Requests, Deliveries, Files int
	// Accounts and Names are how many different ones there were.
	Accounts, Names int
	Tallies         int // figures that were compared and are the same
	Contents        int // file contents that nothing speaks of any more
	Seen            int // messages that are still known, should they come again
	Bytes           int64
	// Words are the accounts, nicknames, names, numbers and lines that were erased, to be
	// looked for elsewhere. The console's accounts are the plan's, and those of nobody.
	Words []string
}

// Purge erases from a campaign whatever tells who somebody is or what he said:
// names, nicknames, accounts, original words, messages, bindings, requests, and the
// contents of files. It keeps the facts: every record with its unit, item, figure,
// title, place and time, the tallies, extensions and reminders, of each file the hash,
// and of each message that it has come (see the package). Other campaigns in the file
// stay as they are.
//
// Nothing is erased in place, since old pages of the file would keep it: a new file
// is written, verified, compared figure by figure, and only then takes the place of
// the old one. No process may have the store open. What copies there are is the
// caller's affair, but for those of contents. When it fails, nothing was erased, with one exception: contents
// may be left over, and go when it is called again.
func Purge(path string, o Options, contents ...*Blobs) (Purged, error) {
	old, err := Open(path, o)
	if err != nil {
		return Purged{}, err
	}
	if err := old.Proven(context.Background()); err != nil {
		return Purged{}, errors.Join(err, old.Close())
	}
	dir := filepath.Dir(path)
	temp, err := tempName(dir)
	if err != nil {
		return Purged{}, errors.Join(fmt.Errorf("store: purge: %w", err), old.Close())
	}
	defer os.Remove(temp) // what is left of it
	defer os.Remove(markPath(temp))
	e := eraser{old: old, names: map[string]int{}, accounts: map[ledger.Account]bool{}, words: map[string]bool{}}
	if err := e.into(temp, o); err != nil {
		return Purged{}, errors.Join(err, old.Close())
	}
	if err := swap(temp, path, nameless{old}); err != nil {
		return e.did, err
	}
	return e.did, e.sweep(path, o, contents)
}

// eraser writes a campaign anew, without its people.
type eraser struct {
	old      *DB
	did      Purged
	names    map[string]int
	accounts map[ledger.Account]bool
	words    map[string]bool
}

func (e *eraser) into(temp string, o Options) (err error) {
	if err := e.others(temp); err != nil {
		return fmt.Errorf("store: purge: %w", err)
	}
	fresh, err := Open(temp, o)
	if err != nil {
		return err
	}
	err = e.old.View(func(from *Tx) error { return e.campaign(from, fresh) })
	if err = errors.Join(err, fresh.Close()); err != nil {
		return err
	}
	report, err := Verify(temp, o.Plan)
	if err == nil && !report.OK() {
		err = fmt.Errorf("%w: purge: %s", ErrCorrupt, report.Problems[0].Where)
	}
	return err
}

// others copies everything but this campaign.
func (e *eraser) others(temp string) error {
	dst, err := bbolt.Open(temp, 0o600, &bbolt.Options{Timeout: lockWait, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	c := copier{dst: dst}
	err = e.old.bolt.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			if bytes.Equal(name, e.old.name) || bytes.Equal(name, redoBucket(e.old.name)) || bytes.Equal(name, heldBucket(e.old.name)) {
				return nil
			}
			return b.ForEach(func(k, v []byte) error { return c.put(name, k, v) })
		})
	})
	return errors.Join(err, c.end(err == nil), dst.Close())
}

// purgeBatch is how many lines or records are written at once.
const purgeBatch = 1000

// campaign writes the campaign: lines, then records, then what has nobody in it.
func (e *eraser) campaign(from *Tx, to *DB) error {
	had := *from.count()
	e.did.Campaign, e.did.Before = e.old.options.Plan.Campaign.ID, headsOf(&had)
	e.did.Lines, e.did.Records, e.did.Deliveries, e.did.Requests = int(had.Lines), int(had.Records), int(had.Deliveries), int(had.Requests)
	from.scan([]byte{kPerson}, func(key, body []byte) bool { return e.person(from, key, body) })
	for _, part := range []struct {
		n     uint64
		write func(from, to *Tx, seq uint64)
	}{{had.Lines, e.line}, {had.Records, e.record}, {had.Files, e.file}} {
		for at := uint64(1); at <= part.n; at += purgeBatch {
			err := to.Update(context.Background(), func(tx *Tx) error {
				for seq := at; seq <= min(part.n, at+purgeBatch-1); seq++ {
					part.write(from, tx, seq)
				}
				return from.err
			})
			if err != nil {
				return err
			}
		}
	}
	if err := e.seen(from, to); err != nil {
		return err
	}
	err := to.Update(context.Background(), func(tx *Tx) error {
		e.rest(from, tx)
		b := e.did.Before
		tx.change().Silences = had.Silences
		tx.AppendLine(Line{Outcome: "purge", Text: fmt.Sprintf("lines %d %s records %d %s", b.Lines, b.LineHead, b.Records, b.RecordHead)})
		e.did.After = headsOf(tx.count())
		e.compare(from, tx)
		return from.err
	})
	e.did.Accounts, e.did.Names = len(e.accounts), len(e.names)
	delete(e.words, "")
	e.did.Words = slices.Sorted(maps.Keys(e.words))
	return err
}

// rest copies, as they are, the kinds in which there are no people.
func (e *eraser) rest(from, to *Tx) {
	kinds := map[byte]bool{kExtension: true, kChat: true, kFiring: true, kNudges: true, kAck: true, kSilence: true}
	from.walk(upwards, nil, nil, func(k, raw []byte) bool {
		switch string(k) {
		case string(tickKey), string(pausedKey), string(frozenKey):
		default:
			if !kinds[k[0]] {
				return true
			}
		}
		body, err := unseal(from.name, k, raw)
		if err != nil {
			from.fail(err)
			return false
		}
		to.put(bytes.Clone(k), body)
		return to.err == nil
	})
}

// compare makes sure that every figure is what it was, and since when.
func (e *eraser) compare(from, to *Tx) {
	after := to.Tallies()
	for key, before := range from.Tallies() {
		got := after[key]
		if got.Value() != before.Value() || got.Answered != before.Answered || !got.DoneAt.Equal(before.DoneAt) || len(got.Entries()) != len(before.Entries()) {
			to.corrupt("the figure of %s and %s changed", key.Unit, key.Item)
			return
		}
		e.did.Tallies++
	}
}

// sweep removes the contents that no campaign of the file speaks of any more.
func (e *eraser) sweep(path string, o Options, contents []*Blobs) error {
	wanted := map[string]bool{}
	db, err := Open(path, o)
	if err != nil {
		return err
	}
	ids, err := campaignsOf(db.bolt)
	for _, id := range ids {
		other, failed := reader(db.bolt, id, o.Plan)
		err = errors.Join(err, failed, other.View(func(tx *Tx) error {
			for seq := uint64(1); seq <= tx.count().Files; seq++ {
				if f, _ := tx.File(seq); f.State != FileErased {
					wanted[f.Hash] = true
				}
			}
			return nil
		}))
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	for _, blobs := range contents {
		n, size, failed := blobs.Keep(wanted)
		e.did.Contents, e.did.Bytes, err = e.did.Contents+n, e.did.Bytes+size, errors.Join(err, failed)
	}
	return err
}

func headsOf(c *counters) Heads {
	return Heads{Lines: c.Lines, Records: c.Records, LineHead: hex.EncodeToString(c.LineHead), RecordHead: hex.EncodeToString(c.RecordHead)}
}
