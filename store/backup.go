package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Backup writes a compact copy of the store as it is now, while it is in use. The
// file appears under its name only when it is whole. It replaces an older backup,
// but no file of another kind and never the store itself. A damaged value fails it.
func (db *DB) Backup(ctx context.Context, path string) (err error) {
	if err := Replaceable(path, db.path); err != nil {
		return err
	}
	if err := db.Proven(ctx); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	dir := filepath.Dir(path)
	temp, err := tempName(dir)
	if err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	defer os.Remove(temp) // what is left of it
	if err := db.copyTo(ctx, temp); err != nil {
		return fmt.Errorf("store: backup: %w", closed(err))
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	return syncDir(dir)
}

// Replaceable tells whether a backup may take the place of what is there: nothing or
// an older backup, never the store itself ([ErrMisuse]) or another file ([ErrForeign]).
func Replaceable(path, live string) error {
	there, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	if self, err := os.Stat(live); err == nil && os.SameFile(there, self) {
		return fmt.Errorf("%w: a backup onto the store itself", ErrMisuse)
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	defer f.Close()
	if _, _, err := readMeta(f, there.Size()); errors.Is(err, ErrForeign) {
		return fmt.Errorf("store: backup onto another file: %w", err)
	}
	return nil
}

const copyBatch = 1 << 20 // bytes a transaction, all of them in memory

func (db *DB) copyTo(ctx context.Context, path string) (err error) {
	defer catchFault(&err)()
	dst, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, NoSync: true, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	defer db.Rest()
	c, n := copier{dst: dst}, 0
	err = db.View(func(tx *Tx) error {
		if tx.err != nil {
			return tx.err
		}
		file := tx.bucket.Tx()
		return file.ForEach(func(name []byte, b *bbolt.Bucket) error {
			put := func(k, v []byte) error {
				if err := ctx.Err(); err != nil {
					return err
				}
				if n++; n%lookAfter == 0 {
					db.spare(file)
				}
				if _, err := unseal(name, k, v); err != nil {
					return err
				}
				return c.put(name, k, v)
			}
			switch {
			case bytes.Equal(name, redoBucket(db.name)), bytes.Equal(name, heldBucket(db.name)):
				return nil
			case bytes.Equal(name, db.name): // with what lies over it in its place
				tx.walk(upwards, nil, nil, func(k, v []byte) bool { tx.fail(put(k, v)); return tx.err == nil })
				return tx.err
			}
			return b.ForEach(put)
		})
	})
	return errors.Join(err, c.end(err == nil), dst.Sync(), dst.Close())
}

// copier writes keys in order, many to a transaction.
type copier struct {
	dst  *bbolt.DB
	tx   *bbolt.Tx
	size int
}

func (c *copier) put(name, k, v []byte) (err error) {
	if c.size > copyBatch {
		if err := c.end(true); err != nil {
			return err
		}
	}
	if c.tx == nil {
		if c.tx, err = c.dst.Begin(true); err != nil {
			return err
		}
		letGo(c.dst, c.tx.Size()) // hardly any page of those written is needed again
	}
	b, err := c.tx.CreateBucketIfNotExists(name)
	if err != nil {
		return err
	}
	b.FillPercent = 1
	c.size += len(k) + len(v)
	return b.Put(bytes.Clone(k), bytes.Clone(v))
}

func (c *copier) end(keep bool) error {
	tx := c.tx
	c.tx, c.size = nil, 0
	switch {
	case tx == nil:
		return nil
	case keep:
		return tx.Commit()
	}
	return tx.Rollback()
}
