package messages

import (
	"strings"
	"unicode"
)

func lineBreak(prev, next Line, d Dialect) string {
	switch d {
	case DialectText:
		return "\n"
	case DialectDingTalkMarkdown:
		if prev.Kind == Bullet && next.Kind == Bullet {
			return "\n"
		}
		return "\n\n"
	default:
		if prev.Kind != next.Kind && (prev.Kind == Bullet || next.Kind == Bullet || prev.Kind == Copy || next.Kind == Copy) {
			return "\n\n"
		}
		if prev.Kind == Bullet {
			return "\n"
		}
		return "\n\n"
	}
}

func writeLine(b *strings.Builder, l Line, d Dialect) {
	if d == DialectText {
		if l.Kind == Bullet {
			b.WriteString("· ")
		}
		for _, s := range l.Spans {
			b.WriteString(oneLine(s.Text, s.Theirs))
		}
		return
	}
	switch l.Kind {
	case Heading:
		b.WriteString("**")
		defer b.WriteString("**")
	case Bullet:
		b.WriteString("- ")
	case Copy:
		b.WriteString("> ")
	}
	for _, s := range l.Spans {
		text := oneLine(s.Text, s.Theirs)
		if s.Theirs {
			text = escapeMarkdown(text)
		}
		if s.Bold && l.Kind != Heading {
			text = "**" + text + "**"
		}
		b.WriteString(text)
	}
}

// oneLine keeps other people's words on one line and takes out what could steer
// a renderer: control characters, direction marks, zero-width characters.
func oneLine(s string, theirs bool) string {
	if !theirs {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	// A mention needs a half-width @ or an angle bracket with it; the wide forms look the same and do nothing.
	return strings.NewReplacer("<@", "＜＠", "@", "＠").Replace(s)
}

// escapeMarkdown makes other people's words inert: no emphasis, no links, no
// formulas, no HTML. Look-alike wide forms are used where a backslash is not
// understood by every client.
func escapeMarkdown(s string) string {
	return markdownEscaper.Replace(s)
}

var markdownEscaper = strings.NewReplacer(
	"\\", "＼", "*", "＊", "_", "＿", "`", "｀", "[", "［", "]", "］",
	"<", "＜", ">", "＞", "#", "＃", "|", "｜", "~", "～", "$", "＄", "!", "！",
	"http://", "http：//", "https://", "https：//", "www.", "www．",
)
