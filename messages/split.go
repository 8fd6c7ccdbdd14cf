package messages

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Split cuts text into parts of at most limit bytes each, at line ends where it
// can, else between characters. When there are several parts, each ends with its
// number, which is inside the limit. A limit below 32 is taken as 32.
func Split(text string, limit int) []string {
	limit = max(limit, 32)
	if len(text) <= limit {
		return []string{text}
	}
	const mark = "\n（%d/%d）"
	room := limit - len(fmt.Sprintf(mark, 999, 999))
	var parts []string
	for len(text) > 0 {
		n := len(text)
		if n > room {
			n = cut(text, room)
		}
		parts = append(parts, strings.TrimRight(text[:n], "\n"))
		text = strings.TrimLeft(text[n:], "\n")
	}
	for i := range parts {
		parts[i] += fmt.Sprintf(mark, i+1, len(parts))
	}
	return parts
}

// cut is where to end a part of at most room bytes.
func cut(text string, room int) int {
	if i := strings.LastIndexByte(text[:room+1], '\n'); i > 0 {
		return i
	}
	n := room
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	if n == 0 { // not UTF-8 at all
		return room
	}
	return n
}
