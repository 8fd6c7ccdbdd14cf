package command

import (
	"strings"
	"unicode/utf8"
)

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

// hanDigits are the digits of Chinese and formal numerals.
var hanDigits = map[rune]int{
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '貳': 2, '叁': 3, '參': 3, '肆': 4, '伍': 5, '陆': 6, '陸': 6, '柒': 7, '捌': 8, '玖': 9, '俩': 2, '仨': 3,
}

// hanUnits are the powers of ten.
var hanUnits = map[rune]int{
	'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000, '万': 10000, '萬': 10000, '亿': 100000000,
}

// numerals are the letters of both.
var numerals = func() *runeSet {
	var s runeSet
	for r := range hanDigits {
		s.add(r)
	}
	for r := range hanUnits {
		s.add(r)
	}
	return &s
}()

func hanNumeral(r rune) bool { return numerals.has(r) }

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

// lookalike letters are typed for 0 and 1.
func lookalike(c byte) (byte, bool) {
	switch c {
	case 'O', 'o':
		return '0', true
	case 'l', 'I':
		return '1', true
	}
	return 0, false
}

func scanDigits(s string, i int) (number, int) {
	var n number
	j, width, odd := i, 0, false
	val := 0
	for j < len(s) {
		c := s[j]
		if l, ok := lookalike(c); ok && (j > i || j+1 < len(s) && digit(s[j+1])) && (j == 0 || !letter(s[j-1]) || j > i) &&
			(j+1 >= len(s) || !letter(s[j+1]) || isLook(s[j+1])) {
			c, odd = l, true
		}
		if !digit(c) {
			// a thousands separator: exactly three digits follow, and no fourth
			if c == ',' && width > 0 && width <= 3 && threeDigits(s, j+1) {
				ok := true
				for k := j; k+3 < len(s) && s[k] == ','; k += 4 {
					ok = ok && threeDigits(s, k+1)
				}
				if ok {
					for j < len(s) && s[j] == ',' && threeDigits(s, j+1) {
						val = val*1000 + int(s[j+1]-'0')*100 + int(s[j+2]-'0')*10 + int(s[j+3]-'0')
						width += 3
						j += 4
						if val > most {
							val = most + 1
						}
					}
				}
			}
			break
		}
		val = val*10 + int(c-'0')
		if val > most {
			val = most + 1
		}
		width++
		j++
	}
	if width == 0 {
		return n, i
	}
	n.value, n.digits = val, width
	if odd {
		n.odd = letters
	}
	if width > 9 || val > most {
		n.odd, n.value = huge, min(val, most)
	}
	if width > 1 && s[i] == '0' { // 0126: a number of something, hardly a count
		n.odd = max(n.odd, unclear)
	}
	frac, scale := 0, 1
	if j+1 < len(s) && s[j] == '.' && digit(s[j+1]) {
		k := j + 1
		for k < len(s) && digit(s[k]) && k-j <= 6 {
			frac, scale = frac*10+int(s[k]-'0'), scale*10
			k++
		}
		n.frac = true
		j = k
	}
	unit, e := scale10(s, j)
	if e > j {
		total := val*unit + frac*unit/scale
		if val > most/unit {
			total, n.odd = most, huge
		}
		if frac*unit%scale != 0 {
			n.odd = max(n.odd, unclear)
		}
		n.value, n.frac = total, false
		j = e
		if j < len(s) { // 1万2, 1万2千: as spoken
			if r, _ := utf8.DecodeRuneInString(s[j:]); unit >= 100 && (digit(s[j]) || hanNumeral(r)) && frac == 0 {
				m, e := scanOne(s, j)
				switch {
				case m.value < 10 && m.digits == 1:
					m.value *= unit / 10
				case m.value < 10 && m.digits == 0 && e == j+3:
					m.value *= unit / 10
				case m.value >= unit || m.frac:
					m.odd = unclear
				}
				n.value, n.approx, n.odd, j = n.value+m.value, m.approx, max(n.odd, m.odd), e
			}
		}
	}
	return n, j
}

func isLook(c byte) bool { _, ok := lookalike(c); return ok }

func threeDigits(s string, i int) bool {
	return i+3 <= len(s) && digit(s[i]) && digit(s[i+1]) && digit(s[i+2]) && (i+3 == len(s) || !digit(s[i+3]))
}

// scale10 reads 千 百 万 亿 (or w, k) right after digits. 十 after a digit is read too (3十).
func scale10(s string, i int) (int, int) {
	unit, j := 1, i
	for j < len(s) && unit <= 100000000 {
		if c := s[j]; (c|0x20 == 'w' || c|0x20 == 'k') && j == i && (j+1 == len(s) || !letter(s[j+1]) && !digit(s[j+1])) {
			if c|0x20 == 'w' {
				return 10000, j + 1
			}
			return 1000, j + 1
		}
		r, size := utf8.DecodeRuneInString(s[j:])
		if !hanNumeral(r) {
			break
		}
		u, ok := hanUnits[r]
		if !ok {
			break
		}
		unit *= u
		j += size
	}
	return unit, j
}

// scanHan reads a Chinese numeral with its spoken short forms (一百二, 两千三,
// 一万五), its approximations (六十多, 百来, 十几) and ranges (三四十).
func scanHan(s string, i int) (number, int) {
	var n number
	j := i
	total, section, cur := 0, 0, 0 // total: whole 万 and 亿; section: below 万; cur: digit waiting for its unit
	have, zero := false, false     // a digit waits; 零 stood before it
	lastUnit := 0
	seen := 0
	for j < len(s) {
		r, size := utf8.DecodeRuneInString(s[j:])
		if d, ok := hanDigits[r]; ok {
			if have {
				switch {
				case cur > 0 && d == cur+1 && !zero: // 三四十, 一两
					n.odd = max(n.odd, ranged)
				case cur == 1 && r == '两', cur == 3 && d == 5 && !zero:
					n.odd = max(n.odd, ranged)
				default:
					n.odd = max(n.odd, unclear)
					d += cur * 10
				}
			}
			if r == '零' || r == '〇' {
				if !have {
					zero = true
					cur, have = 0, seen == 0
				}
			} else {
				cur, have = d, true
			}
			j += size
			seen++
			if cur > 99999 {
				cur = 99999
			}
			if r == '俩' || r == '仨' {
				break
			}
			continue
		}
		u, ok := hanUnits[r]
		if !ok {
			// 多 几 来 余 把 inside: 三十多万, 六十多, 百来
			if seen > 0 && lastUnit >= 10 && !have {
				switch r {
				case '多', '余', '来', '几', '把':
					if r == '来' || r == '把' {
						if !approxTail(s[j+size:]) {
							break
						}
					}
					n.approx = true
					j += size
					if r2, size2 := utf8.DecodeRuneInString(s[j:]); hanUnits[r2] >= 10000 {
						u, size = hanUnits[r2], size2
						if hanUnits[r2] > lastUnit {
							total = (total + section) * u
							section = 0
							j += size
							lastUnit = u
						}
					}
				}
			}
			break
		}
		if !have {
			switch {
			case u == 10 && seen == 0, u == 10 && zero, lastUnit >= 10 && u >= 10000 && section > 0:
			case u == 10 && lastUnit > 10: // 百十来个
				n.approx = true
			case seen == 0 && (strings.HasSuffix(s[:i], "近") || strings.HasSuffix(s[:i], "约")): // 近百人
				n.approx = true
			case seen == 0: // 百来个 is about a hundred; a bare 百 or 千万 is no figure
				if !strings.HasPrefix(s[j+size:], "来") && !strings.HasPrefix(s[j+size:], "把") && !strings.HasPrefix(s[j+size:], "十") {
					return number{}, i
				}
				n.approx = true
			default:
				n.odd = max(n.odd, unclear)
			}
			if u < 10000 {
				cur = 1
			}
		}
		if u < 10000 && lastUnit != 0 && lastUnit < 10000 && u >= lastUnit {
			n.odd = max(n.odd, unclear)
		}
		switch {
		case u >= 10000:
			total = (total + section + cur) * u
			section = 0
		default:
			section += cur * u
		}
		if total > most {
			total, n.odd = most, huge
		}
		cur, have, zero, lastUnit = 0, false, false, u
		j += size
		seen++
	}
	if seen == 0 {
		return number{}, i
	}
	if have {
		if lastUnit >= 100 && !zero && cur < 10 && n.odd != unclear {
			cur *= lastUnit / 10 // 一百二 = 120, 一万五 = 15000
		}
		section += cur
	}
	n.value = total + section
	if n.value > most {
		n.value, n.odd = most, huge
	}
	return n, j
}

// approxTail tells whether 来 or 把 is the approximating one: a measure or nothing follows (六十来个, 百来人).
func approxTail(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '个', '人', '名', '位', '场', '篇', '件', '号', '次', '份', '张', '幅', '万', utf8.RuneError:
		return true
	}
	return rest == ""
}
