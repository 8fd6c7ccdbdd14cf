package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads clauses that only promise a supplement for a later day beside what
// is reported: 宣讲0场,月底前补.

// supplement are words that say what will be done on that day.
var supplement = wordSet("前 之前 以前 内 以内 就 再 一定 会 将 全部 都 能 补 补上 补齐 补报 补交 补足 补报上来 补一下 上 齐")

// promised tells whether the clause that begins at token i promises a supplement and
// says nothing else. It is told as not recorded, and its day is no day of the report.
func (r *reporter) promised(i int) bool {
	if i >= len(r.toks) || r.cur == nil || len(r.cur.figs) == 0 {
		return false
	}
	day, more := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		s := r.txt(t)
		switch {
		case t.kind == kDate:
			day = day || r.yetToCome(t)
		case supplement[s]:
			more = more || strings.HasPrefix(s, "补")
		case t.kind == kSep, t.is(cFiller|cMyself|cDayPart) && !t.is(cNeg|cAsk|cItem|cUnit):
		default:
			return false
		}
	}
	if !day || !more {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return true
}

// yetToCome tells whether the day at a token is today or later: of days of the week
// the next one.
func (r *reporter) yetToCome(t *token) bool {
	if t.day.form == formNextWeek || t.day.form == formThisWeek {
		return true
	}
	d, bad := r.g.resolve(t.day, r.now, t.day.form == formWeek || t.day.form == formWeekend)
	return bad == noTrouble && !d.Before(ledger.DateOf(r.now))
}

// allAway tells whether the clause that begins at token i says of a section's people
// that nobody can go on a day, with more to follow: 我们科8号都出差,9号派肖敏去.
func (r *reporter) allAway(i int) bool {
	if i >= len(r.toks) || r.has&cReason == 0 || !r.signing() {
		return false
	}
	away, all := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		switch {
		case t.is(cReason) && t.is(cNeg):
			away = true
		case t.is(cAllUnits):
			all = true
		case t.kind == kDate, t.kind == kSep, t.is(cMyself|cFiller|cEvent) && !t.is(cItem|cUnit|cSignup):
		default:
			return false
		}
	}
	if !away || !all || end == len(r.toks) {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return true
}
