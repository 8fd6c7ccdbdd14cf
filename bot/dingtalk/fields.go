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
	in       []byte
	i        int // where the next name begins, or what ends the object
	from, to int // the value of the field it is at
	lower    [32]byte
	n        int // of lower: its name
}

// fieldsOf takes the object at i; anything else has no fields.
func fieldsOf(b []byte, i int) fields {
	if at(b, i) != '{' {
		return fields{}
	}
	return fields{in: b, i: spaceEnd(b, i+1)}
}

// next goes to the next field, if there is one.
func (f *fields) next() bool {
	b := f.in
	if at(b, f.i) != '"' {
		return false
	}
	end, _ := checkedString(b, f.i)
	f.fold(b[f.i:end])
	f.from = spaceEnd(b, spaceEnd(b, end)+1) // behind the colon
	f.to, _ = checked(b, f.from, 0)
	if f.i = spaceEnd(b, f.to); at(b, f.i) == ',' {
		f.i = spaceEnd(b, f.i+1)
	}
	return true
}

// name is the name of the field in lower case; empty when it is longer than any known one.
func (f *fields) name() []byte { return f.lower[:f.n] }

func (f *fields) value() value { return f.in[f.from:f.to:f.to] }

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
	if f.in[f.from] == '"' {
		*s = unquoted(f.value())
	}
}

// count keeps how many elements the field has, if it is an array.
func (f *fields) count(n *int) {
	switch f.in[f.from] {
	case '[':
		*n = elements(f.value())
	case 'n': // null
		*n = 0
	}
}
