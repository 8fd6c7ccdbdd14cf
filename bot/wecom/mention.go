package wecom

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stripMention takes the bot's mention out of a group message. WeCom delivers a
// mention as literal words, "@" and the display name, with no list beside it and
// with one or two spaces behind it; the name may itself hold spaces, the mention
// may stand anywhere, and other people's mentions look the same (section 1.7 of
// WeCom's fact sheet: D100719, WEKNORA, TEAMCLU, cc-connect#1224).
//
// Taken out: the bot's own mention wherever it stands, and the mentions that
// lead the message up to it ("@张三 @机器人 …"). Everything else is the sender's
// words and stays: in "催一下 别@常宁" the name is the point. "@所有人" stays as
// well, because what follows it was said to everybody and is no report.
//
// When the name is not found (not configured, or the bot was renamed) and the
// message starts with a mention: everything before a command that starts with
// "/" goes, else the first mention.
func stripMention(text, botName string) string {
	if rest, ok := cutOwn(text, botName); ok {
		return rest
	}
	text = strings.TrimSpace(text)
	if !startsWithAt(text) || forEverybody(text) {
		return text
	}
	if i := slashCommand(text); i >= 0 {
		return text[i:]
	}
	return strings.TrimSpace(afterToken(text))
}

// cutOwn removes the bot's mentions. Where none ends at a word's end, the first
// one that is glued to what follows counts ("@小助手征文2篇"): the message would
// not have come without a mention.
func cutOwn(text, botName string) (string, bool) {
	name := strings.Fields(botName)
	if len(name) == 0 {
		return text, false
	}
	spans := ownMentions(text, name, true)
	if len(spans) == 0 {
		if spans = ownMentions(text, name, false); len(spans) == 0 {
			return text, false
		}
		spans = spans[:1]
	}
	lead := dropLeading(text[:spans[0][0]])
	var b strings.Builder
	b.WriteString(lead)
	for i, s := range spans {
		end := len(text)
		if i+1 < len(spans) {
			end = spans[i+1][0]
		}
		join(&b, text[s[1]:end])
	}
	return strings.TrimSpace(b.String()), true
}

// ownMentions are the byte ranges of "@name" in text; the words of the name may
// be parted by any blanks. Where atEnd is set, the name must end a word, so that
// a person whose name starts with the bot's is not cut in two.
func ownMentions(text string, name []string, atEnd bool) [][2]int {
	var spans [][2]int
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '@' || r == '＠' {
			if n := matchName(text[i+size:], name); n > 0 && (!atEnd || endsWord(text[i+size+n:])) {
				spans = append(spans, [2]int{i, i + size + n})
				i += size + n
				continue
			}
		}
		i += size
	}
	return spans
}

// matchName is the length of the name at the start of s, or 0.
func matchName(s string, name []string) int {
	rest := s
	for i, word := range name {
		if i > 0 {
			trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
			if len(trimmed) == len(rest) {
				return 0
			}
			rest = trimmed
		}
		after, ok := strings.CutPrefix(rest, word)
		if !ok {
			return 0
		}
		rest = after
	}
	return len(s) - len(rest)
}

func endsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("-_.·", r) // these occur inside names
}

// dropLeading removes the mentions that lead s; what remains starts with the
// first word that is none.
func dropLeading(s string) string {
	for {
		t := strings.TrimLeftFunc(s, unicode.IsSpace)
		if !startsWithAt(t) || forEverybody(t) {
			return t
		}
		s = afterToken(t)
	}
}

// join writes what follows a removed mention, with one blank in between where
// words would otherwise run into each other or doubled blanks would remain.
func join(b *strings.Builder, rest string) {
	trimmed := strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) && r != '\n' })
	last, _ := utf8.DecodeLastRuneInString(b.String())
	if b.Len() > 0 && trimmed != "" && !unicode.IsSpace(last) {
		b.WriteByte(' ')
	}
	b.WriteString(trimmed)
}

func startsWithAt(s string) bool {
	return strings.HasPrefix(s, "@") || strings.HasPrefix(s, "＠")
}

func forEverybody(s string) bool {
	s = strings.TrimLeft(s, "@＠")
	for _, all := range []string{"所有人", "全体成员", "all"} {
		if after, ok := strings.CutPrefix(s, all); ok && endsWord(after) {
			return true
		}
	}
	return false
}

// afterToken is what follows the first run of non-blanks.
func afterToken(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[i:]
	}
	return ""
}

// slashCommand is where a "/" follows a blank, or -1.
func slashCommand(s string) int {
	blank := false
	for i, r := range s {
		if r == '/' && blank {
			return i
		}
		blank = unicode.IsSpace(r)
	}
	return -1
}
