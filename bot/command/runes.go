package command

import "unicode/utf8"

// runeSet is an exact set of letters up to the end of the common Han characters; what
// lies beyond is in none. It tells, for each letter of a line, which scanners need not
// be tried there.
type runeSet [maxRune / 64]uint64

const maxRune = 0xa000

func (s *runeSet) add(r rune) { s[r>>6] |= 1 << (r & 63) }

func (s *runeSet) has(r rune) bool { return r < maxRune && s[r>>6]>>(r&63)&1 != 0 }

// firstLetters are the letters that words begin with.
func firstLetters(words []string) *runeSet {
	var s runeSet
	for _, w := range words {
		s.addFirst(w)
	}
	return &s
}

// lastLetters are the letters that words end with.
func lastLetters(words []string) *runeSet {
	var s runeSet
	for _, w := range words {
		r, _ := utf8.DecodeLastRuneInString(w)
		s.add(r)
	}
	return &s
}

// addFirst adds the letter that a word begins with.
func (s *runeSet) addFirst(word string) {
	if r, _ := utf8.DecodeRuneInString(word); word != "" {
		s.add(r)
	}
}
