package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"

	"pufabot/messages"
)

var refForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// attached gives the bytes of outgoing files: they lie in the data folder under
// the hash of their content.
func (c *Config) attached(a messages.Attachment) ([]byte, error) {
	if !refForm.MatchString(a.Ref) {
		return nil, errors.New("no such file")
	}
	return os.ReadFile(filepath.Join(c.DataDir, "files", a.Ref[:2], a.Ref))
}
