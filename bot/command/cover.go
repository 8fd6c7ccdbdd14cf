package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file holds that nothing is applied at once while a word of the line has no
// part in it. What the readers of a family pass over because they need not know it
// may still turn the meaning (听说, 下次, 主题, 座位), so that every word must do a
// work that this pass knows, or stand in the tables of what says nothing.

// cover turns an apply into a question where a word is left over.
func (p *parse) cover(r *Reading) {
	if r.Outcome != Apply || !anyVerb(r.Acts, Verb.changes) {
		return
	}
	if sp, left := p.leftOver(r); left {
		r.Outcome = Confirm
		r.Question = Question{Code: AskResidue, Quote: p.quote(sp.Start, sp.End), Item: r.Acts[0].Item, Unit: r.Acts[0].Unit}
	}
}

// changes tells whether an act of the verb states or rules something that others rely on.
func (v Verb) changes() bool {
	switch v {
	case Count, Session, Entry, Signup, Mail, Review, Approve, Extend, Move, Undo, Bind, Unbind:
		return true
	}
	return false
}

// leftOver finds the first run of words that no act accounts for.
func (p *parse) leftOver(r *Reading) (Span, bool) {
	c := coverage{parse: p, ruling: !anyVerb(r.Acts, Verb.reports)}
	c.gather(r)
	for i := range p.toks {
		if !c.accounts(i) {
			return p.toks[i].span(), true
		}
	}
	return Span{}, false
}

// coverage tells which words of a line have a part in what it was read as.
type coverage struct {
	*parse
	acts     []Act
	ruling   bool   // the acts are a coordinator's, not a report
	held     bool   // something was held: sessions, a lecture
	stated   bool   // the words say themselves that something is added or taken away
	revises  bool   // what was returned comes back
	names    []Span // words kept as they are: places, media, people, reasons
	verdicts []int  // where the verdicts of the acts stand
	items    []int  // what the acts are about
	reasons  []Span // why something was decided
	apart    []Span // what leaves no record, and is told so
}

// does tells whether one of the acts has the verb.
func (c *coverage) does(v Verb) bool {
	for i := range c.acts {
		if c.acts[i].Verb == v {
			return true
		}
	}
	return false
}

// gather finds what the acts keep in the line's own words, and names of places that
// no act needs.
func (c *coverage) gather(r *Reading) {
	c.acts = r.Acts
	for i := range r.Acts {
		a := &r.Acts[i]
		k := c.g.itemPlace(a.Item)
		c.stated = c.stated || a.Op != ledger.Set && a.Verb != Mail
		c.held = c.held || a.Verb == Session || a.Verb == Count && c.g.staffed(k)
		c.revises = c.revises || a.Kind == "revised"
		for _, list := range [...][]string{{a.Place, a.Media, a.Author, a.Person, a.Text}, a.Authors, a.Names} {
			for _, s := range list {
				c.names = c.keep(c.names, s)
			}
		}
		c.items = append(c.items, k)
		if a.Verdict != "" {
			c.verdicts = append(c.verdicts, a.Span.Start)
		}
		if c.given(a) {
			c.reasons = c.keep(c.reasons, a.Reason)
		}
	}
	for _, x := range c.reasoned() {
		if c.toks[x.from].is(cReason) && !c.classIn(x.from, x.to-1, cVerdict|cRequest) {
			c.apart = append(c.apart, Span{c.toks[x.from].start, c.toks[x.to-1].end})
		}
	}
	for _, s := range r.Unkept {
		if !c.does(Signup) || !strings.Contains(s, "都") { // 张三8号、9号都在外地: said of both
			c.apart = c.keep(c.apart, s)
		}
	}
	names := reporter{parse: c.parse}
	for i := 0; i < len(c.toks); i++ {
		if class, end := names.nameRun(i); class != 0 {
			c.names = append(c.names, Span{c.toks[i].start, c.toks[end-1].end})
			i = end - 1
		}
	}
}

// reasoned are the clauses that may say why something was decided.
func (c *coverage) reasoned() []clause {
	if !c.ruling || c.has&cReason == 0 {
		return nil
	}
	return c.clauses()
}

// given tells whether the reason of an act is one: behind a mark, or naming a fault.
// What clings to the verdict otherwise may be anything: 退回流程, 退回是误会.
func (c *coverage) given(a *Act) bool {
	rest := strings.TrimLeft(c.s[min(a.Span.End, len(c.s)):], "了的")
	return !strings.HasPrefix(rest, a.Reason) || strings.ContainsAny(a.Reason, "没不未无太差错缺少重抄")
}

// keep adds where s stands in the line.
func (c *coverage) keep(list []Span, s string) []Span {
	if s == "" {
		return list
	}
	for from := 0; ; {
		i := strings.Index(c.s[from:], s)
		if i < 0 {
			return list
		}
		list = append(list, Span{from + i, from + i + len(s)})
		from += i + len(s)
	}
}

func inSpans(list []Span, t *token) bool {
	return slices.ContainsFunc(list, func(sp Span) bool { return sp.Start <= t.start && t.end <= sp.End })
}

// accounts tells whether the token at i has a part in the reading.
func (c *coverage) accounts(i int) bool {
	t := &c.toks[i]
	named := inSpans(c.names, t)
	switch {
	case t.kind == kText:
		// a report asks about strange letters itself; who wants to be bound is looked at by a person
		return !c.ruling || c.does(Bind) || named || letters1(c.txt(t)) == 0 || rulingTails[c.txt(t)] || c.beside(i) || c.excused(t)
	case t.kind == kNth:
		return c.ruling || named || c.excused(t) || !strings.HasPrefix(c.txt(t), "第") || c.serial(i)
	case t.kind == kDate && c.ruling && c.does(Review): // 明天退回
		d, bad := c.g.resolve(t.day, c.now, false)
		return bad == noTrouble && !ledger.DateOf(c.now).Before(d) || c.excused(t)
	case t.kind == kNum:
		return !c.rate(i) && !c.another(i) || c.excused(t)
	case t.kind != kWord:
		return true
	case named && c.trails(t):
		return false
	case named && (t.w.class&turning == 0 || c.spells(i)):
		return true
	case c.ruling && t.is(cItem) && !t.w.soft && !c.spoken(t.w.items): // 征文通过报名
		return t.is(cUnit|cEvent|cFiller|cStage) || c.excused(t)
	}
	return c.plain(i) || c.beside(i) || c.works(i) || c.excused(t)
}

// excused tells whether a reader gave the token its due, or left it apart and says
// so. A reason may deny (字数不够), but not put the decision off.
func (c *coverage) excused(t *token) bool {
	return slices.Contains(*c.weighed, t.start) || inSpans(c.apart, t) ||
		inSpans(c.reasons, t) && !t.is(turning&^(cNeg|cNot|cPoison))
}

// spells tells whether the word at i is one letter of a name, which does not end
// with it: 过水坪镇, 李想, but not 三塘社区没.
func (c *coverage) spells(i int) bool {
	t := &c.toks[i]
	last := func(sp Span) bool {
		return sp.End == t.end && sp.Start <= t.start && utf8.RuneCountInString(c.s[sp.Start:sp.End]) > 2
	}
	if utf8.RuneCountInString(c.txt(t)) > 1 || slices.ContainsFunc(c.names, last) {
		return false
	}
	return i == 0 || inSpans(c.names, &c.toks[i-1]) || c.toks[i-1].kind != kWord || c.toks[i-1].is(cLoc|cDayPart)
}

// spoken tells whether one of the items is that of an act.
func (c *coverage) spoken(items []int) bool {
	return slices.ContainsFunc(items, func(k int) bool { return containsInt(c.items, k) })
}

// plain tells whether the word at i says nothing here.
func (c *coverage) plain(i int) bool {
	t := &c.toks[i]
	return t.is(cFiller) && !t.is(cLoose) && !(c.does(Signup) && hands[c.txt(t)]) && !(c.ruling && degrees[c.txt(t)]) && !(bosses[c.txt(t)] && i > 0 && c.toks[i-1].is(cStage))
}

// turning are words that may take back, put off or doubt what stands beside them.
const turning = cNeg | cPlan | cPoison | cAsk | cNot | cExcept | cOrder | cVerdict | cRequest
