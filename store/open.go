package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"go.etcd.io/bbolt"
)

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
