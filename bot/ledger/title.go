package ledger

import (
	"slices"
	"strings"
)

// marks are those of a Chinese keyboard that a Latin one has, too.
var marks = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "—", "-", "–", "-", "\u3000", " ", "〈", "《", "〉", "》", "•", "·")

// titleKey is a title whatever the width of its marks, figures and letters.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // the full-width forms of ASCII
			return r - '！' + '!'
		}
		return r
	}, marks.Replace(s))
}

// SameTitle tells whether two titles differ in the width of their characters at most.
func SameTitle(a, b string) bool { return a == b || titleKey(a) == titleKey(b) }

// HasTitle tells whether a list has a title, whatever its width.
func HasTitle(list []string, title string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return SameTitle(s, title) })
}
