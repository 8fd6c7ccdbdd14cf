package store

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrTooLarge says that a file is larger than the configured limit.
var ErrTooLarge = errors.New("store: file is too large")

// ErrEmpty says that a file has no content.
var ErrEmpty = errors.New("store: file is empty")

// Blobs keeps the content of files in a folder, each under the SHA-256 of its
// bytes: ab/abcdef…. The same content is kept once. Nothing that people or
// platforms say ever becomes part of a path. A blob appears under its name only
// when it is whole and on the disk, before anything in the store speaks of it; a
// blob that nothing speaks of (a crash in between) is harmless. It is safe for
// concurrent use.
type Blobs struct{ dir string }

// Blob names a content.
type Blob struct {
	Hash string // SHA-256 in lower-case hex
	Size int64
}

const partSuffix = ".part"

// OpenBlobs opens the folder, creates it, and clears away what a crash has left
// half written. The folder must have one user.
func OpenBlobs(dir string) (*Blobs, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: files: %w", err)
	}
	parts, err := filepath.Glob(filepath.Join(dir, "*"+partSuffix))
	if err != nil {
		return nil, fmt.Errorf("store: files: %w", err)
	}
	for _, p := range parts {
		_ = os.Remove(p) // it is tried again next time
	}
	return &Blobs{dir: dir}, nil
}

// Put keeps what fill writes. More than limit bytes fail with [ErrTooLarge],
// nothing at all with [ErrEmpty]; an error of fill is given as it is.
func (b *Blobs) Put(limit int64, fill func(io.Writer) error) (Blob, error) {
	temp := filepath.Join(b.dir, rand.Text()+partSuffix)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Blob{}, fmt.Errorf("store: files: %w", err)
	}
	defer func() { _ = os.Remove(temp) }() // gone when it was renamed
	sum := sha256.New()
	buf := bufio.NewWriterSize(f, 64<<10)
	w := &bounded{w: io.MultiWriter(buf, sum), left: limit}
	err = fill(w)
	switch {
	case w.over:
		err = ErrTooLarge
	case err == nil && w.n == 0:
		err = ErrEmpty
	}
	if err == nil {
		err = errors.Join(buf.Flush(), f.Sync())
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return Blob{}, err
	}
	blob := Blob{Hash: hex.EncodeToString(sum.Sum(nil)), Size: w.n}
	return blob, b.settle(temp, blob)
}

// settle gives a whole file its name.
func (b *Blobs) settle(temp string, blob Blob) error {
	name := b.path(blob.Hash)
	if there, err := os.Lstat(name); err == nil && there.Mode().IsRegular() && there.Size() == blob.Size {
		return nil
	}
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("store: files: %w", err)
	}
	if err := os.Rename(temp, name); err != nil {
		return fmt.Errorf("store: files: %w", err)
	}
	return errors.Join(syncDir(dir), syncDir(b.dir))
}

// Open reads a blob; fs.ErrNotExist when there is none.
func (b *Blobs) Open(hash string) (*os.File, error) {
	if raw, err := hex.DecodeString(hash); err != nil || len(raw) != sha256.Size || hex.EncodeToString(raw) != hash {
		return nil, fs.ErrNotExist
	}
	return os.Open(b.path(hash))
}

// Keep removes the contents whose hashes are not wanted, and tells how many they
// were and how large. Nothing but blobs is touched.
func (b *Blobs) Keep(wanted map[string]bool) (n int, size int64, err error) {
	err = filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		hash := d.Name()
		if wanted[hash] || len(hash) != 2*sha256.Size || b.path(hash) != path {
			return nil
		}
		info, err := d.Info()
		if err == nil {
			err = os.Remove(path)
		}
		if err == nil {
			n, size = n+1, size+info.Size()
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("store: files: %w", err)
	}
	return n, size, err
}

func (b *Blobs) path(hash string) string { return filepath.Join(b.dir, hash[:2], hash) }

// bounded passes on at most so many bytes.
type bounded struct {
	w       io.Writer
	n, left int64
	over    bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if int64(len(p)) > b.left {
		b.over = true
		return 0, ErrTooLarge
	}
	n, err := b.w.Write(p)
	b.n, b.left = b.n+int64(n), b.left-int64(n)
	return n, err
}
