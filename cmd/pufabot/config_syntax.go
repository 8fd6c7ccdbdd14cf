package main

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"pufabot/messages"
)

var (
	brokenKey  = regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s*[=＝:：]`)
	otherMarks = regexp.MustCompile(`[“”‘’，＝［］：＃]`)
	backslash  = regexp.MustCompile(`"[^"\n]*\\`)
)

// broken reports a syntax error and gives the offset to go on from: the next
// line. Keys on the lines given up count as present, so that nobody is told
// that they are missing as well.
func (b *builder) broken(err error, good int) int {
	at := len(b.data)
	var perr *unstable.ParserError
	if errors.As(err, &perr) {
		if o := b.offset(perr.Highlight); o >= good && o <= len(b.data) {
			at = o
		}
	}
	if at == len(b.data) && at > 0 {
		at-- // the end of the file belongs to its last line
	}
	from := b.firstContent(good, at)
	end := len(b.data)
	if i := bytes.IndexByte(b.data[at:], '\n'); i >= 0 {
		end = at + i + 1
	}
	first := b.data[from:end]
	key := ""
	for l := range bytes.Lines(first) {
		if m := brokenKey.FindSubmatch(l); m != nil {
			name := string(m[1])
			if key == "" {
				key = name
			}
			if b.here != nil && b.here.table[name] == nil {
				b.put(b.here, name, &node{kind: unstable.Invalid, line: b.line(from)})
			}
		}
	}
	path := b.path
	if strings.HasPrefix(string(bytes.TrimSpace(first)), "[") {
		path, b.here, b.path = "", nil, ""
		b.d.headless = true
	} else if key != "" {
		path = join(b.path, key)
	}
	why := ""
	switch shown := string(b.data[from:min(end, len(b.data))]); {
	case otherMarks.MatchString(outsideStrings(shown)):
		why = "marks"
	case backslash.MatchString(shown):
		why = "backslash"
	}
	b.d.fault(b.line(at), path, messages.FaultSyntax(why, b.line(at) != b.line(from), b.line(from)))
	return end
}

// firstContent skips blank lines and comments between two offsets.
func (b *builder) firstContent(from, to int) int {
	for from < to {
		end := len(b.data)
		if i := bytes.IndexByte(b.data[from:], '\n'); i >= 0 {
			end = from + i + 1
		}
		l := bytes.TrimSpace(b.data[from:end])
		if len(l) > 0 && l[0] != '#' || end > to {
			break
		}
		from = end
	}
	return from
}

// outsideStrings drops well-quoted strings and comments, so that Chinese marks in them are not blamed.
func outsideStrings(s string) string {
	return quoted.ReplaceAllString(s, "")
}

var quoted = regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'|#.*`)
