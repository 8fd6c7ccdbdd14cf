package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"pufabot/messages"
	"pufabot/messages/parcel"
)

var refForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// attached gives the bytes of outgoing files: they lie in the data folder under
// the hash of their content, or are made from the ledger when they are sent.
func (c *Config) attached(a messages.Attachment) ([]byte, error) {
	if o, ok := parcel.ParseRef(a.Ref); ok && c.made != nil {
		return c.made(o)
	}
	f, err := c.kept(a.Ref)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// kept opens the content of a file by its hash.
func (c *Config) kept(hash string) (io.ReadCloser, error) {
	if !refForm.MatchString(hash) {
		return nil, errors.New("no such file")
	}
	return os.Open(filepath.Join(c.DataDir, "files", hash[:2], hash))
}
