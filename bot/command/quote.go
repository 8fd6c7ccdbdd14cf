package command

import (
	"strings"
	"unicode/utf8"
)

// shortQuote is how many letters a quotation has at most before it is cut down to
// the words in doubt.
const shortQuote = 8

// tighten cuts the quotation of a question down to the words that it is about.
func (p *parse) tighten(r *Reading) {
	q := &r.Question
	if r.Outcome != Ask || utf8.RuneCountInString(q.Quote) <= shortQuote {
		return
	}
	at := strings.Index(p.s, q.Quote)
	if at < 0 {
		return
	}
	whole := Span{at, at + len(q.Quote)}
	var sp Span
	switch q.Code {
	case AskFuture, AskDate:
		sp = p.dayIn(whole, q.Code == AskFuture)
	case AskMeasure, AskNumber, AskRange:
		sp = p.figureIn(whole, q.Value)
	case AskMixed:
		sp = p.turnIn(whole)
	case AskItem:
		sp = p.figureIn(whole, -1)
	}
	if sp.End > sp.Start {
		q.Quote = p.quote(sp.Start, sp.End)
	}
}

func (sp Span) holds(t *token) bool { return t.start >= sp.Start && t.end <= sp.End }

// dayIn are the words for a day or an hour in a span; of several, the first that
// lies ahead where ahead is asked for.
func (p *parse) dayIn(whole Span, ahead bool) Span {
	var first, run Span
	for i := 0; i <= len(p.toks); i++ {
		if i < len(p.toks) {
			if t := &p.toks[i]; whole.holds(t) && (t.kind == kDate || t.kind == kClock || t.is(cDayPart)) {
				if run.End == 0 {
					run.Start = t.start
				}
				run.End = t.end
				continue
			}
		}
		if run.End == 0 {
			continue
		}
		if first.End == 0 {
			first = run
		}
		if !ahead || p.liesAhead(run) {
			return run
		}
		run = Span{}
	}
	return first
}

// liesAhead tells whether the day or the hour of a run of words has not come.
func (p *parse) liesAhead(run Span) bool {
	from, to := -1, 0
	for i := range p.toks {
		if run.holds(&p.toks[i]) {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	at, bad := p.when(max(from, 0), to, true, false)
	return bad == noTrouble && at.After(p.now)
}

// figureIn is the first figure of a value (any: -1) in a span with its measure word.
func (p *parse) figureIn(whole Span, value int) Span {
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || !whole.holds(t) || value > 0 && t.num.value != value {
			continue
		}
		sp := t.span()
		if n := i + 1; n < len(p.toks) && p.toks[n].is(cMeasure|cForeign) {
			sp.End = p.toks[n].end
		}
		return sp
	}
	return Span{}
}

// turnIn is the clause in a span that speaks of what is not done, or not yet.
func (p *parse) turnIn(whole Span) Span {
	for _, c := range p.clauses() {
		sp := Span{p.toks[c.from].start, p.toks[c.to-1].end}
		if sp.Start < whole.Start || sp.End > whole.End || sp == whole {
			continue
		}
		for k := c.from; k < c.to; k++ {
			if p.toks[k].is(cPlan | cNeg | cNot | cPoison) {
				return sp
			}
		}
	}
	return Span{}
}
