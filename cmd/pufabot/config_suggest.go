package main

import "strings"

// suggest finds the known word that was most likely meant: few typing slips
// away, measured against the length. Empty: none is near, or two are equally near.
func suggest(word string, known []string) string {
	word = plainKey(word)
	best, bestAt, tie := "", 4, false
	for _, k := range known {
		n := slips(word, plainKey(k))
		if n > max(1, (min(len(word), len(k))+1)/3) {
			continue
		}
		switch {
		case n < bestAt:
			best, bestAt, tie = k, n, false
		case n == bestAt:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}

// plainKey ignores what people vary without noticing: case and dashes.
func plainKey(s string) string {
	return strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(strings.TrimSpace(s)))
}

// slips counts insertions, deletions, substitutions and swaps of neighbours.
// Words beyond 64 characters are never near anything.
func slips(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s) > 64 || len(t) > 64 {
		return 64
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			n := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				n = min(n, rows[i-2][j-2]+1)
			}
			rows[i][j] = n
		}
	}
	return rows[len(s)][len(t)]
}
