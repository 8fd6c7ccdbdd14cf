package command

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxLine is how many bytes of a message are read; chats carry no longer
// reports, and what is cut off is asked about, never guessed.
const maxLine = 16 << 10

// folded are characters that mean the same but that NFKC leaves apart.
var folded = map[rune]rune{
	'“': '"', '”': '"', '„': '"', '「': '"', '」': '"', '『': '"', '』': '"', '‘': '\'', '’': '\'',
	'—': '-', '–': '-', '‐': '-', '‑': '-', '―': '-', '−': '-', '─': '-', '﹣': '-', '➖': '-',
	'。': '。', '·': '·', '•': '·', '‧': '·', '・': '·', '∙': '·', '●': '\n', '◆': '\n', '■': '\n',
	'〈': '《', '〉': '》', '【': '[', '】': ']', '〖': '[', '〗': ']', '➡': '→', '＋': '+', '➕': '+',
	'\r': '\n', '\v': '\n', '\f': '\n', '\u2028': '\n', '\u2029': '\n', '\u0085': '\n', '﹟': '#',
}

// normalise is the first pass: compatibility forms are unified, invisible
// characters dropped, mentions of the bot taken out, spaces collapsed. Line
// breaks and tabs stay, for lists and sheets have them. Circled numbers and
// keycaps number a list; they become line breaks, so that they are never figures.
func normalise(line string, bots []string) string {
	if len(line) > maxLine {
		line = line[:maxLine]
	}
	line = withoutStickers(strings.ToValidUTF8(line, ""))
	switch {
	case plain(line):
		if tidy(line) {
			return strings.Trim(unmention(line, bots), " ")
		}
	case !simple(line):
		line = norm.NFKC.String(markers(line))
	}
	var b strings.Builder
	b.Grow(len(line))
	space := false
	for i, r := range line {
		if fullWidth(r) {
			r -= '！' - '!'
		}
		if r > ' ' && r < 0x7f || r >= 0x4e00 && r <= 0x9fff { // most are
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
			continue
		}
		if f, ok := folded[r]; ok {
			if r == '\r' && strings.HasPrefix(line[i+1:], "\n") {
				continue
			}
			r = f
		}
		switch {
		case r == '\n' || r == '\t':
			space = false
			b.WriteRune(r)
		case r == ' ' || unicode.Is(unicode.Zs, r):
			space = true
		case unseen(r):
			// dropped
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return strings.Trim(unmention(b.String(), bots), " \n\t")
}

// plain tells whether NFKC would change nothing that matters: every character is
// ASCII, a common Han character or one of the usual marks.
func plain(s string) bool {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf, r >= 0x4e00 && r <= 0x9fff, r == '《', r == '》', r == '、', r == '。', r == '〔', r == '〕':
		default:
			return false
		}
	}
	return true
}

// simple tells whether NFKC would change nothing that the folding of single characters
// does not: beside what is plain there may be full-width forms and marks that it
// leaves alone.
func simple(s string) bool {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf, r >= 0x4e00 && r <= 0x9fff, fullWidth(r), r >= '、' && r <= '】', r == '“', r == '”', r == '—', r == '·':
		default:
			return false
		}
	}
	return true
}

// fullWidth tells whether a letter is one of ASCII in the width of a Han character.
func fullWidth(r rune) bool { return r >= '！' && r <= '～' }

// tidy tells whether a plain line stands in one row, with one space between words.
func tidy(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0x7f || c == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return false
		}
	}
	return true
}

// markers turns list numbers that NFKC would make plain digits into line breaks.
func markers(s string) string {
	if !strings.ContainsFunc(s, marker) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0x20e3: // the box of a keycap: the digit before it is a list number
			t := strings.TrimSuffix(b.String(), "\ufe0f")
			if n := len(t); n > 0 && t[n-1] >= '0' && t[n-1] <= '9' {
				t = t[:n-1]
			}
			b.Reset()
			b.WriteString(t)
			b.WriteByte('\n')
		case marker(r):
			b.WriteByte('\n')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func marker(r rune) bool {
	return r >= 0x2460 && r <= 0x249b || r >= 0x24ea && r <= 0x24ff || r >= 0x2776 && r <= 0x2793 ||
		r >= 0x3220 && r <= 0x3229 || r >= 0x3280 && r <= 0x3289 || r == 0x20e3
}

// unmention takes out "@name" of the bot, wherever it stands.
func unmention(s string, bots []string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	for _, n := range bots {
		n = norm.NFKC.String(strings.TrimSpace(n))
		if n == "" {
			continue
		}
		for {
			i := strings.Index(s, "@"+n)
			if i < 0 {
				break
			}
			s = s[:i] + " " + s[i+1+len(n):]
		}
	}
	return strings.TrimSpace(s)
}
