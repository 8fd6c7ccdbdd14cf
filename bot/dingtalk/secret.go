package dingtalk

import (
	"fmt"
	"io"
)

// Secret is a client secret, a robot's token or its signing secret. Whatever
// verb, encoder or logger meets it sees stars; only string(s) gives it away.
type Secret string

const stars = "***"

// String gives stars.
func (Secret) String() string { return stars }

// GoString gives stars.
func (Secret) GoString() string { return stars }

// Format gives stars for every verb, also for those that would print bytes.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, stars) }

// MarshalText gives stars, and so do JSON and TOML.
func (Secret) MarshalText() ([]byte, error) { return []byte(stars), nil }
