package document

import (
	"strconv"
	"unicode/utf16"
)

// The values of a PDF: numbers are float64, the rest as here; nil is anything
// that was not understood.
type (
	dictionary map[name]any
	name       string
	text       string // a string's bytes
	reference  int    // the number of an object
	keyword    string
)

const maxNesting = 24

// number is a value as an int; -1 when it is none.
func number(v any) int {
	f, ok := v.(float64)
	if !ok || f < 0 || f > 1<<31 {
		return -1
	}
	return int(f)
}

// scanner reads values one after the other. At the end it gives nil for ever.
type scanner struct {
	b  []byte
	at int
}

func blankByte(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return blankByte(c)
}

func (s *scanner) blank() {
	for s.at < len(s.b) {
		c := s.b[s.at]
		if c == '%' {
			for s.at < len(s.b) && s.b[s.at] != '\n' && s.b[s.at] != '\r' {
				s.at++
			}
			continue
		}
		if !blankByte(c) {
			return
		}
		s.at++
	}
}

func (s *scanner) done() bool { s.blank(); return s.at >= len(s.b) }

func (s *scanner) starts(p string) bool {
	return len(s.b)-s.at >= len(p) && string(s.b[s.at:s.at+len(p)]) == p
}

func (s *scanner) value(depth int) any {
	if s.done() || depth > maxNesting {
		s.at = len(s.b)
		return nil
	}
	switch c := s.b[s.at]; {
	case s.starts("<<"):
		s.at += 2
		return s.dictionary(depth)
	case c == '<':
		return s.hex()
	case c == '(':
		return s.literal()
	case c == '/':
		s.at++
		return name(s.word())
	case c == '[':
		s.at++
		return s.list(depth)
	case delimiter(c):
		s.at++
		return nil
	}
	w := s.word()
	f, err := strconv.ParseFloat(w, 64)
	if err != nil {
		return keyword(w)
	}
	return s.maybeReference(f)
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.b) && !delimiter(s.b[s.at]) {
		s.at++
	}
	return string(s.b[from:s.at])
}

// maybeReference looks ahead for "0 R".
func (s *scanner) maybeReference(f float64) any {
	from := s.at
	s.blank()
	gen := s.word()
	s.blank()
	if _, err := strconv.Atoi(gen); err == nil && s.at < len(s.b) && s.b[s.at] == 'R' && (s.at+1 == len(s.b) || delimiter(s.b[s.at+1])) {
		s.at++
		return reference(number(f))
	}
	s.at = from
	return f
}

func (s *scanner) dictionary(depth int) any {
	d := dictionary{}
	for !s.done() {
		if s.starts(">>") {
			s.at += 2
			break
		}
		key, ok := s.value(depth + 1).(name)
		if !ok {
			continue
		}
		d[key] = s.value(depth + 1)
	}
	return d
}

func (s *scanner) list(depth int) any {
	var out []any
	for !s.done() {
		if s.b[s.at] == ']' {
			s.at++
			break
		}
		out = append(out, s.value(depth+1))
	}
	return out
}

func (s *scanner) hex() any {
	var out []byte
	half, odd := byte(0), false
	for s.at++; s.at < len(s.b); s.at++ {
		c := s.b[s.at]
		var v byte
		switch {
		case c == '>':
			s.at++
			if odd {
				out = append(out, half<<4)
			}
			return text(out)
		case c >= '0' && c <= '9':
			v = c - '0'
		case c >= 'a' && c <= 'f':
			v = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			v = c - 'A' + 10
		default:
			continue
		}
		if odd {
			out = append(out, half<<4|v)
		}
		half, odd = v, !odd
	}
	return text(out)
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (s *scanner) literal() any {
	var out []byte
	open := 0
	for ; s.at < len(s.b); s.at++ {
		c := s.b[s.at]
		switch {
		case c == '(':
			if open++; open == 1 {
				continue
			}
		case c == ')':
			if open--; open == 0 {
				s.at++
				return text(out)
			}
		case c == '\\' && s.at+1 < len(s.b):
			s.at++
			out = s.escape(out)
			continue
		}
		out = append(out, c)
	}
	return text(out)
}

func (s *scanner) escape(out []byte) []byte {
	c := s.b[s.at]
	if r, ok := escapes[c]; ok {
		return append(out, r)
	}
	switch {
	case c == '\n' || c == '\r': // the line goes on
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := 0
	i := s.at
	for ; i < len(s.b) && i < s.at+3 && s.b[i] >= '0' && s.b[i] <= '7'; i++ {
		n = n*8 + int(s.b[i]-'0')
	}
	s.at = i - 1
	return append(out, byte(n))
}

// utf16Or reads a text with a byte order mark, or takes it as it is.
func utf16Or(s string) string {
	if len(s) < 2 || s[0] != 0xFE || s[1] != 0xFF {
		return s
	}
	return utf16BE(s[2:])
}

func utf16BE(s string) string {
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
