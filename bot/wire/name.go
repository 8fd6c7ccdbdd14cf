package wire

import (
	"strings"
	"unicode"
)

// PlainName is the last element of whatever came as a file name, without
// characters that no file name needs; it is shown, and never a path.
func PlainName(s string) string {
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.TrimFunc(s, unicode.IsSpace)
	if len(s) > 255 {
		s = strings.ToValidUTF8(s[:255], "")
	}
	if s == "." || s == ".." {
		return ""
	}
	return s
}
