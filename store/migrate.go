package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"go.etcd.io/bbolt"
)

// A migration takes a file from one schema to the next, inside one transaction.
type migration func(*bbolt.Tx) error

// migrations[i] takes a file from schema i+1 to i+2. Each comes with a test that
// begins with the older schema's file in testdata.
var migrations = []migration{
	// 2 has files, which an older program would leave out of its tallies. Nothing
	// that was there changes; the tallies are folded anew on opening.
	func(*bbolt.Tx) error { return nil },
	// 3 has verdicts, explanations and the frozen instant; the same holds for them.
	func(*bbolt.Tx) error { return nil },
	// 4 knows a title again whatever its width, and from where a record was moved; the
	// same holds for these.
	func(*bbolt.Tx) error { return nil },
	// 5 finds replies by their message, where an older program would not look, and has
	// no list of the messages seen by time.
	func(tx *bbolt.Tx) error { return dropKind(tx, 'S') },
	// 6 has redo logs, and 7 holds keys back, which an older program would not read.
	func(*bbolt.Tx) error { return nil },
	func(*bbolt.Tx) error { return nil },
	// 8 takes the session away that is named, and gives pieces other titles, which an
	// older program would fold otherwise; the tallies are folded anew on opening.
	func(*bbolt.Tx) error { return nil },
}

// dropKind removes a kind of keys from every campaign.
func dropKind(tx *bbolt.Tx, kind byte) error {
	return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		if string(name) == aboutBucket {
			return nil
		}
		c := b.Cursor()
		for k, _ := c.Seek([]byte{kind}); k != nil && k[0] == kind; k, _ = c.Seek([]byte{kind}) {
			if err := c.Delete(); err != nil {
				return err
			}
		}
		return nil
	})
}

// migrate brings a file up to date: all steps, or none.
func migrate(b *bbolt.DB, from int, steps []migration) error {
	return b.Update(func(tx *bbolt.Tx) error {
		if err := settleCampaigns(tx); err != nil {
			return err
		}
		for i := from - 1; i < len(steps); i++ {
			if err := steps[i](tx); err != nil {
				return fmt.Errorf("store: migrate from schema %d: %w", i+1, err)
			}
		}
		return putSchema(tx, len(steps)+1)
	})
}

// keepOld copies the file as it is before a migration, beside it, for the way back.
func keepOld(b *bbolt.DB, path string, version int) error {
	old := path + ".schema" + strconv.Itoa(version)
	return b.View(func(tx *bbolt.Tx) error {
		if err := tx.CopyFile(old, 0o600); err != nil {
			return fmt.Errorf("store: keep the file before its migration: %w", err)
		}
		return errors.Join(syncFile(old), syncDir(filepath.Dir(old)))
	})
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// schemaOf reads the version of the schema; a file without one is not ours.
func schemaOf(b *bbolt.DB) (version int, err error) {
	err = b.View(func(tx *bbolt.Tx) error {
		about := tx.Bucket([]byte(aboutBucket))
		if about == nil {
			return ErrForeign
		}
		body, err := unseal([]byte(aboutBucket), schemaKey, about.Get(schemaKey))
		if err != nil {
			return err
		}
		version, err = strconv.Atoi(string(body))
		if err != nil || version < 1 {
			return fmt.Errorf("%w: schema", ErrCorrupt)
		}
		return nil
	})
	return version, err
}

func putSchema(tx *bbolt.Tx, version int) error {
	name := []byte(aboutBucket)
	about, err := tx.CreateBucketIfNotExists(name)
	if err != nil {
		return err
	}
	return about.Put(schemaKey, seal(name, schemaKey, []byte(strconv.Itoa(version))))
}
