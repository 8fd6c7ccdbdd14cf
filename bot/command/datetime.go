package command

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
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

// clock is a time of day as written.
type clock struct {
	h, m  int8
	exact bool // 15:30 or 15时: no 下午 is needed
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

var weekWords = []struct {
	word string
	week int8
	said bool
}{{"上上", -2, true}, {"上个", -1, true}, {"下下", 2, true}, {"下个", 1, true}, {"这个", 0, true}, {"本", 0, true}, {"这", 0, true}, {"上", -1, true}, {"下", 1, true}, {"", 0, false}}

// monthEnds are said of the last day of a month.
var monthEnds = []string{"这个月底", "本月底", "月底", "年底", "月末"}

// weekNames stand before the day of a week.
var weekNames = []string{"周", "星期", "礼拜"}

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

var weekdays = map[rune]int8{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '日': 0, '天': 0, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '6': 6}

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
		return day{form: formBare, m: n.value, hour: -1}, e + 3
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

// trouble says why a day cannot be taken.
type trouble uint8

const (
	noTrouble trouble = iota
	noSuchDay         // 12月32号
	twoDays           // a weekday that may be the last or the next
	noDay             // 下周, 12月: not a day
	weekendDays
)

// resolve turns a day into a date, looking back (records) or ahead (deadlines).
func (g *Grammar) resolve(d day, now time.Time, ahead bool) (ledger.Date, trouble) {
	today := ledger.DateOf(now)
	mk := func(y, m, dd int) (ledger.Date, trouble) {
		v := ledger.DateOf(time.Date(y, time.Month(m), dd, 0, 0, 0, 0, time.UTC))
		if m < 1 || m > 12 || dd < 1 || v.Day != dd || int(v.Month) != m {
			return ledger.Date{}, noSuchDay
		}
		return v, noTrouble
	}
	switch d.form {
	case formFull:
		return mk(d.y, d.m, d.d)
	case formMonth, formDotted:
		y := today.Year
		v, t := mk(y, d.m, d.d)
		if t != noTrouble {
			return v, t
		}
		switch diff := int(v.Month) - int(today.Month); { // the nearest year
		case diff > 6:
			return mk(y-1, d.m, d.d)
		case diff < -6:
			return mk(y+1, d.m, d.d)
		}
		return v, t
	case formDay:
		v, t := mk(today.Year, int(today.Month), d.d)
		if t != noTrouble {
			return v, t
		}
		if ahead && v.Before(today) {
			n := ledger.DateOf(time.Date(today.Year, today.Month+1, 1, 0, 0, 0, 0, time.UTC))
			return mk(n.Year, int(n.Month), d.d)
		}
		return v, t
	case formOffset:
		return today.AddDays(int(d.offset)), noTrouble
	case formWeek, formWeekend:
		monday := today.AddDays(-((int(today.Weekday()) + 6) % 7))
		wd := d.weekday
		if d.form == formWeekend {
			wd = int8(time.Saturday)
		}
		v := monday.AddDays((int(wd)+6)%7 + 7*int(d.week))
		if d.saidNow || d.week != 0 {
			return v, noTrouble
		}
		if ahead && v.Before(today) && !(d.form == formWeekend && today.Weekday() == time.Sunday) {
			return v.AddDays(7), noTrouble
		}
		if back := (int(today.Weekday()) - int(v.Weekday()) + 7) % 7; !ahead && today.Before(v) {
			if back <= 2 { // said on Monday: the Saturday that was
				return v.AddDays(-7), noTrouble
			}
			return v.AddDays(-7), twoDays
		}
		return v, noTrouble
	case formThisWeek:
		return today.AddDays((7 - int(today.Weekday())) % 7), noTrouble
	case formMonthEnd:
		n := time.Date(today.Year, today.Month+1, 0, 0, 0, 0, 0, time.UTC)
		return ledger.DateOf(n), noTrouble
	}
	return ledger.Date{}, noDay
}
