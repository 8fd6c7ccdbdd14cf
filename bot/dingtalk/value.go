package dingtalk

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// value is a valid JSON value as it stands in the message, without space around it.
type value = json.RawMessage

// unquoted is what a string says.
func unquoted(v value) string {
	if in := v[1 : len(v)-1]; bytes.IndexByte(in, '\\') < 0 && utf8.Valid(in) {
		return string(in)
	}
	var s string
	_ = json.Unmarshal(v, &s) // which makes the best of odd escapes and letters
	return s
}

// elements is how many elements an array has.
func elements(array value) int {
	n := 0
	for rest := unspaced(array[1:]); rest[0] != ']'; n++ {
		rest = unspaced(rest[valueEnd(rest):])
		if rest[0] == ',' {
			rest = unspaced(rest[1:])
		}
	}
	return n
}

func unspaced(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\n' || b[0] == '\t' || b[0] == '\r') {
		b = b[1:]
	}
	return b
}

// stringEnd is the length of the string that b begins with.
func stringEnd(b []byte) int {
	for i := 1; ; i++ {
		switch b[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
}

// valueEnd is the length of the value that b begins with.
func valueEnd(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			i += stringEnd(b[i:]) - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			if depth == 0 { // a number or a word ended before
				return i
			}
			depth--
		case ',', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return i
			}
			continue
		default:
			continue
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(b)
}
