package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"pufabot/bot/ledger"
)

// lockWait is how long another process may need to let go of the file.
const lockWait = time.Second

// Open opens the store at a path and creates it, with its folder, when there is
// none. All pages and checksums are checked first, so that a damaged file is
// refused rather than believed; see the errors of this package. Those of a large
// file that was closed in good order are checked as they are used, and all of them
// in the background; see [DB.Proven].
func Open(path string, o Options) (*DB, error) {
	if o.Plan == nil || o.Plan.Campaign.ID == "" || o.Now == nil {
		return nil, fmt.Errorf("%w: a store needs a plan and a clock", ErrMisuse)
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		if err := create(path); err != nil {
			return nil, fmt.Errorf("store: create: %w", err)
		}
	}
	page, err := examineRoot(path, o.from())
	if err != nil {
		return nil, err
	}
	var warned []Note
	if page == 0 {
		if warned, err = examine(path); err != nil {
			return nil, err
		}
	}
	b, err := openBolt(path, false)
	if err != nil {
		return nil, err
	}
	db := &DB{bolt: b, path: path, name: campaignBucket(o.Plan.Campaign.ID), options: o, warned: warned, unsure: unsure{told: make(chan struct{})}}
	if page != 0 {
		if db.proof, err = newProof(path, page); err != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	if err := db.prepare(); err != nil {
		return nil, errors.Join(err, b.Close(), db.proof.close())
	}
	if db.proof != nil {
		db.proof.begin(db)
	}
	return db, nil
}

// prepare brings the schema up to date, begins the campaign if it is new, and
// makes sure of the ends of its chains and of its tallies.
func (db *DB) prepare() error {
	version, err := schemaOf(db.bolt)
	if err != nil {
		return err
	}
	if version < schemaVersion {
		if err := keepOld(db.bolt, db.path, version); err != nil {
			return err
		}
		if err := migrate(db.bolt, version, migrations); err != nil {
			return err
		}
	}
	if err := db.bolt.View(db.recall); err != nil {
		return err
	}
	fresh := false
	if err := db.bolt.View(func(b *bbolt.Tx) error { fresh = b.Bucket(db.name) == nil; return nil }); err != nil {
		return err
	}
	if fresh {
		err := db.bolt.Update(func(b *bbolt.Tx) error {
			if _, err := b.CreateBucket(db.name); err != nil {
				return err
			}
			tx := db.begin(b, nil)
			tx.top = new(layer)
			tx.putJSON(countersKey, counters{})
			tx.top.put(tx, 0)
			return tx.err
		})
		if err != nil {
			return err
		}
	}
	if err := db.refold(); err != nil {
		return err
	}
	return db.findAbsent()
}

// examineRoot checks what a large file that was closed in good order needs before
// it can be opened: its last commit, its free pages, its buckets. It gives the size
// of its pages, or zero for a file that must be examined whole.
func examineRoot(path string, from int64) (pageSize int64, err error) {
	if info, err := os.Stat(path); err != nil || info.Size() < from {
		return 0, nil // examine will tell
	}
	b, err := openBolt(path, true) // nobody writes meanwhile
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	f, err := os.Open(path)
	if err != nil {
		return 0, fmt.Errorf("store: %w", err)
	}
	defer f.Close()
	meta, ok := orderly(path, f)
	if !ok {
		return 0, nil
	}
	w := pageWalk{r: f, meta: meta, shallow: true,
		value: func(bucket, key, raw []byte) {
			if _, err := unseal(bucket, key, raw); err != nil {
				ok = false
			}
		},
		problem: func(string, ...any) { ok = false }}
	w.run()
	if !ok {
		return 0, nil
	}
	if version, err := schemaOf(b); err != nil || version != schemaVersion {
		return 0, nil
	}
	return meta.pageSize, nil
}

// examine checks all pages and values while nobody can write, and tells what was odd.
func examine(path string) (warned []Note, err error) {
	b, err := openBolt(path, true)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	var first error
	_, warned, err = walkFile(path, func(kind Kind, err error) {
		if first == nil {
			first = err
		}
	})
	if err != nil || first != nil {
		return nil, errors.Join(err, first)
	}
	version, err := schemaOf(b)
	if err == nil && version > schemaVersion {
		err = fmt.Errorf("%w: schema %d", ErrNewer, version)
	}
	return warned, err
}

// walkFile walks all pages and checks all values of a file that nobody writes to.
func walkFile(path string, problem func(Kind, error)) (n walked, warned []Note, err error) {
	f, err := os.Open(path)
	if err != nil {
		return n, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return n, nil, err
	}
	meta, one, err := readMeta(f, info.Size())
	if err != nil {
		return n, nil, err
	}
	if one {
		warned = append(warned, NoteMeta)
	}
	stop := readAhead(f, int64(meta.high)*meta.pageSize)
	defer stop()
	return together(f, meta, problem), warned, nil
}

// openBolt opens an existing file, for one writer or for many readers.
func openBolt(path string, readOnly bool) (*bbolt.DB, error) {
	return openBoltBy(os.OpenFile, path, readOnly)
}

// openBoltBy is openBolt with another way to open a file. Whoever waits for the lock
// may get it when the file has lost its name to another one: then it is of no use.
func openBoltBy(open func(string, int, os.FileMode) (*os.File, error), path string, readOnly bool) (*bbolt.DB, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, ErrForeign
	}
	if info.Size() == 0 {
		return nil, ErrTruncated
	}
	var file *os.File
	b, err := bbolt.Open(path, 0o600, &bbolt.Options{
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := open(name, flag, mode)
			if file == nil { // bbolt opens it again for copies
				file = f
			}
			return f, err
		},
		Timeout:         lockWait,
		ReadOnly:        readOnly,
		NoFreelistSync:  true,
		FreelistType:    bbolt.FreelistMapType,
		InitialMmapSize: initialMmap,
		NoStatistics:    true,
	})
	if err != nil {
		return nil, whyNot(path, info.Size(), err)
	}
	if !hasName(file, path) {
		return nil, errors.Join(ErrLocked, b.Close())
	}
	b.AllocSize = 4 << 20 // grow by so much at once
	letGo(b, info.Size())
	return b, nil
}

// whyNot names the reason for which bbolt did not open a file.
func whyNot(path string, size int64, err error) error {
	if errors.Is(err, bolterrors.ErrTimeout) {
		return ErrLocked
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("store: %w", err)
	}
	f, ferr := os.Open(path)
	if ferr != nil {
		return fmt.Errorf("store: %w", errors.Join(err, ferr))
	}
	defer f.Close()
	if _, _, merr := readMeta(f, size); merr != nil {
		return merr
	}
	return fmt.Errorf("store: %w", err)
}

// create makes an empty store under a temporary name, and gives it its name only
// when it is whole and durable. Of two processes that do so at once, one wins.
func create(path string) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temp, err := tempName(dir)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // what is left of it
	b, err := bbolt.Open(temp, 0o600, &bbolt.Options{Timeout: lockWait, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = b.Update(func(tx *bbolt.Tx) error { return putSchema(tx, schemaVersion) })
	if err = errors.Join(err, b.Sync(), b.Close()); err != nil {
		return err
	}
	if err := os.Link(temp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		if _, serr := os.Lstat(path); serr == nil {
			return nil
		}
		if err := os.Rename(temp, path); err != nil { // a file system without links
			return err
		}
	}
	return syncDir(dir)
}

// tempName reserves a name in a folder. The file is removed: bbolt wants to make it.
func tempName(dir string) (string, error) {
	f, err := os.CreateTemp(dir, ".pufabot-new-*")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// reader is for reading one campaign of a file that nobody writes to.
func reader(b *bbolt.DB, id ledger.CampaignID, plan *ledger.Plan) (*DB, error) {
	db := &DB{bolt: b, name: campaignBucket(id), options: Options{Plan: plan, Now: never}}
	return db, b.View(db.recall)
}

// campaignsOf gives the campaigns of a file.
func campaignsOf(b *bbolt.DB) (ids []ledger.CampaignID, err error) {
	err = b.View(func(tx *bbolt.Tx) error { ids, err = campaigns(tx); return err })
	return ids, err
}

// campaigns gives those that a transaction sees.
func campaigns(tx *bbolt.Tx) (ids []ledger.CampaignID, err error) {
	err = tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if id, ok := bytes.CutPrefix(name, campaignPrefix); ok && len(id) > 0 {
			ids = append(ids, ledger.CampaignID(id))
		}
		return nil
	})
	return ids, err
}
