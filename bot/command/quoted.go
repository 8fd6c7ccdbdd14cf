package command

import "strings"

// answered is what was typed in answer to a message that the chat quotes above it:
// 「祁东：答题77人」, a line of dashes, and the answer. The quoted words are somebody's
// of before, and are read no more. A quote without an answer is left as it is.
func answered(line string) string {
	if !strings.HasPrefix(strings.TrimLeft(line, " \n\ufeff"), "「") {
		return line
	}
	rest := line
	for {
		head, tail, more := strings.Cut(rest, "\n")
		if !more {
			return line
		}
		rest = tail
		if mark := strings.Trim(head, " \t\r-－—–"); mark == "" && strings.ContainsAny(head, "-－—–") && strings.TrimSpace(rest) != "" {
			return rest
		}
	}
}
