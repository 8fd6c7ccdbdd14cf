package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"pufabot/messages"
)

// writeFile makes a file for a person. It appears under its name only when it is
// whole, and never in the place of the ledger, which a running bot would go on
// writing unseen, or of the configuration.
func (c *Config) writeFile(path string, write func(io.Writer) error) error {
	if sameFile(path, c.storePath()) || sameFile(path, c.File) {
		return errors.New(messages.NotOver(path))
	}
	part := path + partial
	file, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(part) // gone when it was renamed
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(part, path)
}

const partial = ".part"

// worded says in the language of its readers what the system refused.
func worded(err error) error {
	var at *fs.PathError
	var link *os.LinkError
	path := ""
	switch {
	case errors.As(err, &at):
		path = at.Path
	case errors.As(err, &link):
		path = link.New
	default:
		return err
	}
	return errors.New(messages.FileTrouble(strings.TrimSuffix(path, partial), osReason(err)))
}

// osReason is the system's reason without the path that the sentence names already.
func osReason(err error) string {
	for _, known := range []struct {
		err error
		why string
	}{
		{fs.ErrNotExist, "folder"}, {fs.ErrPermission, "permission"}, {syscall.ENOTDIR, "nofolder"}, {syscall.EISDIR, "isfolder"},
		{fs.ErrExist, "isfolder"}, {syscall.ENOSPC, "full"}, {syscall.EROFS, "readonly"},
	} {
		if errors.Is(err, known.err) {
			return messages.SystemReason(known.why)
		}
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}
