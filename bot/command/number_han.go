package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
			if have && r == '一' && (strings.HasPrefix(s[j+size:], "共") || strings.HasPrefix(s[j+size:], "起")) { // 十五一共
				break
			}
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
				if !slices.ContainsFunc(afterHundred, func(w string) bool { return strings.HasPrefix(s[j+size:], w) }) {
					return number{}, i
				}
				n.approx = true
			default:
				n.odd = max(n.odd, unclear)
			}
			if u < 10000 || seen == 0 { // 万把人
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

// afterHundred follow a bare 百 or 千 that is about so much: 百来个, 百余人, 百十人.
var afterHundred = []string{"来", "把", "十", "余", "多"}

// approxTail tells whether 来 or 把 is the approximating one: a measure or nothing follows (六十来个, 百来人).
func approxTail(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '个', '人', '名', '位', '场', '篇', '件', '号', '次', '份', '张', '幅', '万', utf8.RuneError:
		return true
	}
	return rest == ""
}
