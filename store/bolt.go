package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// lockWait is how long another process may need to let go of the file.
const lockWait = time.Second

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

// InUse tells whether a process has a store file open.
func InUse(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	open := func() (err error) {
		defer catchFault(&err)()
		b, err := openBolt(path, false)
		if err != nil {
			return err
		}
		return b.Close()
	}
	return errors.Is(open(), ErrLocked)
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
