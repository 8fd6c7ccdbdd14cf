package command

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"pufabot/bot/pinyin"
)

// sounds finds words that sound like the name of an item: what a pinyin keyboard
// makes of it. Accents that do not tell zh from z or n from ng are folded. A word
// found here is never taken in silence.
type sounds struct {
	names []soundName
	shape map[string]*word
	// starts are the letters with which any of them may begin.
	starts runeSet
}

type soundName struct {
	syllables []string
	w         *word
}

// syllables knows the folded readings of characters, made once a process.
var syllables = sync.OnceValue(func() *pinyin.Table { return pinyin.New(foldSound) })

var soundFolder = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ng", "n")

func foldSound(s string) string { return soundFolder.Replace(s) }

// newSounds listens to the names and sure words of items of two to five characters.
func newSounds(g *Grammar) *sounds {
	s := &sounds{shape: map[string]*word{}}
	all := syllables()
	seen := map[string]bool{}
	consider := func(name string) {
		w, end := g.lex.find(name, 0)
		n := utf8.RuneCountInString(name)
		if end != len(name) || !w.is(cItem) || w.soft || len(w.items) != 1 || n < 2 || n > 5 || seen[name] {
			return
		}
		seen[name] = true
		var syl []string
		for _, r := range name {
			rs := all.Of(r)
			if len(rs) == 0 {
				return
			}
			syl = append(syl, rs[0])
		}
		s.names = append(s.names, soundName{syl, w})
	}
	for _, it := range g.plan.Items {
		consider(it.Name)
		for _, a := range it.Aliases {
			consider(a)
		}
	}
	for _, n := range []string{"署名文章", "征文", "作品", "答题", "宣讲", "讲座", "总结", "特色做法", "海报", "漫画"} {
		consider(n)
	}
	for typed, meant := range homographs {
		if w, end := g.lex.find(meant, 0); end == len(meant) && w.is(cItem) && len(w.items) == 1 {
			s.shape[typed] = w
		}
	}
	for typed := range s.shape {
		s.starts.addFirst(typed)
	}
	first := map[string]bool{}
	for _, n := range s.names {
		first[n.syllables[0]] = true
	}
	for r := rune(0x4e00); r < maxRune; r++ {
		if slices.ContainsFunc(all.Of(r), func(syl string) bool { return first[syl] }) {
			s.starts.add(r)
		}
	}
	return s
}

// find returns the item word that the text at s[i] sounds or looks like, longest first.
func (so *sounds) find(s string, i int) (*word, int) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	if !so.starts.has(first) {
		return nil, i
	}
	var best *word
	end := i
	all := syllables()
	readings := all.Of(first)
	for _, n := range so.names {
		if !contains(readings, n.syllables[0]) {
			continue
		}
		j, ok := i, true
		for _, syl := range n.syllables {
			r, sz := utf8.DecodeRuneInString(s[j:])
			if sz < 3 || !contains(all.Of(r), syl) {
				ok = false
				break
			}
			j += sz
		}
		if ok && j > end {
			best, end = n.w, j
		}
	}
	if best != nil {
		return best, end
	}
	for k, j := 0, i; k < 4 && j < len(s); k++ {
		_, sz := utf8.DecodeRuneInString(s[j:])
		j += sz
		if w, ok := so.shape[s[i:j]]; ok && j > end {
			best, end = w, j
		}
	}
	return best, end
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
