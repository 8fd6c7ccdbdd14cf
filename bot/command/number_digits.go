package command

import "unicode/utf8"

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
