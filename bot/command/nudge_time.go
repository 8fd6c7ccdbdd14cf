package command

import (
	"slices"
	"strings"
	"time"
)

// nudgeTime is when the reminder ordered at token i is to go out; zero: now. A day
// that a clause of its own only tells (后天就截止了) is none. ok is false where the
// reading asks instead.
func (p *parse) nudgeTime(i int) (at time.Time, ask Reading, ok bool) {
	own := func(c clause) bool { return c.from <= i && i < c.to }
	clauses := p.clauses()
	if k := slices.IndexFunc(clauses, own); k > 0 { // what the order itself says comes first
		clauses = slices.Concat(clauses[k:], clauses[:k])
	}
	for n, c := range clauses {
		if (i < c.from || i >= c.to) && p.tellsDue(c) {
			continue
		}
		t, bad := p.when(c.from, c.to, true, false)
		switch {
		case p.instants(c) > 1: // 上午9点和下午4点各催一次
			return at, p.ask(AskDue, p.timeSpan(c)), false
		case bad == noSuchDay:
			return at, p.ask(AskDate, p.timeSpan(c)), false
		case bad != noTrouble:
		case t.After(p.now):
			return p.withClock(t, c, clauses[n+1:]), Reading{}, true
		case own(c) && !strings.Contains(p.s, "今天") && p.hasDay():
			return at, p.past(c), false
		}
	}
	return time.Time{}, Reading{}, true
}

// withClock is a day with the hour that a clause of its own tells: 明天一早催,八点半吧.
func (p *parse) withClock(t time.Time, day clause, others []clause) time.Time {
	if p.classOf(day, kClock) {
		return t
	}
	for _, c := range others {
		if !p.classOf(c, kClock) || p.classOf(c, kDate) || p.tellsDue(c) {
			continue
		}
		q := *p
		q.now = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()) // the hour of that day
		if hour, bad := q.when(c.from, c.to, true, false); bad == noTrouble {
			return time.Date(t.Year(), t.Month(), t.Day(), hour.Hour(), hour.Minute(), 0, 0, t.Location())
		}
	}
	return t
}

// classOf tells whether a clause has a token of a kind.
func (p *parse) classOf(c clause, k kind) bool {
	return slices.ContainsFunc(p.toks[c.from:c.to], func(t token) bool { return t.kind == k })
}

// withoutEventDays is the line with the days blanked that only say which event is meant:
// 明天进企业的名单, 8号的名单. They are none of an order's.
func (p *parse) withoutEventDays() *parse {
	var toks []token
	for i := range p.toks {
		n := i + 1
		for p.toks[i].kind == kDate && n < len(p.toks) && (p.txt(&p.toks[n]) == "的" || p.toks[n].is(cLoc)) {
			n++
		}
		if p.toks[i].kind != kDate || n >= len(p.toks) || !p.toks[n].is(cEvent|cSignup) {
			continue
		}
		if toks == nil {
			toks = append(toks, p.toks...)
		}
		toks[i].kind = kText
	}
	if toks == nil {
		return p
	}
	return p.with(toks)
}

// eachTime tells whether the order is to be given again and again: 每天催一次. 各科室
// only says whom it is for.
func (p *parse) eachTime() bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cDistrib) && !strings.HasPrefix(p.txt(t), "各") || t.is(cPoison) && strings.HasPrefix(p.txt(t), "每") {
			return true
		}
	}
	return false
}

// instants is how many times of their own a clause names.
func (p *parse) instants(c clause) int {
	n, open := 0, false
	for i := c.from; i < c.to; i++ {
		switch t := &p.toks[i]; {
		case t.kind == kDate, t.kind == kClock, t.is(cDayPart):
			if !open {
				n++
			}
			open = true
		case t.kind == kSep && t.strength == sepSpace, p.txt(t) == "(", p.txt(t) == ")", p.txt(t) == "的":
		default:
			open = false
		}
	}
	return n
}

// tellsDue tells whether a clause speaks of a deadline and not of the order.
func (p *parse) tellsDue(c clause) bool {
	return containsAny(p.s[p.toks[c.from].start:p.toks[c.to-1].end], []string{"截止", "截至", "到期", "期限", "过期", "最后一天", "最后期限", "要交省", "要报省"})
}

// timeSpan are the words of a clause that say when.
func (p *parse) timeSpan(c clause) Span {
	var sp Span
	for k := c.from; k < c.to; k++ {
		t := &p.toks[k]
		if t.kind != kDate && t.kind != kClock && !t.is(cDayPart) {
			continue
		}
		if sp.End == 0 {
			sp.Start = t.start
		}
		sp.End = t.end
	}
	return sp
}

// past asks for a time to come, and offers the same order for tomorrow where only
// an hour was said.
func (p *parse) past(c clause) Reading {
	sp := p.timeSpan(c)
	r := p.ask(AskPast, sp)
	for k := c.from; k < c.to; k++ {
		if p.toks[k].kind == kDate {
			return r
		}
	}
	r.Suggest = []string{p.s[:sp.Start] + "明天" + p.s[sp.Start:]}
	return r
}
