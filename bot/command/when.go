package command

import (
	"time"

	"pufabot/bot/ledger"
)

// when is the instant that the last day, hour or part of a day between two tokens
// speaks of. Without an hour it is the end of that day (end) or its start.
func (p *parse) when(from, to int, ahead, end bool) (time.Time, trouble) {
	date, hasDate := ledger.DateOf(p.now), false
	var ck *clock
	part := 0
	tr := noDay
	for i := from; i < to; i++ {
		t := &p.toks[i]
		switch {
		case t.kind == kDate:
			d, bad := p.g.resolve(t.day, p.now, ahead)
			if bad != noTrouble && bad != twoDays {
				return time.Time{}, bad
			}
			if t.day.form == formWeekend && end {
				d = d.AddDays(1)
			}
			date, hasDate, ck, part = d, true, nil, 0
			if t.day.hour >= 0 && t.day.form == formOffset {
				ck = &clock{h: t.day.hour, exact: true}
			}
			tr = noTrouble
		case t.kind == kClock:
			c := t.clock
			ck = &c
			tr = noTrouble
		case t.is(cDayPart):
			part = int(t.w.hour)
			tr = noTrouble
		}
	}
	if tr != noTrouble {
		return time.Time{}, tr
	}
	c := ledger.Clock{}
	switch {
	case ck != nil:
		c.Hour, c.Minute = int(ck.h), int(ck.m)
		if part > 0 && dayParts[part-1].pm && c.Hour < 12 && !(c.Hour < 11 && dayParts[part-1].hour == 12 && c.Hour > 2) {
			c.Hour += 12
		}
		if c.Hour == 24 {
			date, c.Hour = date.AddDays(1), 0
		}
	case part > 0:
		c.Hour = dayParts[part-1].hour
	case end:
		c = ledger.Clock{Hour: 23, Minute: 59, Second: 59}
	}
	t := date.At(c, p.g.zone())
	if !hasDate && ahead && ck != nil && t.Before(p.now) {
		if part == 0 && c.Hour < 12 && !ck.exact && !t.Add(12*time.Hour).Before(p.now) {
			return t.Add(12 * time.Hour), noTrouble
		}
		return t, noTrouble
	}
	return t, noTrouble
}
