package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// swap gives the name of a store to another file, durably, and lets go of the old
// one, which is held against writers. Whoever has opened the old one and waits for
// its lock finds it without a name (see openBoltBy). Where an open file cannot lose
// its name, nobody is able to take that of a file which somebody has opened meanwhile.
func swap(temp, path string, held io.Closer) error {
	if !losesName {
		if err := held.Close(); err != nil {
			return err
		}
		held = io.NopCloser(nil)
	}
	if err := os.Rename(temp, path); err != nil {
		return errors.Join(fmt.Errorf("store: replace: %w", err), held.Close())
	}
	return errors.Join(syncDir(filepath.Dir(path)), held.Close())
}

// hasName tells whether an open file is the one that has this name.
func hasName(f *os.File, path string) bool {
	is, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(is, named)
}
