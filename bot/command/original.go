package command

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The line is read in unified marks, but what is kept of it is kept as it was typed:
// a report says ，（） where its sender did.

// asTyped puts the words that acts keep back into the marks of the line.
func (r *Reading) asTyped(line string) {
	if line = strings.ToValidUTF8(line, ""); plain(line) {
		return
	}
	o := original{line: line}
	for i := range r.Acts {
		o.restore(&r.Acts[i])
	}
	for _, option := range r.Question.Options {
		for i := range option.Acts {
			o.restore(&option.Acts[i])
		}
	}
}

// original is a line as it was typed, with what each of its characters is read as.
type original struct {
	line string
	read []byte // the line as it is read, without spaces
	from []int  // for each byte of read where its character begins in line
}

func (o *original) restore(a *Act) {
	a.Text, a.Reason = o.typed(a.Text), o.typed(a.Reason)
	for i, t := range a.Titles {
		if typed := o.typed(t); typed != t {
			a.Titles = append([]string(nil), a.Titles...) // options may share them
			a.Titles[i] = typed
		}
	}
}

// typed finds words that were read in the line as it was typed. What is not found
// stays as it was read; what cannot be seen is not kept.
func (o *original) typed(words string) string {
	if words == "" || strings.Contains(o.line, words) {
		return words
	}
	o.align()
	read, _ := readAs(words)
	i := strings.Index(string(o.read), string(read))
	if i < 0 || len(read) == 0 {
		return words
	}
	last := o.from[i+len(read)-1]
	_, size := utf8.DecodeRuneInString(o.line[last:])
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && unseen(r) {
			return -1
		}
		return r
	}, o.line[o.from[i]:last+size]))
}

func (o *original) align() {
	if o.from == nil {
		o.read, o.from = readAs(o.line)
	}
}

// readAs is a text as it is read, character by character and without spaces, and for
// each byte where its character begins.
func readAs(s string) (read []byte, from []int) {
	put := func(r rune, i int) {
		read = utf8.AppendRune(read, r)
		for len(from) < len(read) {
			from = append(from, i)
		}
	}
	for i, r := range s {
		switch {
		case r > ' ' && r < 0x7f, r >= 0x4e00 && r <= 0x9fff: // most are
			put(r, i)
			continue
		case marker(r): // a line break to the reader
			continue
		}
		for _, n := range norm.NFKC.String(string(r)) {
			if f, ok := folded[n]; ok {
				n = f
			}
			if !unicode.IsSpace(n) && !unseen(n) {
				put(n, i)
			}
		}
	}
	return read, from
}

// unseen are characters that nobody sees, among them those that turn the writing round.
func unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\ufe0f'
}
