package command

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// FewDays is how long 这几天 lasts, today included.
const FewDays = 3

// fewDays name no days in particular.
var fewDays = phrasesOf("这几天", "这段时间", "最近", "这阵子", "近期", "近几天", "近段时间")

// restOf reads when reminders rest: from (zero: from now) and until. no is the token
// that forbids. A day is the whole of it (周末别催), unless words make it the end
// (周五前, 到周五; behind the order: 周一再说) or the beginning (明天起三天).
func (p *parse) restOf(no int) (from, until time.Time, bad trouble) {
	if i := p.hourBefore(no); i >= 0 { // 祁东今天下乡,下午5点前别催
		until, bad = p.when(0, i+1, true, true)
		return from, until, bad
	}
	days, lasts := p.duration()
	first := slices.IndexFunc(p.toks, func(t token) bool { return t.kind == kDate })
	switch {
	case first < 0 && lasts:
		return from, p.now.AddDate(0, 0, days), noTrouble
	case first < 0 && p.says(fewDays):
		return from, p.endOf(ledger.DateOf(p.now).AddDays(FewDays - 1)), noTrouble
	case first < 0:
		until, bad = p.when(0, len(p.toks), true, true)
		if bad == noDay { // no end was named: for today, which the question shows
			return from, p.endOf(ledger.DateOf(p.now)), noTrouble
		}
		return from, until, bad
	case p.endsRest(first, no):
		until, bad = p.when(0, len(p.toks), true, !p.opensDay(first, no))
		return from, until, bad
	}
	from, until, bad = p.span(first)
	last := first
	for i := first + 1; i < len(p.toks); i++ {
		if p.toks[i].kind == kDate {
			last = i
		}
	}
	switch starts := p.starts(first); {
	case bad != noTrouble:
	case last > first && p.endsRest(last, no):
		until, bad = p.when(last, len(p.toks), true, !p.opensDay(last, no))
	case last > first: // 5号到7号, 周六周日
		_, until, bad = p.span(last)
	case lasts:
		until = p.endOf(ledger.DateOf(from).AddDays(days - 1))
	case starts: // 明天起: until when?
		bad = noDay
	}
	if !from.After(p.now) {
		from = time.Time{}
	}
	return from, until, bad
}

// hourBefore is the hour before the token that forbids, in its clause, which the rest
// ends at; -1: there is none.
func (p *parse) hourBefore(no int) int {
	from, _ := p.clause(no)
	for i := from; i < no; i++ {
		if p.toks[i].kind == kClock && (strings.HasPrefix(p.s[p.toks[i].end:], "前") || strings.HasPrefix(p.s[p.toks[i].end:], "之前") || strings.HasPrefix(p.s[p.toks[i].end:], "以前")) && !p.daySaid(from, no) {
			return i
		}
	}
	return -1
}

// daySaid tells whether a day stands between two tokens.
func (p *parse) daySaid(from, to int) bool {
	return slices.ContainsFunc(p.toks[from:to], func(t token) bool { return t.kind == kDate })
}

// endsRest tells whether the day at token i only says until when.
func (p *parse) endsRest(i, no int) bool {
	if k := p.prev(i); k >= 0 {
		if s := p.txt(&p.toks[k]); s != "得到" && (strings.HasSuffix(s, "到") || strings.HasSuffix(s, "至")) {
			return true
		}
	}
	n := i + 1
	for n < len(p.toks) && (p.toks[n].kind == kClock || p.toks[n].is(cDayPart)) {
		if strings.HasSuffix(p.txt(&p.toks[n]), "前") {
			return true
		}
		n++
	}
	rest := p.s[p.toks[n-1].end:]
	if strings.HasPrefix(rest, "前") || strings.HasPrefix(rest, "之前") || strings.HasPrefix(rest, "以前") {
		return true
	}
	return i > no && p.marked(p.toks[no].end, p.toks[i].start)
}

// opensDay tells whether the rest ends as the day at token i begins: 周五前, 周一再说.
func (p *parse) opensDay(i, no int) bool {
	s := p.s[p.toks[i].end:]
	return i > no || strings.HasPrefix(s, "前") || strings.HasPrefix(s, "之前") || strings.HasPrefix(s, "以前")
}

// starts tells whether the day at token i is when something begins: 明天起, 周五以后.
func (p *parse) starts(i int) bool {
	s := p.s[p.toks[i].end:]
	return slices.ContainsFunc([]string{"起", "开始", "之后", "以后", "后"}, func(x string) bool { return strings.HasPrefix(s, x) })
}

// span is the time that the day at token i lasts, with the part of the day that
// stands with it: 明天, 周末, 下周, 今晚, 明天下午.
func (p *parse) span(i int) (from, until time.Time, bad trouble) {
	d := p.toks[i].day
	day, bad := p.g.resolve(d, p.now, true)
	last := day
	switch d.form {
	case formWeekend:
		last = day.AddDays(1)
	case formThisWeek:
		day = ledger.DateOf(p.now)
	case formNextWeek:
		monday := ledger.DateOf(p.now).AddDays(7*int(d.week) - (int(p.now.Weekday())+6)%7)
		day, last, bad = monday, monday.AddDays(6), noTrouble
	}
	if bad != noTrouble {
		return from, until, bad
	}
	part := -1
	if d.form == formOffset && d.hour >= 0 { // 今晚
		part = slices.IndexFunc(dayParts, func(x dayPart) bool { return x.hour == int(d.hour) })
	} else if i+1 < len(p.toks) && p.toks[i+1].is(cDayPart) {
		part = int(p.toks[i+1].w.hour) - 1
	}
	if part < 0 {
		return day.At(ledger.Clock{}, p.g.zone()), p.endOf(last), noTrouble
	}
	from = day.At(ledger.Clock{Hour: dayParts[part].from}, p.g.zone())
	switch h := dayParts[part].from; {
	case h < 11:
		until = day.At(ledger.Clock{Hour: 12}, p.g.zone())
	case h < 17:
		until = day.At(ledger.Clock{Hour: 18}, p.g.zone())
	default:
		until = p.endOf(day)
	}
	return from, until, noTrouble
}

func (p *parse) endOf(d ledger.Date) time.Time {
	return d.At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, p.g.zone())
}

// handing words say what somebody will do on a day, which is no day of rest.
var handing = phrasesOf("交", "报", "发", "办", "弄", "写", "回")

// restsOn tells whether a day stands before the token that forbids, so that it is the
// day of the rest: 周末别催我们; not 明天交,别催我.
func (p *parse) restsOn(no int) bool {
	first := slices.IndexFunc(p.toks, func(t token) bool { return t.kind == kDate })
	if first < 0 || first >= no {
		return false
	}
	end, start := p.toks[first].end, p.toks[no].start
	return !p.marked(end, start) && handing.in(p.s[end:start]) == ""
}
