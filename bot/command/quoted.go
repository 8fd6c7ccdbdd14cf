package command

import "strings"

// answered is what was typed in answer to a message that the chat quotes above it:
// 「祁东：答题77人」, a line of dashes, and the answer. The quoted words are somebody's
// of before, and are read no more. A quote without an answer is left as it is.
func answered(line string) string {
	if rest, _ := inReply(line); rest != "" {
		return rest
	}
	return line
}

// Replied are the words that a line with such a quotation answers, without the name of
// who had said them; empty: it quotes nothing.
func Replied(line string) string {
	_, quote := inReply(line)
	quote = strings.Trim(strings.TrimSpace(quote), "「」")
	if _, words, ok := strings.Cut(quote, "："); ok {
		return words
	}
	return quote
}

func inReply(line string) (rest, quote string) {
	if !strings.HasPrefix(strings.TrimLeft(line, " \n\ufeff"), "「") {
		return "", ""
	}
	rest = line
	for {
		head, tail, more := strings.Cut(rest, "\n")
		if !more {
			return "", ""
		}
		quote += head + "\n"
		rest = tail
		if mark := strings.Trim(head, " \t\r-－—–"); mark == "" && strings.ContainsAny(head, "-－—–") && strings.TrimSpace(rest) != "" {
			return rest, strings.TrimSuffix(quote, head+"\n")
		}
	}
}
