package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// reporter reads the frames of a report from left to right.
type reporter struct {
	*parse
	frames []*frame
	cur    *frame
	unit   int
	segs   []int // segment of each token; spaces and marks part segments
	// what waits for the next figure
	op                   ledger.Op
	allOf, may, old, fix bool
	scope                string
	fixAt                int
	approx               bool
	bound                bool   // 超过: the next figure is only a bound
	neg, plan            *token // in a segment that has no frame yet
	residue              []Span
	problem              *Reading
	openUnit             *token
	opWord               *token // the word that said op
	guessed              bool   // an item was chosen among candidates
	heads                bool   // the next figure counts people: 人数
	joint                []int  // units that share what follows: 衡阳县和衡南县各
	unkept               []string
	skip                 bool // the rest of the clause tells of nothing done
	scopeSaid            bool // a scope waits for its figure
	unsure               bool // 应该是126人, with nothing put right
	each1                bool // 各一场: every dated session counts one
	inPart               bool // 其中: what follows is part of the figure before
	inclusive            bool // 含外单位126: the scope is only part of the figure
	visiting             bool // 人次 stands somewhere in the line
	listing              bool // 宣讲2场: and the sessions follow one by one
}

// report reads what a unit states about its own work.
func (p *parse) report() (Reading, bool) {
	if r, ok := p.sendsUnnamed(); ok {
		return r, true
	}
	if p.nums == 0 && p.has&(cItem|cStage|cPieces) == 0 && !p.hasTitle() && p.has&cSignup == 0 && p.has&cEvent == 0 && p.tooVague() {
		return Reading{}, false
	}
	if p.asks() { // what was asked, and no topic found
		return Reading{}, false
	}
	if p.c.Role == ledger.Contact && p.nums <= 1 && p.has&(cItem|cMeasure) == 0 && p.has&cSignup == 0 && p.text > 0 {
		if u, ok := p.g.plan.Unit(p.c.Unit); ok && u.Kind == ledger.Section {
			if p.namesSomebody() && p.has&cEvent == 0 && p.eventDays() == 0 && !p.allOfThem(p.mostEvents()) {
				return p.ask(AskEvent, p.whole()), true
			}
		}
	}
	if p.tooVague() {
		return Reading{}, false
	}
	p = p.cityEvents()
	p = p.oneDay().plusUnits().grownBefore().othersBare().enclosed().penned().headsEach().called()
	for n, more := 0, true; more && n < mostShared; n++ {
		p, more = p.share()
	}
	r := &reporter{parse: p, unit: -1, visiting: strings.Contains(p.s, measureVisits), unkept: p.leftOut}
	r.segment()
	r.letterhead()
	r.formal()
	r.around()
	r.denied()
	if r.problem != nil {
		return *r.problem, true
	}
	p = r.parse
	r.skip = r.allAway(0)
	for i := 0; i < len(p.toks); {
		i = r.take(i)
		if r.problem != nil {
			return *r.problem, true
		}
	}
	return r.finish()
}

// namesSomebody tells whether letters that no table knows look like a person's name.
func (p *parse) namesSomebody() bool {
	r := &reporter{parse: p}
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kText || t.kind == kWord && t.w.class&(cItem|cUnit|cEvent|cSignup|cLoc) == 0 && r.nameHere(i) {
			if _, ok := r.namesAt1(i); ok {
				return true
			}
		}
	}
	return false
}

// eventDays counts the days that the line names.
func (p *parse) eventDays() int {
	n := 0
	for i := range p.toks {
		if p.toks[i].kind == kDate {
			n++
		}
	}
	return n
}

// tooVague keeps lines without an item, a measure or a file out of reports.
func (p *parse) tooVague() bool {
	if p.has&(cItem|cMeasure|cStage|cEvent|cSignup|cUnit) != 0 || p.hasTitle() {
		return false
	}
	u, ok := p.g.plan.Unit(p.c.Unit)
	return !ok || u.Kind != ledger.Section || !p.namesSomebody()
}

func (r *reporter) segment() {
	r.segs = r.room.numbers(len(r.toks))
	n := 0
	for i := range r.toks {
		if r.toks[i].kind == kSep {
			n++
		}
		r.segs[i] = n
	}
}

func (r *reporter) fail(code QuestionCode, t *token) int {
	q := r.ask(code, t.span())
	if r.cur != nil && r.cur.item >= 0 {
		q.Question.Item = r.g.item(r.cur.item).ID
	} else if k := r.onlyItem(); k >= 0 {
		q.Question.Item = r.g.item(k).ID
	}
	r.problem = &q
	return len(r.toks)
}

// open starts a frame at token i.
func (r *reporter) open(i int) *frame {
	f := r.room.frame(frame{unit: r.unit, item: -1, event: -1, first: i, last: i})
	if r.neg != nil {
		f.neg, r.neg = r.neg, nil
	}
	if r.plan != nil {
		f.plan, r.plan = r.plan, nil
	}
	r.frames = append(r.frames, f)
	r.cur = f
	return f
}

// take reads the token at i and returns the next one to read.
func (r *reporter) take(i int) int {
	t := &r.toks[i]
	if r.skip && (t.kind != kSep || t.strength < sepComma) {
		return i + 1
	}
	if end := r.exactLater(i); end > i {
		return end
	}
	if r.cur != nil {
		r.cur.last = i
	}
	if end := r.wanted(i); end > i {
		return end
	}
	if end := r.describes(i); end > i {
		return end
	}
	if end := r.madeFor(i); end > i {
		return end
	}
	switch t.kind {
	case kSep:
		r.skip = false
		r.separate(t)
		if end := r.growsLater(i + 1); end > i+1 {
			return end
		}
		r.skip = t.strength >= sepComma && (r.promised(i+1) || r.allAway(i+1) || r.remarks(i+1) || r.unproved(i+1)) ||
			(t.strength != sepColon && t.strength != sepList || r.txt(t) == "(") && (r.grows(i+1) || r.pointed(i+1))
		return i + 1
	case kNum:
		return r.number(i)
	case kTitle:
		return r.title(i)
	case kDate:
		return r.date(i)
	case kText:
		return r.letters(i)
	case kNth:
		if c, end := r.nameRun(i); c != 0 && digit(r.s[t.start]) {
			return r.named(i, end, c)
		}
		if (i == 0 || r.toks[i-1].kind == kSep) && i+1 < len(r.toks) && r.toks[i+1].kind == kSep && r.toks[i+1].strength > sepSpace && !r.measureInside(t) { // 第一,征文1篇
			r.weigh(i)
			return i + 1
		}
		if r.ordinal(i) {
			r.weigh(i)
			return i + 1
		}
		if r.nthSession(t) {
			return i + 1
		}
		if r.lastOfAll(i) {
			r.weigh(i)
			return i + 1
		}
		n := r.next(i)
		if n >= 0 && r.toks[n].is(cItem) && strings.HasPrefix(r.txt(t), "第") || t.num.value > 0 && r.measureInside(t) {
			return r.fail(AskNumber, t)
		}
		return i + 1
	case kArrow:
		r.fix, r.fixAt = true, i
		r.dropLast()
		return i + 1
	case kPlus:
		if n := r.next(i); n >= 0 && r.toks[n].kind == kNum {
			r.op = ledger.Add
			if last, comma := r.boxBefore(i); last != nil && !comma { // 66(本局)+210(县直部门)
				r.op = last.op
			} else if last != nil && last.op == "" { // 66(本局),+20(县直): added to what?
				r.unsure = true
			}
		}
		return i + 1
	case kWord:
		return r.word(i)
	}
	return i + 1
}

// boxBefore is the figure of one box that the plus at token i goes on from, and whether
// a comma stands between: the other box stands beside it and adds nothing to what was there.
func (r *reporter) boxBefore(i int) (last *figure, comma bool) {
	if !r.endsWithFigure() {
		return nil, false
	}
	last = &r.cur.figs[len(r.cur.figs)-1]
	if last.scope == "" {
		return nil, false
	}
	return last, r.commaSince(last.tok, i)
}

// measureInside tells whether an ordinal carries the measure of an item: 第三场.
func (r *reporter) measureInside(t *token) bool {
	s := r.txt(t)
	for m := range r.g.tight {
		if strings.HasSuffix(s, m) {
			return true
		}
	}
	return strings.HasSuffix(s, "篇") || strings.HasSuffix(s, "次") || strings.HasSuffix(s, "幅")
}

func (r *reporter) separate(t *token) {
	if s := r.txt(t); s == ":" || s == "(" {
		r.listing = r.countedAhead()
	}
	if t.strength < sepList {
		return
	}
	if r.txt(t) == "=" && r.endsWithFigure() {
		r.allOf = true
	}
	if t.strength >= sepStop {
		r.inPart = false
	}
	if t.strength >= sepComma {
		r.inclusive = false
		r.trail()
		if r.problem != nil {
			return
		}
		r.scope = ""
		if r.op != "" && !r.fix && !r.afterThings(t) {
			r.op = ""
		}
	}
}
