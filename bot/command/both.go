package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// reportAndQuestion reads a line that reports and, in clauses of their own, asks
// about something else: 宣讲2场,总结什么时候交? What is asked about the report itself
// (答题126人,这么报对吗) keeps the whole line a question.
func (p *parse) reportAndQuestion() (Reading, bool) {
	if p.nums == 0 && !p.hasTitle() && !(p.ofSection() && p.namesSomebody()) && !(p.c.Role == ledger.Coordinator && p.has&cReceived != 0) {
		return Reading{}, false
	}
	cut, askFirst, ok := p.turnToAsking(p.clauses())
	marked := ok
	if !ok {
		cut, askFirst, ok = p.turnToAsking(p.pieces())
	}
	if !ok || !marked && askFirst { // 有几个单位没报 征文2
		return Reading{}, false
	}
	first, second := Span{0, cut}, Span{cut, len(p.s)}
	if askFirst {
		first, second = second, first
	}
	told := p.part(first)
	asked := p.part(second)
	if told.Outcome != Apply && told.Outcome != Confirm || anyAct(told.Acts, func(a *Act) bool { return !a.Reporting() }) {
		return Reading{}, false
	}
	if asked.Outcome == Confirm && len(asked.Acts) == 1 && asked.Acts[0].Verb == Request { // 征文2篇,作品能不能晚两天: one yes for both
		asked.Acts, asked.Unkept = append(told.Acts, asked.Acts...), told.Unkept
		return asked, true
	}
	if asked.Outcome != Reply {
		return Reading{}, false
	}
	switch b := p.bearing(second, told); {
	case b == aboutTold:
		return Reading{}, false
	case b == aboutSame, !marked: // 征文2篇,什么时候截止: both are shown before anything is kept
		if told.Outcome == Apply {
			told.Outcome, told.Question = Confirm, Question{Code: AskSure, Quote: p.quote(first.Start, first.End), Item: told.Acts[0].Item}
		}
	}
	for _, a := range asked.Acts {
		if a.Item == "" && a.Verb == Deadline { // 什么时候截止: of what was just told
			a.Item = told.Acts[0].Item
		}
		told.Acts = append(told.Acts, a)
	}
	p.weighAll(0, len(p.s)) // each part was covered by itself
	return told, true
}

// ofSection tells whether the speaker's unit is a section, which sends people.
func (p *parse) ofSection() bool {
	u, ok := p.g.plan.Unit(p.c.Unit)
	return ok && u.Kind == ledger.Section
}

// clause is a run of tokens between marks that part sentences.
type clause struct{ from, to int }

// clauses parts the line at commas and stronger marks.
func (p *parse) clauses() []clause { return p.parted(sepComma) }

// pieces parts the line at blanks, too.
func (p *parse) pieces() []clause { return p.parted(sepSpace) }

// parted parts the line at marks of a strength and stronger ones.
func (p *parse) parted(strength uint8) []clause {
	var out []clause
	from := 0
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kSep && t.strength >= strength {
			if i > from {
				out = append(out, clause{from, i})
			}
			from = i + 1
		} else if t.is(cAsk) && t.w.text == "?" {
			out = append(out, clause{from, i + 1})
			from = i + 1
		}
	}
	if from < len(p.toks) {
		out = append(out, clause{from, len(p.toks)})
	}
	return out
}

// turnToAsking finds the one mark where a line turns from telling to asking, or
// the other way round.
func (p *parse) turnToAsking(cs []clause) (cut int, askFirst, ok bool) {
	if len(cs) < 2 {
		return 0, false, false
	}
	var asks []bool
	for _, c := range cs {
		q := p.lex(p.s[p.toks[c.from].start:p.toks[c.to-1].end])
		asks = append(asks, q.asks() || q.eitherOr() || q.onlyMark() || q.looksUp())
	}
	turns := 0
	for i := 1; i < len(asks); i++ {
		if asks[i] != asks[i-1] {
			turns++
			cut = p.toks[cs[i].from].start
		}
	}
	return cut, len(asks) > 0 && asks[0], turns == 1
}

// looksUp tells whether a coordinator wants to see how things stand: 看下全市答题进度.
func (p *parse) looksUp() bool {
	return p.c.Role == ledger.Coordinator && p.nums == 0 && p.has&cReceived == 0 && p.topic() == "status" && strings.ContainsAny(p.s, "看查")
}

// onlyMark tells whether nothing but signs is there.
func (p *parse) onlyMark() bool { return letters1(p.s) == 0 }

// part reads a part of the line by itself; spans are of the whole line.
func (p *parse) part(sp Span) Reading {
	s := p.s[sp.Start:sp.End]
	trimmed := strings.TrimLeft(s, " ,;。、!")
	shift := sp.Start + len(s) - len(trimmed)
	q := p.lex(strings.TrimRight(trimmed, " ,;。、!"))
	r := q.read()
	q.cover(&r)
	r.Acts = slices.Clone(r.Acts)
	for i := range r.Acts {
		r.Acts[i].Span.Start += shift
		r.Acts[i].Span.End += shift
	}
	return r
}

// bearing is what a question beside a report is about.
type bearing uint8

const (
	aboutElse bearing = iota // another item, or what is still open
	aboutSame                // the item reported, or none named
	aboutTold                // the report itself: 对吗, 这么报行吗
)

// lookedAt wants somebody to look at what was handed in, not at the report of it.
var lookedAt = newPattern(`(看|瞧|审|检查|把关)[^?]{0,4}(格式|排版|盖章|公章|章|字数|内容|文字|错别字|稿子|文件|附件)`)

func (p *parse) bearing(question Span, told Reading) bearing {
	q := p.lex(p.s[question.Start:question.End])
	if lookedAt.findIn(q) != "" && anyAct(told.Acts, func(a *Act) bool { return a.Verb == Entry || a.Verb == Mail }) {
		return aboutSame
	}
	if q.has&cAskRef != 0 {
		return aboutTold
	}
	if strings.Contains(q.s, "算") && !strings.Contains(q.s, "多少") && !strings.Contains(q.s, "几") { // 讲座来了50人,能算宣讲1场不
		return aboutTold
	}
	for _, w := range [...]string{"这", "那", "以上", "上面", "刚才"} {
		if strings.Contains(q.s, w) {
			return aboutTold
		}
	}
	items := q.itemsIn(0, len(q.toks), true)
	switch topic := q.topic(); {
	case topic == "missing", topic == "help", topic == "whoami":
		return aboutElse
	case len(items) == 0 && topic == "deadline":
		return aboutSame
	case len(items) == 0:
		return aboutTold
	}
	for _, k := range items {
		for _, a := range told.Acts {
			if a.Item == p.g.item(k).ID {
				return aboutSame
			}
		}
	}
	return aboutElse
}

// stated are the parts of a question that look like figures of a report: they were
// not recorded, which the reply says.
func (p *parse) stated() []string {
	if p.nums == 0 || p.has&(cItem|cMeasure) == 0 {
		return nil
	}
	var out []string
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.odd != fine {
			continue
		}
		before, after := p.prev(i), p.next(i)
		named := before >= 0 && p.toks[before].is(cItem)
		measured := after >= 0 && p.toks[after].is(cMeasure) && !p.toks[after].is(cForeign)
		if !measured && (!named || after >= 0 && p.toks[after].is(cForeign)) {
			continue
		}
		sp := t.span()
		if measured {
			sp.End = p.toks[after].end
		}
		if named {
			sp.Start = p.toks[before].start
		}
		out = append(out, p.quote(sp.Start, sp.End))
	}
	return out
}
