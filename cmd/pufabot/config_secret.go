package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"pufabot/messages"
)

// hidden is what every way of printing a Secret gives, set or not.
const hidden = "***"

// Secret is a configured value that must never be printed. However it is
// formatted or encoded, it reads "***"; only Reveal gives the value away. The
// value hangs off a pointer, so that even a reflective dump that skips the
// methods below shows an address.
type Secret struct {
	value   *string
	missing string // why there is no value, as a Chinese clause; empty: there is one, or none was asked for
	absent  bool   // the reference is an environment variable that is not set
}

// Reveal gives the value; empty when there is none.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// Set tells whether there is a value.
func (s Secret) Set() bool { return s.Reveal() != "" }

// String is always "***".
func (Secret) String() string { return hidden }

// GoString is always "***".
func (Secret) GoString() string { return hidden }

// Format writes "***" for every verb and flag.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// MarshalText is always "***".
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalJSON is always "***".
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// maxSecretFile is the largest file that is taken for a secret, in bytes.
const maxSecretFile = 64 << 10

// resolve reads "env:NAME", "file:PATH" (relative to dir) or a literal. A
// reference that cannot be understood gives a sentence; one that leads nowhere
// gives a Secret that knows why it is empty, because only a channel that needs
// it makes that a fault.
func resolve(ref, dir string) (s Secret, fault string) {
	switch {
	case strings.HasPrefix(ref, "env:"):
		name := strings.TrimPrefix(ref, "env:")
		if !envName.MatchString(name) {
			return s, messages.FaultSecretEnvName()
		}
		v := strings.TrimSpace(os.Getenv(name))
		if v == "" {
			return Secret{missing: messages.FaultSecretEnvUnset(name), absent: true}, ""
		}
		return Secret{value: &v}, ""
	case strings.HasPrefix(ref, "file:"):
		path := strings.TrimPrefix(ref, "file:")
		if strings.TrimSpace(path) == "" {
			return s, messages.FaultSecretFilePath()
		}
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		v, err := readSecretFile(path)
		if err != nil || v == "" {
			return Secret{missing: messages.FaultSecretFile(os.IsNotExist(err), err == nil)}, ""
		}
		return Secret{value: &v}, ""
	case ref == "":
		return s, ""
	}
	return Secret{value: &ref}, ""
}

func readSecretFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > maxSecretFile { // a device or a log would hang or swell
		return "", os.ErrInvalid
	}
	b, err := io.ReadAll(io.LimitReader(f, maxSecretFile))
	return strings.TrimSpace(string(b)), err
}
