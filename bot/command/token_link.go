package command

import (
	"strings"
	"unicode/utf8"
)

// paperSize returns where a size of paper ends: A3大小, A4纸.
func paperSize(s string, i int) int {
	if c := s[i] | 0x20; c != 'a' && c != 'b' || i+1 >= len(s) || s[i+1] < '1' || s[i+1] > '6' || i > 0 && (letter(s[i-1]) || digit(s[i-1])) {
		return i
	}
	j := i + 2
	if j < len(s) && (letter(s[j]) || digit(s[j]) || s[j] == '.') {
		return i
	}
	for _, x := range []string{"纸", "大小", "幅面", "尺寸", "规格"} {
		if strings.HasPrefix(s[j:], x) {
			return j + len(x)
		}
	}
	return i
}

// asked is any verb asked about by saying it twice: 通不通过, 批没批.
var asked = word{text: "X不X", class: cAsk, unit: -1, event: -1}

// eitherWay returns where the second of two equal letters ends, with 不 or 没
// between them, the first being r, which ends at s[i]; 0 where there is none.
func eitherWay(s string, i int, r rune) int {
	if r < 0x4e00 || hanNumeral(r) || r == '不' || r == '没' || !strings.HasPrefix(s[i:], "不") && !strings.HasPrefix(s[i:], "没") {
		return 0
	}
	i += len("不")
	if again, size := utf8.DecodeRuneInString(s[i:]); again == r {
		return i + size
	}
	return 0
}

// address returns where a mail address ends.
func address(s string, i int) int {
	if !letter(s[i]) && !digit(s[i]) || i > 0 && (letter(s[i-1]) || digit(s[i-1])) {
		return i
	}
	word := func(c byte) bool { return letter(c) || digit(c) || c == '.' || c == '_' || c == '-' }
	j := i
	for j < len(s) && j < i+64 && word(s[j]) {
		j++
	}
	if j+2 >= len(s) || s[j] != '@' || !word(s[j+1]) {
		return i
	}
	j++
	for j < len(s) && word(s[j]) {
		j++
	}
	return j
}

// link returns where an address of the web ends.
func link(s string, i int) int {
	for _, p := range []string{"http://", "https://", "www."} {
		if len(s)-i > len(p) && strings.EqualFold(s[i:i+len(p)], p) {
			j := i + len(p)
			for j < len(s) && s[j] > ' ' && s[j] < utf8.RuneSelf {
				j++
			}
			return j
		}
	}
	return i
}
