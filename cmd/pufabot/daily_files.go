package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"pufabot/store"
)

// mirror copies the contents of files that the copy does not have yet. They never
// change and are named by their hash, so what is there is right, and what is
// copied is read back by it. Nothing is ever removed from the copy.
func mirror(ctx context.Context, from, to string) error {
	names, err := filepath.Glob(filepath.Join(from, "??", "*"))
	if err != nil || len(names) == 0 {
		return err
	}
	blobs, err := store.OpenBlobs(to)
	if err != nil {
		return err
	}
	var damaged error
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		hash := filepath.Base(name)
		there, err := blobs.Open(hash)
		if err == nil {
			_ = there.Close()
			continue
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		switch err := copyBlob(blobs, name, hash); {
		case errors.Is(err, store.ErrCorrupt):
			damaged = err // the others are copied all the same
		case err != nil:
			return err
		}
	}
	return damaged
}

func copyBlob(to *store.Blobs, name, hash string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	blob, err := to.Put(info.Size(), func(w io.Writer) error { _, err := io.Copy(w, f); return err })
	if err == nil && blob.Hash != hash {
		err = fmt.Errorf("%w: a kept file is not what it was", store.ErrCorrupt)
	}
	return err
}
