package document

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// cleanTitle makes a title of what was found: one line, without the marks around
// it, not too long.
func cleanTitle(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		case r >= 0x2F00 && r <= 0x2FD5: // a radical that a font has put in the place of its character
			r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if in, ok := strings.CutPrefix(s, "《"); ok && strings.HasSuffix(in, "》") && strings.Count(in, "》") == 1 {
		s = strings.TrimSuffix(in, "》")
	}
	for _, mark := range []string{"题目：", "标题：", "题目:", "标题:"} {
		s = strings.TrimPrefix(s, mark)
	}
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) > maxTitle {
		return ""
	}
	return s
}

// TitleOfName is the title that a file's name holds: what stands between 《 and 》,
// else what is left without the words given (names of units and items) and the
// usual additions. Empty: nothing is left.
func TitleOfName(name string, drop []string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	if _, after, ok := strings.Cut(name, "《"); ok {
		if in, _, ok := strings.Cut(after, "》"); ok {
			return cleanTitle(in)
		}
	}
	for _, d := range drop {
		if d != "" {
			name = strings.ReplaceAll(name, d, " ")
		}
	}
	for _, d := range []string{"统计局", "终稿", "定稿", "最终版", "修改稿", "修改版", "盖章版", "盖章", "扫描件", "扫描", "电子版", "最新", "报送", "word", "Word", "WORD", "pdf", "PDF", "版"} {
		name = strings.ReplaceAll(name, d, " ")
	}
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_—–()（）[]【】,，、;；+.·~ 0123456789", r) {
			return ' '
		}
		return r
	}, name), " ")
	name = strings.Join(strings.Fields(name), "")
	if han(name) < 4 { // IMG_2031
		return ""
	}
	return cleanTitle(properTitle(name))
}

func han(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// SameTitle tells whether two titles are the same for a reader: punctuation,
// spaces and width do not count, and one may hold the other (a subtitle). An
// unknown title is like any other.
func SameTitle(a, b string) bool {
	a, b = bare(a), bare(b)
	if a == "" || b == "" || a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return han(a) >= 5 && strings.Contains(b, a)
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
