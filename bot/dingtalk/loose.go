package dingtalk

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
)

// looseString takes a string or a number; everything else is empty. Clients of
// different versions do not agree on types (CONN, CAP).
type looseString string

func (s *looseString) UnmarshalJSON(b []byte) error {
	var v string
	switch {
	case json.Unmarshal(b, &v) == nil:
		*s = looseString(v)
	case len(b) > 0 && (b[0] == '-' || b[0] >= '0' && b[0] <= '9'):
		*s = looseString(b)
	}
	return nil
}

// looseInt takes a number or a string that holds one; everything else is 0.
type looseInt int64

func (n *looseInt) UnmarshalJSON(b []byte) error {
	v, err := strconv.ParseInt(strings.Trim(string(b), `"`), 10, 64)
	if err == nil {
		*n = looseInt(v)
	}
	return nil
}

// looseBool takes true, "true" and 1.
type looseBool bool

func (v *looseBool) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	*v = s == "true" || s == "1"
	return nil
}

// unwrapped gives the object behind raw, which may be an object or a string that
// holds one as JSON (CONN's code handles both). Nil when it is neither.
func unwrapped(raw json.RawMessage) json.RawMessage {
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] == '"' {
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return nil
		}
		raw = bytes.TrimSpace([]byte(s))
	}
	if len(raw) == 0 || raw[0] != '{' || !json.Valid(raw) {
		return nil
	}
	return raw
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
