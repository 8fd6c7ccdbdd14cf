package messages

import (
	"strconv"
	"time"

	"pufabot/bot/ledger"
)

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Weekday is 周一 … 周日.
func Weekday(d ledger.Date) string { return weekdays[d.Weekday()] }

// Day is a date with its weekday: 12月5日（周六）.
func Day(d ledger.Date) string {
	return strconv.Itoa(int(d.Month)) + "月" + strconv.Itoa(d.Day) + "日（" + Weekday(d) + "）"
}

// When is an instant in its own zone: 12月5日（周六）12:00; the end of a day needs no clock.
func When(t time.Time) string {
	day, c := ledger.DateOf(t), ledger.ClockOf(t)
	if c.Hour == 23 && c.Minute == 59 {
		return Day(day) + "24点前"
	}
	return Day(day) + c.String()
}

// Left is how long there is until due, roughly, as people say it.
func Left(now, due time.Time) string {
	d := due.Sub(now)
	switch {
	case d < 0:
		return "已过期限"
	case d < time.Hour:
		return "还有" + strconv.Itoa(int((d+time.Minute-1)/time.Minute)) + "分钟"
	case d < 24*time.Hour:
		return "还有" + strconv.Itoa(int(d.Hours())) + "小时"
	}
	days, more := int(d.Hours())/24, ""
	if days < 3 && int(d.Hours())%24 > 0 { // from the 3rd afternoon to noon on the 5th is not 1天
		more = "多"
	}
	return "还有" + strconv.Itoa(days) + "天" + more
}

// moment is an instant that is over: 12月25日24点, 12月26日10:30.
func moment(t time.Time) string {
	day, c := monthDay(ledger.DateOf(t)), ledger.ClockOf(t)
	if c.Hour == 23 && c.Minute == 59 {
		return day + "24点"
	}
	return day + c.String()
}
