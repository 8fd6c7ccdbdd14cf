package dingtalk

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
)

// looseString takes a string or a number; everything else is empty. Clients of
// different versions do not agree on types (CONN, CAP).
type looseString string

func (s *looseString) read(v value) {
	switch c := v[0]; {
	case c == '"':
		*s = looseString(unquoted(v))
	case c == 'n': // null
		*s = ""
	case c == '-' || c >= '0' && c <= '9':
		*s = looseString(v)
	}
}

// looseInt takes a number or a string that holds one; everything else is 0.
type looseInt int64

func (n *looseInt) read(v value) {
	if i, err := strconv.ParseInt(strings.Trim(v, `"`), 10, 64); err == nil {
		*n = looseInt(i)
	}
}

// looseBool takes true, "true" and 1.
type looseBool bool

func (b *looseBool) read(v value) {
	switch strings.Trim(v, `"`) {
	case "true", "1":
		*b = true
	default:
		*b = false
	}
}

// For encoding/json, which gives whole values only.
func (s *looseString) UnmarshalJSON(v []byte) error { s.read(value(v)); return nil }
func (n *looseInt) UnmarshalJSON(v []byte) error    { n.read(value(v)); return nil }

// unwrapped gives the object behind a value, which may be an object or a string that
// holds one as JSON (CONN's code handles both). Empty when it is neither.
func unwrapped(v value) value {
	if strings.HasPrefix(v, `"`) {
		if v = strings.TrimSpace(unquoted(v)); !json.Valid([]byte(v)) {
			return ""
		}
	}
	if !strings.HasPrefix(v, "{") {
		return ""
	}
	return v
}

// trim takes off white space of every script and the zero-width characters that
// clients put around mentions.
func trim(s string) string { return strings.TrimFunc(s, blank) }

func blank(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r)
}
