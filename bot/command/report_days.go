package command

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// This file reads the days and the titles of a report.

// date puts a day to a session or a piece.
func (r *reporter) date(i int) int {
	t := &r.toks[i]
	if n := i + 1; n < len(r.toks) && r.toks[n].kind == kText && strings.HasPrefix(r.txt(&r.toks[n]), "版") {
		return i + 1
	}
	if t.day.form == formBare && t.day.m != int(r.now.Month()) && !r.dated(i) {
		return r.fail(AskMeaning, t)
	}
	if t.day.form == formBare || t.day.form == formNextWeek || t.day.form == formThisWeek {
		if t.day.form == formNextWeek {
			r.intend(t, i)
		}
		return i + 1
	}
	if r.nums == 0 && i > 0 && r.toks[i-1].is(cSet) && strings.HasSuffix(r.txt(&r.toks[i-1]), "到") && r.comes(t) { // 宣讲改到后天了
		r.op = ""
		r.intend(t, i)
		return i + 1
	}
	cur := r.cur
	if r.inPart { // 征文2篇,含昨天1篇
		return i + 1
	}
	if j := r.prev(i); j > 0 && (r.toks[j].kind == kDash || r.txt(&r.toks[j]) == "至" || r.txt(&r.toks[j]) == "到") && r.toks[j-1].kind == kDate { // 8日-10日
		return r.fail(AskDate, t)
	}
	if cur != nil && cur.day != nil && r.fix && len(cur.figs) == 0 && cur.place == "" && r.onlyMarks(r.fixAt+1, i) { // 7号,不对,8号在三塘社区
		cur.day, r.fix = t, false
		return i + 1
	}
	if cur != nil && cur.day != nil && (r.fix || r.op == ledger.Set) { // 8号宣讲60人,更正为10号
		return r.fail(AskMixed, t)
	}
	if cur != nil && cur.day != nil && r.besideDay(r.index(cur.day), i) { // 12月8日(周五): two days of one session
		return r.fail(AskDate, t)
	}
	if r.dayAgain(i) {
		return i + 1
	}
	if r.listing {
		cur = r.sibling(i)
	} else if cur == nil {
		cur = r.open(i)
	} else if cur.day != nil || cur.item >= 0 && cur.full(r.g) {
		ahead := -1
		starts := r.startsSegment(i)
		for k := i + 1; k < len(r.toks) && (r.toks[k].kind != kSep || starts && r.toks[k].strength < sepComma); k++ {
			if x := &r.toks[k]; x.is(cItem) && !x.w.soft {
				ahead = x.w.items[0]
				break
			}
		}
		switch {
		case cur.day != nil && cur.item < 0 && cur.place == "" && r.has&cDistrib == 0 && !r.signing():
			return r.fail(AskDate, t)
		case ahead >= 0 && (ahead != cur.item || cur.day != nil):
			cur = r.open(i)
		case cur.day != nil && cur.item >= 0 && !r.sessional() && !r.signing() && r.wholeAhead(i): // 答题昨天803,今天15,一共818
			cur.day = nil
			return i + 1
		case cur.day != nil && cur.item >= 0 && r.g.item(cur.item).Kind == ledger.Sessions:
			item, listed := cur.item, cur.listed
			cur = r.open(i)
			cur.item, cur.listed = item, listed
		case cur.day != nil && r.signing() && len(cur.names) > 0: // 8号张伟 9号李静
			item := cur.item
			cur = r.open(i)
			cur.item = item
		case cur.day != nil && r.signing():
			cur.event = -2
			if r.sideBySide(cur.day, i) {
				cur.days = append(cur.days, cur.day, t)
			}
			return i + 1
		case cur.day != nil && cur.item >= 0 && r.g.staged[cur.item]:
			return i + 1
		case cur.day != nil && cur.item < 0 && cur.place != "":
			cur = r.open(i)
		case cur.day != nil:
			return r.fail(AskDate, t)
		}
	}
	cur.day = t
	cur.led = cur.led || len(cur.names) > 0
	cur.dayFirst = len(cur.figs) == 0 && cur.place == ""
	return i + 1
}

// oneDay leaves out the second of two ways to say one day: 今天十七号, 12月8日(周二).
func (p *parse) oneDay() *parse {
	for i := 0; i < len(p.toks); i++ {
		if p.toks[i].kind != kDate {
			continue
		}
		for k := i + 1; k < len(p.toks) && k <= i+2; k++ {
			if p.toks[k].kind != kDate || !p.besideDay(i, k) || !p.sameDay(&p.toks[i].day, &p.toks[k].day) {
				continue
			}
			to := k + 1
			if to < len(p.toks) && p.txt(&p.toks[k-1]) == "(" && p.txt(&p.toks[to]) == ")" {
				to++
			}
			return p.with(slices.Concat(p.toks[:i+1], p.toks[to:])).oneDay()
		}
	}
	return p
}

// besideDay tells whether the day at token k stands right behind the one at i, or in
// brackets behind it, and is said in another way: by its date, its weekday, or from today.
func (p *parse) besideDay(i, k int) bool {
	if p.toks[i].day.form.way() == p.toks[k].day.form.way() {
		return false
	}
	between := &p.toks[k-1]
	return k == i+1 || k == i+2 && between.kind == kSep && (between.strength == sepSpace || p.txt(between) == "(")
}

// sameDay tells whether two ways to say a day mean one: 今天 and 17号, 12月8日 and 周二.
func (p *parse) sameDay(a, b *day) bool {
	if a.form == formWeek && !a.saidNow && a.week == 0 {
		a, b = b, a
	}
	d, bad := p.g.resolve(*a, p.now, false)
	if bad != noTrouble {
		return false
	}
	if b.form == formWeek && !b.saidNow && b.week == 0 {
		return d.Weekday() == time.Weekday(b.weekday)
	}
	e, bad := p.g.resolve(*b, p.now, false)
	return bad == noTrouble && d == e
}

// wholeAhead tells whether the figures from token i on end in one that is called their sum.
func (r *reporter) wholeAhead(i int) bool {
	for n := 0; i < len(r.toks) && !(r.toks[i].kind == kSep && r.toks[i].strength >= sepStop) && !r.toks[i].is(cItem); i++ {
		if r.toks[i].kind == kNum {
			n++
		}
		if n > 0 && r.toks[i].is(cTotal) && r.figureNext(i) {
			return true
		}
	}
	return false
}

// onlyMarks tells whether nothing but marks and fillers stands between two tokens.
func (r *reporter) onlyMarks(from, to int) bool {
	for k := from; k < to; k++ {
		if r.toks[k].kind != kSep && !r.toks[k].is(cFiller|cCorrect) {
			return false
		}
	}
	return true
}

// sideBySide tells whether nothing but 和 or a mark stands between a day and the one at i.
func (r *reporter) sideBySide(day *token, i int) bool {
	for k := r.index(day) + 1; k < i; k++ {
		if t := &r.toks[k]; t.kind != kSep && !t.is(cWith) {
			return false
		}
	}
	return true
}

// dated tells whether a bare month is followed by 份 or only frames a total: 到11月.
func (r *reporter) dated(i int) bool {
	return i+1 < len(r.toks) && r.txt(&r.toks[i+1]) == "份" && r.toks[i].day.m == int(r.now.Month())
}

// ofDay tells whether a day before the figure in its clause says when it was reached.
func (r *reporter) ofDay(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch t := &r.toks[k]; {
		case t.kind == kDate:
			return true
		case t.kind == kNum, t.kind == kSep && t.strength >= sepComma, r.txt(t) == "截至", r.txt(t) == "截止", r.txt(t) == "到":
			return false
		}
	}
	return false
}

// title adds a piece by its name.
func (r *reporter) title(i int) int {
	t := &r.toks[i]
	name := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(r.txt(t), "《"), "》"))
	if name == "" {
		return i + 1
	}
	if strings.HasSuffix(name, "法") && strings.Contains("统计法 宪法 民法典 中华人民共和国统计法 中华人民共和国宪法", name) {
		return i + 1 // a statute, not a piece
	}
	if r.medium(i, name) { // 见《衡阳日报》
		if r.cur == nil {
			r.open(i)
		}
		if r.cur.media == "" {
			r.cur.media = name
		}
		return i + 1
	}
	if ahead := r.itemAhead(i + 1); r.cur == nil || ahead >= 0 && r.cur.item >= 0 && ahead != r.cur.item && r.cur.full(r.g) {
		r.open(i)
	}
	r.openUnit = nil
	r.cur.titles = append(r.cur.titles, name)
	return r.signed(i)
}

// medium tells whether the name in 《》 at token i is that of a newspaper or the like,
// where pieces are published.
func (r *reporter) medium(i int, name string) bool {
	if i > 0 && (r.publishes(i-1) && r.whereto(i-1) || (r.toks[i-1].is(cLoc) || r.txt(&r.toks[i-1]) == "由") && r.publishedAfter(i)) { // 发表于《…》, 在《南岳发布》刊发
		return true
	}
	if i > 0 && r.stagedHere() && (r.leadsToMedium(i-1) || r.toks[i-1].is(cLoc) && i+1 < len(r.toks) && r.toks[i+1].start == r.toks[i].end && r.toks[i+1].is(cMediaEnd)) { // 被《…》采用, 在《…》公众号
		return true
	}
	if !slices.ContainsFunc(mediaEnds, func(m string) bool { return strings.HasSuffix(name, m) }) {
		return false
	}
	return i > 0 && r.toks[i-1].is(cStage|cLoc) ||
		slices.ContainsFunc(r.itemsIn(0, len(r.toks), true), func(k int) bool { return r.g.staged[k] })
}

// publishedAfter tells whether the clause goes on behind the name at token i to say that
// a piece was published: 在《常宁新闻》12月3日二版刊发.
func (r *reporter) publishedAfter(i int) bool {
	for k := i + 1; k < len(r.toks); k++ {
		switch t := &r.toks[k]; {
		case r.publishes(k):
			return true
		case t.kind == kTitle, t.kind == kSep && t.strength >= sepComma, t.is(cNeg|cPlan|cUnit) && !t.is(cFiller):
			return false
		}
	}
	return false
}

// stagedHere tells whether the piece told of is one that is published.
func (r *reporter) stagedHere() bool {
	if r.cur != nil && r.cur.item >= 0 {
		return r.g.staged[r.cur.item]
	}
	return slices.ContainsFunc(r.itemsIn(0, len(r.toks), true), func(k int) bool { return r.g.staged[k] })
}

// leadsToMedium tells whether only the name of a medium can follow the word at token i: 被
// 《…》采用, 投给《…》, 登上《…》.
func (r *reporter) leadsToMedium(i int) bool {
	lead := mediumLead.find(r.s[:r.toks[i].end])
	r.guessed = r.guessed || strings.ContainsAny(lead, "投寄") // sent there: was it printed?
	return lead != ""
}

var mediumLead = newPattern(`(?:被|[^主意政洞]见|登上|上了|刊载于|[投寄]给|投到|投往)$`)

// publishes tells whether the word at i says that a piece was published.
func (r *reporter) publishes(i int) bool {
	return i < len(r.toks) && r.toks[i].is(cStage) && r.toks[i].w.stage == ledger.Published
}

// whereto tells whether the word at i goes on to where something is: 刊于, 登在.
func (r *reporter) whereto(i int) bool {
	s := r.txt(&r.toks[i])
	return strings.HasSuffix(s, "于") || strings.HasSuffix(s, "在")
}
