package dingtalk

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// This file reads the fields of an object one by one, the last of equal ones in force: a
// field of an unexpected type leaves the others as they are. It is for JSON that is known
// to be valid.

// value is one value as it stands in the message, without space around it; empty: none.
type value = string

// each visits the fields of an object in their order; anything else has none.
func each(object value, fn func(name string, v value)) {
	if !strings.HasPrefix(object, "{") {
		return
	}
	gjson.Parse(object).ForEach(func(name, v gjson.Result) bool {
		fn(unquoted(name.Raw), v.Raw)
		return true
	})
}

// put keeps a value if it is a string.
func put(s *string, v value) {
	if v[0] == '"' {
		*s = unquoted(v)
	}
}

// unquoted is what a string says.
func unquoted(v value) string {
	if in := v[1 : len(v)-1]; strings.IndexByte(in, '\\') < 0 && utf8.ValidString(in) {
		return in
	}
	var s string
	_ = json.Unmarshal([]byte(v), &s) // which makes the best of odd escapes and letters
	return s
}

// count keeps how many elements a value has, if it is an array.
func count(n *int, v value) {
	switch v[0] {
	case '[':
		*n = len(gjson.Parse(v).Array())
	case 'n': // null
		*n = 0
	}
}
