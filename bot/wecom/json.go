package wecom

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// plainWords takes out of an outgoing text what JSON could only write as \uXXXX:
// control characters, the two Unicode line separators, bytes that are not UTF-8.
func plainWords(s string) string {
	s = strings.ToValidUTF8(s, "")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r == 0x7f || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// dropControls removes raw control characters, which WeCom's servers may put
// inside JSON strings and no JSON decoder accepts (SDK).
func dropControls(data []byte) []byte {
	if bytes.IndexFunc(data, rawControl) < 0 {
		return data
	}
	return bytes.Map(func(r rune) rune {
		if rawControl(r) {
			return -1
		}
		return r
	}, data)
}

func rawControl(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }

// cutBytes shortens a text to at most limit bytes including the tail that says
// so, at a line's end where one is near, never inside a character.
func cutBytes(s string, limit int, tail string) string {
	if len(s) <= limit {
		return s
	}
	room := limit - len(tail)
	for room > 0 && !utf8.RuneStart(s[room]) {
		room--
	}
	s = s[:room]
	if i := strings.LastIndexByte(s, '\n'); i > room/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, "\n") + tail
}
