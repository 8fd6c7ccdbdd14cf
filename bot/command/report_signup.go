package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads who is signed up, and for what.

// eventWord names the milestone that people are signed up for.
func (r *reporter) eventWord(i int) {
	e := r.toks[i].w.event
	if r.cur != nil && r.cur.event >= 0 && r.cur.event != e && len(r.cur.names) > 0 && r.goesToBoth(i) { // 张三社区企业都去
		r.cur.event = -2
		return
	}
	if r.cur == nil || r.cur.event >= 0 && r.cur.event != e && len(r.cur.names) > 0 {
		f := r.open(i)
		f.item = r.signItem()
	}
	if r.cur.event >= 0 && r.cur.event != e {
		r.cur.event = -2 // both
		return
	}
	r.cur.led = len(r.cur.names) > 0
	r.cur.event = e
}

// goesToBoth tells whether the event at token i is one more of those before it: it
// stands right behind another, and no name follows it.
func (r *reporter) goesToBoth(i int) bool {
	b := i - 1
	for b > 0 && (r.toks[b].is(cWith|cLoc) || r.toks[b].kind == kSep && r.toks[b].strength <= sepList) {
		b--
	}
	if b < 0 || !r.toks[b].is(cEvent) {
		return false
	}
	n := r.next(i)
	return n < 0 || r.toks[n].kind == kNum || r.toks[n].kind == kSep && r.toks[n].strength >= sepComma || r.toks[n].is(cAllUnits|cLoc|cSignup)
}

// sendsSomebody tells whether the section at token i is followed by a person's name and
// an event: 农村科刘建国社区 is no community.
func (r *reporter) sendsSomebody(i int) bool {
	if r.g.plan.Units[r.toks[i].w.unit].Kind != ledger.Section || i+1 >= len(r.toks) {
		return false
	}
	k, ok := r.namesAt1(i + 1)
	return ok && k < len(r.toks) && r.toks[k].is(cEvent)
}

func (r *reporter) signItem() int {
	for k, it := range r.g.plan.Items {
		if it.Kind == ledger.Signup {
			return k
		}
	}
	return -1
}

// signNames reads the names after 派, 安排 and the like.
func (r *reporter) signNames(i int) int { return i + 1 }

// namesAt takes a person's name at token i.
func (r *reporter) namesAt(i int) (int, bool) {
	k, ok := r.namesAt1(i)
	if !ok {
		return i, false
	}
	if r.cur == nil || r.goesElsewhere(i) || r.cur.led && (r.cur.event >= 0 && r.segs[r.cur.last] != r.segs[r.cur.first] && (r.markBefore(i) || r.bracketed(i)) || r.cur.day != nil) { // 张三去进社区,李四去…
		r.open(i)
	}
	if r.cur.item < 0 {
		r.cur.item = r.signItem()
	}
	r.openUnit = nil
	name, tail := nameAndTail(r.s[r.toks[i].start:r.toks[k-1].end])
	switch tail {
	case "等": // 张三等: who else?
		r.cur.others = true
	case "共":
		r.allOf = true
	case "或", "改", "换":
		return r.fail(AskMixed, &r.toks[i]), true
	}
	if i > 0 && len(r.cur.names) > 0 && r.txt(&r.toks[i-1]) == "/" { // 张三/李四: both, or one of them?
		return r.fail(AskMixed, &r.toks[i]), true
	}
	r.cur.names = append(r.cur.names, name)
	return k, true
}

// goesElsewhere tells whether the name at token i begins a clause that has an event or a
// day of its own, and not that of the names before it: 进社区张三,李四9号进企业.
func (r *reporter) goesElsewhere(i int) bool {
	f := r.cur
	if len(f.names) == 0 || f.event < 0 && f.day == nil {
		return false
	}
	k := i - 1
	for k >= 0 && r.toks[k].is(cAdd|cMaybeAdd|cFiller) { // 另外李四…
		k--
	}
	if k < 0 || r.toks[k].kind != kSep || r.toks[k].strength < sepComma {
		return false
	}
	var here ledger.Date
	if f.event >= 0 {
		here = r.g.plan.Milestones[f.event].Day
	} else {
		here, _ = r.g.resolve(f.day.day, r.now, false)
	}
	there := r.dayIn(r.clause(i))
	if there.IsZero() || there == here {
		return false
	}
	if k > 0 && r.dayIn(r.clause(k-1)).IsZero() { // 进社区张三,李四,王五进企业: where does 李四 go?
		r.residue = append(r.residue, Span{r.toks[k-1].start, r.toks[k-1].end})
	}
	return true
}

// dayIn is the day that is named between two tokens, by itself or by its event.
func (r *reporter) dayIn(from, to int) (d ledger.Date) {
	for k := from; k <= to; k++ {
		switch t := &r.toks[k]; {
		case t.is(cEvent):
			return r.g.plan.Milestones[t.w.event].Day
		case t.kind == kDate:
			d, _ = r.g.resolve(t.day, r.now, false)
			return d
		}
	}
	return d
}

// markBefore tells whether a comma or a stronger mark stands before token i.
func (r *reporter) markBefore(i int) bool {
	return i > 0 && r.toks[i-1].kind == kSep && r.toks[i-1].strength >= sepComma
}

// bracketed tells whether the event of the names so far closed a bracket before token
// i: 王静(进社区)、赵磊.
func (r *reporter) bracketed(i int) bool {
	for i--; i >= 0 && r.toks[i].kind == kSep; i-- {
		if r.txt(&r.toks[i]) == ")" {
			return true
		}
	}
	return false
}

// namesAt1 finds where the name at token i ends: two to four letters that begin
// with a family name, among them single letters that are words elsewhere (刚, 张).
func (r *reporter) namesAt1(i int) (int, bool) {
	best := i
	for k := i; k < len(r.toks) && k < i+4; k++ {
		t := &r.toks[k]
		if k == i+1 && t.kind == kNum && t.num.digits == 0 && r.toks[i].kind == kWord && !r.countedAt(k) { // 张三
			best = k + 1
			break
		}
		if t.kind != kText && !r.inName(k) {
			break
		}
		if plausibleName(r.s[r.toks[i].start:t.end]) {
			best = k + 1
		}
	}
	if best == i && r.namedAnd(i) {
		best = i + 3
	}
	return best, best > i
}

// namedAnd tells whether the three letters from token i on are one name with 和 in it, and
// not two people called by their family names: 周和平, but not 张和王.
func (r *reporter) namedAnd(i int) bool {
	if i+2 >= len(r.toks) || r.txt(&r.toks[i+1]) != "和" {
		return false
	}
	first, last := r.txt(&r.toks[i]), r.txt(&r.toks[i+2])
	s := r.s[r.toks[i].start:r.toks[i+2].end]
	return s == first+"和"+last && utf8.RuneCountInString(s) == 3 && utf8.RuneCountInString(last) == 1 && plausibleName(s) &&
		!strings.Contains(surnames[:100*len("王")], last) && (r.toks[i+2].kind == kText || r.inName(i+2))
}

// inName tells whether the word at i is a single letter that names have too: 李文华.
func (r *reporter) inName(i int) bool {
	t := &r.toks[i]
	return t.kind == kWord && utf8.RuneCountInString(r.txt(t)) == 1 && !t.is(cItem|cUnit|cEvent|cLoc|cWith|cSignup|cNeg|cAsk|cAllUnits) && (!t.is(cPoison) || strings.Contains(nameTails, r.txt(t)))
}

// nameHere tells whether a person's name may begin at word i: after a mark, after
// another name or after a word that names people.
func (r *reporter) nameHere(i int) bool {
	before := &token{kind: kSep}
	if i > 0 {
		before = &r.toks[i-1]
	}
	if before.kind != kSep && before.kind != kDate && !before.is(cSignup|cWith|cEvent|cFiller|cItem|cNeg|cUnit|cMyself|cOwn) && (i == 0 || r.txt(before) != "去") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(r.txt(&r.toks[i]))
	if !surnameSet[first] || i+1 >= len(r.toks) || r.toks[i+1].kind != kText && r.toks[i+1].kind != kNum && !r.inName(i+1) && !r.namedAnd(i) || utf8.RuneCountInString(r.txt(&r.toks[i])) != 1 {
		return false
	}
	_, ok := r.namesAt1(i)
	return ok
}

// countedAt tells whether the figure at token k has a measure word of its own.
func (r *reporter) countedAt(k int) bool {
	return k+1 < len(r.toks) && r.toks[k+1].is(cMeasure|cForeign)
}

// afterName tells whether token i clings to a name that was just read.
func (r *reporter) afterName(i int) bool {
	return r.cur != nil && len(r.cur.names) > 0 && i > 0 && (r.toks[i-1].kind == kText || r.toks[i-1].kind == kNum) &&
		strings.HasSuffix(r.s[:r.toks[i].start], r.cur.names[len(r.cur.names)-1])
}

// beside tells whether the word at i is one of several people.
func (r *reporter) beside(i int) bool {
	n, b := r.next(i), r.prev(i)
	return n >= 0 && r.toks[n].is(cWith) || b >= 0 && r.toks[b].is(cWith)
}
