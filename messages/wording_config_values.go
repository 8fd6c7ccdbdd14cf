package messages

import "fmt"

// FaultType says that a value is of the wrong type.
func FaultType(want, got string) string {
	return fmt.Sprintf("这里应填%s，现在写的是%s。", want, got)
}

// The names of types, as they fit into FaultType.

// WantString names a string.
func WantString() string { return "加英文引号的文字" }

// WantBool names a boolean.
func WantBool() string { return " true 或 false" }

// WantInteger names an integer.
func WantInteger() string { return "不加引号的整数" }

// WantFloat names a number with a point.
func WantFloat() string { return "小数" }

// WantList names a list.
func WantList() string { return `方括号里的列表（如 ["甲", "乙"]）` }

// WantTable names a table.
func WantTable(name string) string {
	if name == "" {
		return "一组设置"
	}
	return fmt.Sprintf("一组设置（[%s] 单独一行，下面逐项写）", name)
}

// WantDate names a date.
func WantDate() string { return "日期（如 2026-12-05，不加引号）" }

// WantTime names a time of day without a date.
func WantTime() string { return "不带日期的时刻" }

// WantDateTime names a date with a time.
func WantDateTime() string { return "带时刻的日期" }

// WantWhen names a date or a date with a time.
func WantWhen() string {
	return "日期或日期加时刻（如 2026-12-05 或 2026-12-05T12:00:00，不加引号）"
}

// WantClock names a time of day as text.
func WantClock() string { return `加英文引号的时刻（如 "20:00"）` }

// WantOffset names an offset.
func WantOffset() string { return `加英文引号的提醒时间（如 "-1wd 16:00"）` }

// FaultInteger says that digits are no usable integer.
func FaultInteger(text string) string {
	return fmt.Sprintf("“%s”不能用：请写普通的整数，不要以 0 开头，也不要太大。", text)
}

// FaultNoSuchDay says that a date does not exist.
func FaultNoSuchDay(text string) string {
	return fmt.Sprintf("没有 %s 这一天，请核对月份和日子。", text)
}

// FaultClock says that a time of day is none.
func FaultClock(text string) string {
	return fmt.Sprintf("“%s”不是有效的时刻，请写成 00:00 到 23:59 之间的两位小时、两位分钟。", text)
}

// FaultZoneInTime says that a time carries a zone.
func FaultZoneInTime() string {
	return "时刻后面不要带时区，直接写当地时间，如 2026-12-05T12:00:00；时区由 campaign.timezone 统一规定。"
}

// FaultQuotedDate says that a date is in quotes.
func FaultQuotedDate() string {
	return "日期不要加引号，直接写成 2026-12-05 这样就行。"
}

// FaultOffset says that an offset cannot be read.
func FaultOffset(text string) string {
	return fmt.Sprintf("“%s”不是有效的提醒时间；可以写 -3d 09:00（提前 3 天的 9 点）、0d 08:30（当天）、-1wd 16:00（提前 1 个工作日）、-2h、-30m（截止前）。", text)
}

// FaultZone says that a time zone is not known.
func FaultZone(name string) string {
	return fmt.Sprintf("不认识时区“%s”，全国统一写 Asia/Shanghai。", name)
}
