package command

import (
	"time"

	"pufabot/bot/ledger"
)

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
