package command

import "strings"

// clock is a time of day as written.
type clock struct {
	h, m  int8
	exact bool // 15:30 or 15时: no 下午 is needed
}

// dayPart is a part of the day; what is said to happen in it happens at hour.
type dayPart struct {
	word string
	pm   bool
	hour int
	from int // when that part of the day begins
}

var dayParts = []dayPart{{"上午", false, 10, 8}, {"早上", false, 9, 6}, {"中午", true, 12, 11}, {"正午", true, 12, 12}, {"下午", true, 17, 13}, {"傍晚", true, 18, 17}, {"晚上", true, 20, 18}, {"凌晨", false, 1, 0}, {"清早", false, 8, 5}, {"下班前", true, 17, 17}, {"下班之前", true, 17, 17}, {"下昼", true, 15, 13}, {"上昼", false, 10, 8}, {"午前", false, 12, 8}, {"早晨", false, 8, 6}, {"晚", true, 20, 18}}

// scanClock reads an hour at s[i]: 3点, 三点半, 15:30, 12时.
func scanClock(s string, i int) (clock, int) {
	n, e := scanOne(s, i)
	if e == i || n.value > 24 || n.approx || n.odd != fine && n.odd != unclear || n.frac {
		return clock{}, i
	}
	if e+2 < len(s) && s[e] == ':' && digit(s[e+1]) && digit(s[e+2]) && n.digits > 0 && n.digits <= 2 && (e+3 == len(s) || !digit(s[e+3])) {
		m := int(s[e+1]-'0')*10 + int(s[e+2]-'0')
		if m < 60 && !strings.HasPrefix(s[e+3:], "号") && !strings.HasPrefix(s[e+3:], "日") { // 宣讲2:10号
			end := e + 3
			if end+2 < len(s) && s[end] == ':' && digit(s[end+1]) && digit(s[end+2]) {
				end += 3
			}
			return clock{int8(n.value), int8(m), true}, end
		}
	}
	for _, x := range []string{"点钟", "点整", "点", "时"} {
		if !strings.HasPrefix(s[e:], x) || n.odd != fine {
			continue
		}
		j := e + len(x)
		c := clock{h: int8(n.value), exact: x == "时" || n.value > 12 || n.value == 0}
		switch {
		case strings.HasPrefix(s[j:], "半"):
			c.m, j = 30, j+3
		case strings.HasPrefix(s[j:], "一刻"):
			c.m, j = 15, j+6
		case strings.HasPrefix(s[j:], "三刻"):
			c.m, j = 45, j+6
		default:
			if m, e2 := scanOne(s, j); e2 > j && m.value < 60 && m.odd == fine || e2 > j && m.value < 60 && m.digits == 2 {
				if strings.HasPrefix(s[e2:], "分") {
					c.m, j = int8(m.value), e2+3
				}
			}
		}
		for _, bad := range []string{"建议", "意见", "要求", "体会", "说明"} {
			if strings.HasPrefix(s[j:], bad) {
				return clock{}, i
			}
		}
		return c, j
	}
	return clock{}, i
}
