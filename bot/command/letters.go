package command

import (
	"slices"
	"strings"
)

// This file finds words of a table in a text without trying each: most of a table has
// letters that the text has not.

// letterSet is the set of a text's letters, rounded up: letters that share a bit are
// one to it. What it says a text has not, the text has not.
type letterSet [2]uint64

func lettersOf(s string) (l letterSet) {
	for _, r := range s {
		l[r>>6&1] |= 1 << (r & 63)
	}
	return l
}

// has tells whether all letters of m may be among them.
func (l letterSet) has(m letterSet) bool { return m[0]&^l[0]|m[1]&^l[1] == 0 }

// phrase is a word or a few to look for in a text.
type phrase struct {
	text    string
	letters letterSet
}

// phrases are looked for together, in their order.
type phrases []phrase

func phrasesOf(words ...string) phrases {
	out := make(phrases, len(words))
	for i, w := range words {
		out[i] = phrase{w, lettersOf(w)}
	}
	return out
}

// phraseList is phrasesOf the words between spaces.
func phraseList(words string) phrases { return phrasesOf(strings.Fields(words)...) }

// in is the first of the phrases that a text has; empty: none.
func (l phrases) in(s string) string {
	if s == "" {
		return ""
	}
	return l.among(s, lettersOf(s))
}

// among does the same for a text whose letters are known.
func (l phrases) among(s string, letters letterSet) string {
	for i := range l {
		if x := &l[i]; letters.has(x.letters) && strings.Contains(s, x.text) {
			return x.text
		}
	}
	return ""
}

// index is where the phrase begins in the line; -1: nowhere.
func (x *phrase) index(p *parse) int {
	if !p.letters.has(x.letters) {
		return -1
	}
	return strings.Index(p.s, x.text)
}

// said is the first of the phrases that the line has; empty: none.
func (p *parse) said(l phrases) string { return l.among(p.s, p.letters) }

// says tells whether the line has one of the phrases.
func (p *parse) says(l phrases) bool { return p.said(l) != "" }

// may tells whether the line has the letters of one of the phrases, wherever.
func (l phrases) may(p *parse) bool {
	return slices.ContainsFunc(l, func(x phrase) bool {
		return p.letters.has(x.letters) && !strings.ContainsFunc(x.text, func(r rune) bool { return !strings.ContainsRune(p.s, r) })
	})
}

// has tells whether a text is one of the phrases.
func (l phrases) has(s string) bool {
	return slices.ContainsFunc(l, func(x phrase) bool { return x.text == s })
}

// dropper takes words out of a text, the first in its list first where several begin
// at one letter.
type dropper struct {
	words phrases
	drop  *strings.Replacer
}

func dropping(words string) *dropper {
	var pairs []string
	for _, w := range strings.Fields(words) {
		pairs = append(pairs, w, "")
	}
	return &dropper{phraseList(words), strings.NewReplacer(pairs...)}
}

// may tells whether one of the words may be left where others are taken out of the line.
func (d *dropper) may(p *parse) bool { return d.words.may(p) }

// Replace is the text without the words.
func (d *dropper) Replace(s string) string {
	if d.words.in(s) == "" {
		return s
	}
	return d.drop.Replace(s)
}
