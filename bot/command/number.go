package command

import "unicode/utf8"

// number is one figure as written.
type number struct {
	value int
	// digits is how many ASCII digits a plain digit run had; 0 for Chinese numerals.
	digits int
	frac   bool // a decimal point that no 万 resolved: 12.8 may be a date
	approx bool // 六十多, 百来, 300+
	// odd figures are never taken as they stand: a range (三四十), a letter among
	// digits, a decimal of heads, more digits than any count has.
	odd oddity
}

type oddity uint8

const (
	fine    oddity = iota
	ranged         // 三四十, 2-3
	letters        // 1O5
	unclear        // 一二六, 百人, a sum that does not add up
	huge           // more than nine digits
)

const most = 2_000_000_000

// scanNumber reads the figure that starts at s[i], ASCII or Chinese, and returns
// where it ends; end == i means that none starts there. Sums are put together.
func scanNumber(s string, i int) (n number, end int) {
	n, end = scanOne(s, i)
	if end == i {
		return n, i
	}
	for { // 55+12, with or without spaces
		j := skipSpaces(s, end)
		if j >= len(s) || s[j] != '+' {
			break
		}
		m, e := scanOne(s, skipSpaces(s, j+1))
		if e <= j+1 || e == skipSpaces(s, j+1) {
			break
		}
		n.value, n.approx, n.odd = n.value+m.value, n.approx || m.approx, max(n.odd, m.odd)
		if n.frac || m.frac {
			n.odd = max(n.odd, unclear)
		}
		n.frac, n.digits = false, max(1, n.digits)
		end = e
		if k := skipSpaces(s, end); k < len(s) && s[k] == '=' {
			if t, e := scanOne(s, skipSpaces(s, k+1)); e > k+1 {
				if t.value != n.value {
					n.odd = unclear
				}
				end = e
				break
			}
		}
	}
	if n.value > most || n.value < 0 {
		n.value, n.odd = most, huge
	}
	return n, end
}

func skipSpaces(s string, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

func scanOne(s string, i int) (number, int) {
	if i >= len(s) {
		return number{}, i
	}
	if s[i] < utf8.RuneSelf {
		return scanDigits(s, i)
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); !hanNumeral(r) {
		return number{}, i
	}
	return scanHan(s, i)
}

func digit(c byte) bool  { return c >= '0' && c <= '9' }
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
