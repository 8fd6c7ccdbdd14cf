package dingtalk

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// This file reads the fields of an object as encoding/json does, names without regard to
// case and the last of equal ones in force, but without reflection, and without copies of
// what nobody asks for. It is for JSON that is known to be valid.

// fields goes through the fields of an object, in their order.
type fields struct {
	rest  []byte // from a name, or from what ends the object
	lower [32]byte
	n     int
	value value // of the field it is at
}

// fieldsOf takes an object; anything else has no fields.
func fieldsOf(object value) fields {
	if len(object) == 0 || object[0] != '{' {
		return fields{}
	}
	return fields{rest: unspaced(object[1:])}
}

// next goes to the next field, if there is one.
func (f *fields) next() bool {
	if len(f.rest) == 0 || f.rest[0] != '"' {
		return false
	}
	end := stringEnd(f.rest)
	f.fold(f.rest[:end])
	f.rest = unspaced(unspaced(f.rest[end:])[1:]) // behind the colon
	end = valueEnd(f.rest)
	f.value, f.rest = f.rest[:end:end], unspaced(f.rest[end:])
	if f.rest[0] == ',' {
		f.rest = unspaced(f.rest[1:])
	}
	return true
}

// name is the name of the field in lower case; empty when it is longer than any known one.
func (f *fields) name() []byte { return f.lower[:f.n] }

func (f *fields) fold(quoted []byte) {
	f.n = 0
	name := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(name, '\\') >= 0 {
		name = []byte(unquoted(quoted))
	}
	for i := 0; i < len(name); {
		r, size := rune(name[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(name[i:])
			r = inASCII(r)
		}
		if f.n == len(f.lower) || r >= utf8.RuneSelf {
			f.n = 0
			return
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		f.lower[f.n] = byte(r)
		f.n++
		i += size
	}
}

// inASCII is the ASCII letter that a letter beyond is a case of (K, ſ), or the letter.
func inASCII(r rune) rune {
	for q := unicode.SimpleFold(r); q != r; q = unicode.SimpleFold(q) {
		if q < utf8.RuneSelf {
			return q
		}
	}
	return r
}

// put keeps the field's value if it is a string.
func (f *fields) put(s *string) {
	if f.value[0] == '"' {
		*s = unquoted(f.value)
	}
}

// count keeps how many elements the field has, if it is an array.
func (f *fields) count(n *int) {
	switch f.value[0] {
	case '[':
		*n = elements(f.value)
	case 'n':
		*n = 0
	}
}
