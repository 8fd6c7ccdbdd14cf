package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// finish turns frames into acts and checks the line as a whole: every figure,
// item and title must have found its place, or nothing of the line is kept.
func (r *reporter) finish() (Reading, bool) {
	r.trail()
	if r.problem != nil {
		return *r.problem, true
	}
	if len(r.frames) == 0 {
		return Reading{}, false
	}
	out := Reading{Outcome: Apply, Unkept: r.unkept}
	var silent, sound, lost *frame
	confirm := func(code QuestionCode, sp Span, it ledger.ItemID, value, other int) {
		if out.Outcome != Confirm || out.Question.Code == AskStage { // which asks the least
			out.Outcome = Confirm
			out.Question = Question{Code: code, Quote: r.quote(sp.Start, sp.End), Item: it, Value: value, Other: other}
		}
	}
	r.adopt()
	r.mergeFrames()
	r.parts()
	r.countedTogether()
	added := false
	if len(r.frames) > 1 {
		out.Acts = make([]Act, 0, len(r.frames))
	}
	for _, f := range r.frames {
		if f.instead && len(f.main()) == 0 {
			confirm(AskSure, r.whole(), "", 0, 0)
			continue
		}
		acts, q, idle := r.build(f)
		switch {
		case q != nil:
			if q.Outcome == Confirm {
				confirm(q.Question.Code, r.frameSpan(f), q.Question.Item, q.Question.Value, q.Question.Other)
				break
			}
			if q.Outcome == Unknown {
				return Reading{}, false
			}
			return *q, true
		case idle:
			silent = f
			out.Unkept = append(out.Unkept, r.idleWords(f))
			if len(f.main()) > 0 {
				lost = f
			}
			continue
		}
		for i := range acts {
			a := &acts[i]
			if a.Op == ledger.Set && added && !a.OpStated && len(a.Titles) == 0 && !f.whole() { // 新增征文1篇,宣讲2场: is the second an addition too?
				confirm(AskMayAdd, a.Span, a.Item, a.Value, 0)
			}
			added = added || a.Op == ledger.Add && a.OpStated && !r.miscounted(f)
		}
		if x := besideTitles(out.Acts, acts); x != nil {
			confirm(AskMayAdd, x.Span, x.Item, x.Value, 0)
		}
		if f.sound != nil && len(acts) > 0 {
			sound = f
		}
		if out.Acts == nil { // of one frame, mostly
			out.Acts = acts
		} else {
			out.Acts = append(out.Acts, acts...)
		}
	}
	if len(out.Acts) == 0 {
		if silent == nil {
			return Reading{}, false
		}
		return r.idle(silent), true
	}
	if q := r.clash(pointers(out.Acts)); q != nil {
		return *q, true
	}
	if sound != nil {
		t := sound.sound
		confirm(AskSound, t.span(), out.Acts[0].Item, 0, 0)
	}
	r.forget()
	if lost != nil {
		confirm(AskMixed, r.frameSpan(lost), r.g.item(max(lost.item, 0)).ID, 0, 0)
	}
	if q := r.strangeUnit(); q != nil {
		return *q, true
	}
	if q := r.strangePart(); q != nil {
		return *q, true
	}
	if len(r.joint) > 1 {
		if len(out.Acts) != 1 {
			return r.ask(AskUnit, r.whole()), true
		}
		acts := make([]Act, len(r.joint))
		for i, u := range r.joint {
			acts[i] = out.Acts[0]
			acts[i].Unit = r.g.plan.Units[u].ID
		}
		out.Acts = acts
	}
	if r.retold || r.guessedTitle {
		confirm(AskSure, r.whole(), "", 0, 0)
	}
	if len(r.residue) > 0 {
		confirm(AskResidue, r.residue[0], "", 0, 0)
	}
	if silent != nil && silent.plan != nil && silent.first < r.frames[len(r.frames)-1].first && len(out.Acts) > 0 && r.frames[0] == silent {
		confirm(AskUnsure, silent.plan.span(), "", 0, 0) // 准备报2篇征文,宣讲3场
	}
	for i := range out.Acts {
		a := &out.Acts[i]
		u, ok := r.g.plan.Unit(a.Unit)
		it, ok2 := r.g.plan.Item(a.Item)
		if ok && ok2 && !it.Owes(u) && a.Reporting() {
			confirm(AskNotOwed, a.Span, a.Item, 0, 0)
		}
	}
	if out.Outcome == Apply {
		if q := r.toldTwice(out.Acts); q != nil {
			return *q, true
		}
	}
	return out, true
}

// miscounted tells whether a frame says that its own total was told wrongly: what
// follows is no addition by that.
func (r *reporter) miscounted(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		if t := &r.toks[k]; t.is(cAdd|cSub) && miscounts(t.w.text) {
			return true
		}
	}
	return false
}

// frameSpan is where a frame was read. Shared words are written out (share.go), so that
// the last token may stand before the first.
func (r *reporter) frameSpan(f *frame) Span {
	last := min(f.last, len(r.toks)-1)
	sp := Span{r.toks[f.first].start, r.toks[last].end}
	for k := f.first; sp.End < sp.Start && k <= last; k++ {
		sp.Start = min(sp.Start, r.toks[k].start)
	}
	return sp
}

// idleWords are the words that tell of nothing done.
func (r *reporter) idleWords(f *frame) string {
	sp := r.frameSpan(f)
	sp.End = max(sp.Start, min(sp.End, r.toks[r.ownEnd(f)-1].end))
	for _, t := range []*token{f.neg, f.plan} {
		if t != nil {
			sp.Start, sp.End = min(sp.Start, t.start), max(sp.End, t.end)
		}
	}
	return strings.Trim(r.s[sp.Start:sp.End], " ,;。、!:\n")
}

// strangeUnit finds letters that look like the name of a unit and are none:
// 祁阳, 横山县. Which unit was meant is never guessed.
func (r *reporter) strangeUnit() *Reading {
	for _, sp := range r.residue {
		s := r.s[sp.Start:sp.End]
		n := utf8.RuneCountInString(s)
		first, _ := utf8.DecodeRuneInString(s)
		looks := n >= 2 && n <= 4 && !strings.HasSuffix(s, "社区") && !strings.HasSuffix(s, "小区") && (strings.HasSuffix(s, "县") || strings.HasSuffix(s, "市") || strings.HasSuffix(s, "区") || strings.HasSuffix(s, "局"))
		if n == 2 {
			for _, u := range r.g.plan.Units {
				f, _ := utf8.DecodeRuneInString(u.Name)
				looks = looks || f == first && u.Kind == ledger.County
			}
		}
		if looks {
			q := r.ask(AskUnit, sp)
			return &q
		}
	}
	return nil
}

// strangePart finds a part of a list that is none of the campaign's: 征文2 台账5本 答题99.
// One unclear part keeps the others back, too.
func (r *reporter) strangePart() *Reading {
	for _, sp := range r.residue {
		for i := range r.toks {
			if r.toks[i].start != sp.Start || i > 0 && r.segs[i-1] == r.segs[i] && r.toks[i-1].kind != kSep || i+2 >= len(r.toks) {
				continue
			}
			n := &r.toks[i+1]
			ends := i+3 == len(r.toks) || r.toks[i+3].kind == kSep
			if n.kind == kNum && n.start == r.toks[i].end && r.toks[i+2].is(cForeign) && ends && len(r.frames) > 1 {
				q := r.ask(AskMeaning, Span{sp.Start, r.toks[i+2].end})
				return &q
			}
		}
	}
	return nil
}

// idle answers what was said about nothing done: negations and plans.
func (r *reporter) idle(f *frame) Reading {
	if f.item >= 0 {
		a := Act{Verb: Deadline, Item: r.g.item(f.item).ID, Span: r.frameSpan(f)}
		if r.c.Role == ledger.Contact {
			a.Unit, a.Scope = r.c.Unit, "me"
		}
		return Reading{Outcome: Reply, Acts: []Act{a}, Chatter: Plans}
	}
	return Reading{Outcome: Ignore, Chatter: Plans}
}
