package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

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
