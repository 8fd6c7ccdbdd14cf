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
	for i := spaceEnd(array, 1); array[i] != ']'; n++ {
		i, _ = checked(array, i, 0)
		if i = spaceEnd(array, i); array[i] == ',' {
			i = spaceEnd(array, i+1)
		}
	}
	return n
}
