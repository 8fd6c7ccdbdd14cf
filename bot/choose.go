package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"pufabot/bot/command"
)

// choice finds out which option a line picks: 1, 2, … for an option, 0 for no,
// more than there are for "something, but which?".
func (t *turn) choice(r command.Reading, options []option) (choice int, answered bool) {
	word := strings.Trim(r.Line, " 。.!！、号)）")
	if r.Answer == "" && word == "" {
		return 0, false
	}
	if n := labelled(word, options); n > 0 {
		return n, true
	}
	n, err := strconv.Atoi(word)
	if err == nil && len(options) > 1 {
		if n < 1 || n > len(options) {
			return len(options) + 1, true
		}
		return n, true
	}
	if err == nil && n <= 2 && n >= 1 { // 1 is yes, 2 is no
		return 2 - n, true
	}
	if len(options) > 1 {
		if n := labelled(t.saidLast(), options); n > 0 {
			return n, true
		}
		if n := inWords(word, options); n > 0 {
			return n, true
		}
		if n := partOfOne(word, r, options); n > 0 {
			return n, true
		}
	}
	if r.Outcome == command.Ignore && r.Chatter == command.Plans && len(options) == 1 { // 没有
		return 0, true
	}
	switch r.Answer {
	case "no":
		return 0, true
	case "yes":
		if len(options) == 1 {
			return 1, true
		}
		return len(options) + 1, true
	}
	return 0, false
}

// labelled is the option with a label; 0: none has it.
func labelled(word string, options []option) int {
	return 1 + slices.IndexFunc(options, func(o option) bool { return o.Label != "" && o.Label == word })
}

// saidLast is what the line says behind all that it takes back: 不是，是征文的.
func (t *turn) saidLast() string {
	words := []rune(t.env.Text)
	at := len(words)
	for at > 0 && !strings.ContainsRune(",，;；。", words[at-1]) {
		at--
	}
	m := t.h.grammar.Remark(string(words[at:]), command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames})
	if m.Corrects || m.Asks {
		return ""
	}
	return strings.TrimRight(m.Rest, "的吧啊哈 。.!！")
}

// longestChoice is how many letters a line has at most that picks an answer in words.
const longestChoice = 10

// inWords is the one option whose place or own words a short line gives; 0: none.
func inWords(line string, options []option) int {
	if n, ok := place(line, len(options)); ok {
		return n
	}
	if utf8.RuneCountInString(line) > longestChoice || strings.ContainsAny(line, "0123456789") {
		return 0
	}
	found := 0
	for i, o := range options {
		if slices.ContainsFunc(o.Words, func(w string) bool { return says(line, w) }) {
			if found > 0 {
				return 0
			}
			found = i + 1
		}
	}
	return found
}

// nth is a place in a list of answers: 第二个, 后一个, 选2.
var nth = regexp.MustCompile(`^(?:就|是|选|我选|要|应该是)*(?:第(\pN|[一二三四五六七八九])(?:个|种|项|条|家)?|选(\pN)|(前|后|最后)面?(?:一个|一种|那个|者|一项|一条))的?(?:吧|啊|哈)?$`)

// place is which of n answers a line points at; 0: one that there is not.
func place(line string, n int) (int, bool) {
	m := nth.FindStringSubmatch(line)
	switch {
	case m == nil, m[3] != "" && m[3] != "最后" && n != 2:
		return 0, false
	case m[3] == "前":
		return 1, true
	case m[3] != "":
		return n, true
	}
	digit := m[1] + m[2]
	k, err := strconv.Atoi(digit)
	if err != nil {
		k = strings.Index("一二三四五六七八九", digit)/len("一") + 1
	}
	if k < 1 || k > n {
		return 0, true
	}
	return k, true
}

// says tells whether a line has a word that nothing before it denies.
func says(line, word string) bool {
	at := strings.Index(line, word)
	if at < 0 {
		return false
	}
	before := []rune(line[:at])
	return !strings.ContainsAny(string(before[max(0, len(before)-3):]), "不没别非")
}

// partOfOne is the one option whose label has the line in it, where the line says nothing
// by itself: 县 of 衡阳县 and 市本级.
func partOfOne(line string, r command.Reading, options []option) int {
	if r.Outcome != command.Unknown && r.Outcome != command.Ask && r.Outcome != command.Ignore || r.Answer == "no" || r.Answer == "yes" ||
		strings.ContainsAny(line, "0123456789") {
		return 0
	}
	found := 0
	for i, o := range options {
		if strings.Contains(o.Label, line) {
			if found > 0 {
				return 0
			}
			found = i + 1
		}
	}
	return found
}

// chosenBy gives the answers of the question that was just put the words that choose them.
func (t *turn) chosenBy(words ...[]string) {
	for i := range t.options {
		if i < len(words) {
			t.options[i].Words = words[i]
		}
	}
}
