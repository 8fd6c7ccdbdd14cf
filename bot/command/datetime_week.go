package command

import (
	"strings"
	"unicode/utf8"
)

var weekWords = []struct {
	word string
	week int8
	said bool
}{{"上上", -2, true}, {"上个", -1, true}, {"下下", 2, true}, {"下个", 1, true}, {"这个", 0, true}, {"本", 0, true}, {"这", 0, true}, {"上", -1, true}, {"下", 1, true}, {"", 0, false}}

// weekNames stand before the day of a week.
var weekNames = []string{"周", "星期", "礼拜"}

var weekdays = map[rune]int8{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '日': 0, '天': 0, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '6': 6}

func scanWeek(s string, i int) (day, int) {
	for _, p := range weekWords {
		if !strings.HasPrefix(s[i:], p.word) {
			continue
		}
		rest := s[i+len(p.word):]
		for _, w := range weekNames {
			if !strings.HasPrefix(rest, w) {
				continue
			}
			j := i + len(p.word) + len(w)
			r, size := utf8.DecodeRuneInString(s[j:])
			if strings.HasPrefix(s[j:], "末") || strings.HasPrefix(s[j:], "六日") {
				if r == '六' {
					size = len("六日")
				}
				return day{form: formWeekend, week: p.week, saidNow: p.said, hour: -1}, j + size
			}
			if wd, ok := weekdays[r]; ok && !(r == '一' && strings.HasPrefix(s[j+size:], "次")) && !(r < utf8.RuneSelf && j+size < len(s) && digit(s[j+size])) {
				return day{form: formWeek, week: p.week, saidNow: p.said, weekday: wd, hour: -1}, j + size
			}
			if p.said && p.week == 0 {
				return day{form: formThisWeek, hour: -1}, j
			}
			if p.week >= 1 {
				return day{form: formNextWeek, week: p.week, hour: -1}, j
			}
		}
	}
	if strings.HasPrefix(s[i:], "周末") {
		return day{form: formWeekend, hour: -1}, i + len("周末")
	}
	return day{}, i
}
