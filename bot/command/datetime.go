package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// form is how a day was written.
type form uint8

const (
	formNone     form = iota
	formFull          // 2026年12月8日
	formMonth         // 12月8日
	formDotted        // 12.8 12-8 12/8
	formDay           // 8号
	formWeek          // 周五 下周三
	formWeekend       // 本周末
	formOffset        // 昨天
	formMonthEnd      // 月底
	formBare          // 12月: a month alone
	formNextWeek      // 下周, without a day
	formThisWeek
)

// way is how a form tells its day: by the date, the weekday, from today, or otherwise.
func (f form) way() form {
	switch f {
	case formFull, formMonth, formDotted:
		return formDay
	}
	return f
}

// day is a day as written, not yet a date.
type day struct {
	form    form
	saidNow bool
	week    int8 // -1 last, 0 this or unsaid, 1 next, 2 the one after
	weekday int8 // a [time.Weekday]
	offset  int8
	hour    int8 // 昨晚, 今早: the part of the day it says; -1 none
	y, m, d int
}

var relativeDays = []struct {
	word   string
	offset int8
	hour   int8
}{
	{"大前天", -3, -1}, {"大后天", 3, -1}, {"前天", -2, -1}, {"昨天", -1, -1}, {"昨日子", -1, -1}, {"今日子", 0, -1}, {"明日子", 1, -1}, {"前日", -2, -1}, {"昨日", -1, -1}, {"昨晚", -1, 20}, {"昨下午", -1, 15},
	{"今天", 0, -1}, {"今日", 0, -1}, {"今早", 0, 8}, {"今晚", 0, 20}, {"今上午", 0, 10}, {"今下午", 0, 15}, {"明天", 1, -1}, {"明日", 1, -1},
	{"明早", 1, 9}, {"明晚", 1, 20}, {"明上午", 1, 10}, {"明下午", 1, 15}, {"后天", 2, -1}, {"后日", 2, -1}, {"昨儿", -1, -1}, {"今儿", 0, -1}, {"明儿", 1, -1},
}

// monthEnds are said of the last day of a month.
var monthEnds = []string{"这个月底", "本月底", "月底", "年底", "月末"}

// dayLetters begin the words of these tables.
var dayLetters = func() *runeSet {
	var s runeSet
	for _, d := range relativeDays {
		s.addFirst(d.word)
	}
	for _, w := range weekWords {
		s.addFirst(w.word)
	}
	for _, w := range slices.Concat(monthEnds, weekNames) {
		s.addFirst(w)
	}
	return &s
}()

// scanDay reads a day at s[i].
func scanDay(s string, i int) (day, int) {
	if digit(s[i]) {
		if d, e := scanDotted(s, i); e > i {
			return d, e
		}
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); dayLetters.has(r) {
		if d, e := scanDayWord(s, i); e > i {
			return d, e
		}
	}
	n, e := scanOne(s, i)
	if e == i || n.approx || n.odd != fine || n.frac {
		return day{}, i
	}
	rest := s[e:]
	switch {
	case strings.HasPrefix(rest, "年") && n.value >= 2000 && n.value < 2100:
		if d, e2 := scanDay(s, skipSpaces(s, min(e+3, len(s)-1))); e2 > e+3 && d.form == formMonth {
			d.y, d.form = n.value, formFull
			return d, e2
		}
	case strings.HasPrefix(rest, "月") && n.value >= 1 && n.value <= 12:
		j := skipSpaces(s, e+3)
		if j < len(s) {
			if strings.HasPrefix(s[j:], "底") {
				return day{form: formMonthEnd, hour: -1}, j + 3
			}
			if d, e2 := scanOne(s, j); e2 > j && !d.approx && !d.frac {
				for _, x := range []string{"日", "号"} {
					if strings.HasPrefix(s[e2:], x) {
						return day{form: formMonth, m: n.value, d: d.value, hour: -1}, e2 + 3
					}
				}
				if d.value <= 31 { // 12月8
					return day{form: formMonth, m: n.value, d: d.value, hour: -1}, e2
				}
			}
		}
		end := e + len("月")
		if strings.HasPrefix(s[end:], "份") {
			end += len("份")
		}
		return day{form: formBare, m: n.value, hour: -1}, end
	case strings.HasPrefix(rest, "号"), strings.HasPrefix(rest, "日"):
		if n.value >= 1 && n.value <= 99 {
			return day{form: formDay, d: n.value, hour: -1}, e + 3
		}
	}
	return day{}, i
}

// scanDayWord reads a day that is a word: 昨天, 月底, 下周三.
func scanDayWord(s string, i int) (day, int) {
	for _, r := range relativeDays {
		if strings.HasPrefix(s[i:], r.word) {
			return day{form: formOffset, offset: r.offset, hour: r.hour}, i + len(r.word)
		}
	}
	for _, x := range monthEnds {
		if strings.HasPrefix(s[i:], x) {
			return day{form: formMonthEnd, hour: -1}, i + len(x)
		}
	}
	return scanWeek(s, i)
}

// scanDotted reads 2026-12-08, 12.8, 12-8 and 12/8.
func scanDotted(s string, i int) (day, int) {
	if i > 0 && (digit(s[i-1]) || letter(s[i-1]) || s[i-1] == '.' && i > 1 && digit(s[i-2])) {
		return day{}, i
	}
	var parts [3]int
	var width [3]int
	var mark string
	j, n := i, 0
	for n < 3 {
		k := j
		for k < len(s) && digit(s[k]) && k-j < 5 {
			parts[n] = parts[n]*10 + int(s[k]-'0')
			k++
		}
		width[n] = k - j
		if k == j {
			break
		}
		j = k
		n++
		sep := ""
		if j < len(s) {
			switch {
			case s[j] == '.' || s[j] == '-' || s[j] == '/':
				sep = s[j : j+1]
			case strings.HasPrefix(s[j:], "·"):
				sep = "·"
			}
		}
		if sep == "" || n == 3 || mark != "" && sep != mark || j+len(sep) >= len(s) || !digit(s[j+len(sep)]) {
			break
		}
		mark = sep
		j += len(sep)
	}
	for _, x := range []string{"日", "号"} {
		if n >= 2 && strings.HasPrefix(s[j:], x) {
			j += 3
			break
		}
	}
	switch {
	case n == 3 && width[0] == 4 && parts[0] >= 2000 && parts[0] < 2100 && width[1] <= 2 && width[2] <= 2:
		return day{form: formFull, y: parts[0], m: parts[1], d: parts[2], hour: -1}, j
	case n == 2 && width[0] <= 2 && width[1] <= 2 && parts[0] >= 1 && parts[0] <= 12 && parts[1] >= 1:
		return day{form: formDotted, m: parts[0], d: parts[1], hour: -1}, j
	}
	return day{}, i
}
