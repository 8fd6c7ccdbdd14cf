package command

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon finds the longest word at a position. It is taught word by word, and
// then sealed into a trie that lies in arrays: the thousands of words of a plan
// take a fifth of what they would in a map, and a process has them for its life.
type lexicon struct {
	taught map[string]*word // until it is sealed
	// The children of node n are the nodes first[n] to first[n+1]-1, in the order of
	// their letters.
	first   []int32
	letters []rune
	words   []*word // nil where no word ends
	// The first letters are too many to search through: they are the first nodes in
	// their order, so that the rank of a letter among them is its node.
	firsts runeSet
	ranks  [maxRune / 64]int32
}

func newLexicon() *lexicon { return &lexicon{taught: map[string]*word{}} }

// add returns the entry of the word, new or known.
func (l *lexicon) add(text string) *word {
	text = strings.ToLower(text)
	w := l.taught[text]
	if w == nil {
		w = &word{text: text, unit: -1, event: -1}
		l.taught[text] = w
	}
	return w
}

// seal ends the teaching; now words can be found.
func (l *lexicon) seal() {
	texts := slices.Sorted(maps.Keys(l.taught))
	type span struct{ from, to, size int } // the texts that begin with the size bytes of a node
	nodes := []span{{0, len(texts), 0}}
	l.letters = append(l.letters, 0)
	for n := 0; n < len(nodes); n++ {
		s := nodes[n]
		var w *word
		if s.from < s.to && len(texts[s.from]) == s.size { // the shortest comes first
			w = l.taught[texts[s.from]]
			s.from++
		}
		l.words = append(l.words, w)
		l.first = append(l.first, int32(len(nodes)))
		for s.from < s.to {
			r, size := utf8.DecodeRuneInString(texts[s.from][s.size:])
			child := span{s.from, s.from + 1, s.size + size}
			for child.to < s.to && texts[child.to][:child.size] == texts[child.from][:child.size] {
				child.to++
			}
			l.letters = append(l.letters, r)
			nodes = append(nodes, child)
			s.from = child.to
		}
	}
	l.first = append(l.first, int32(len(nodes)))
	l.taught = nil
	for n := l.first[0]; n < l.first[1] && l.letters[n] < maxRune; n++ {
		l.firsts.add(l.letters[n])
	}
	for k := 1; k < len(l.ranks); k++ {
		l.ranks[k] = l.ranks[k-1] + int32(bits.OnesCount64(l.firsts[k-1]))
	}
}

// root is the node of a first letter; 0: none.
func (l *lexicon) root(r rune) int32 {
	if r >= maxRune {
		return l.search(l.first[0], l.first[1], r)
	}
	if !l.firsts.has(r) {
		return 0
	}
	return 1 + l.ranks[r>>6] + int32(bits.OnesCount64(l.firsts[r>>6]&(1<<(r&63)-1)))
}

// child is the node that a letter leads to; 0: none.
func (l *lexicon) child(n int32, r rune) int32 {
	if n == 0 {
		return l.root(r)
	}
	return l.search(l.first[n], l.first[n+1], r)
}

// search finds the node of a letter among nodes in the order of their letters.
func (l *lexicon) search(from, to int32, r rune) int32 {
	for to-from > 4 {
		if mid := (from + to) / 2; l.letters[mid] <= r {
			from = mid
		} else {
			to = mid
		}
	}
	for ; from < to; from++ { // one or two, mostly
		if l.letters[from] == r {
			return from
		}
	}
	return 0
}

// find returns the longest word that starts at s[i], and its end.
func (l *lexicon) find(s string, i int) (*word, int) {
	var best *word
	end, at := i, int32(0)
	for j := i; j < len(s); {
		r, size := rune(s[j]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[j:])
		} else if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if at = l.child(at, r); at == 0 {
			break
		}
		j += size
		if w := l.words[at]; w != nil {
			best, end = w, j
		}
	}
	return best, end
}
