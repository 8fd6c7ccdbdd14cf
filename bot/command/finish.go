package command

import (
	"slices"
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
	return out, true
}

// besideTitles finds a bare total among two lists of acts where the other names
// pieces of the same item: 作品《甲》,海报1张. Is the one among the other?
func besideTitles(before, acts []Act) *Act {
	for i := range acts {
		for k := range before {
			a, b := &acts[i], &before[k]
			if len(a.Titles) > 0 {
				a, b = b, a
			}
			if a.Verb == Entry && a.Item == b.Item && a.Unit == b.Unit && a.Op == ledger.Set && !a.OpStated && len(a.Titles) == 0 && len(b.Titles) > 0 && (b.Type == "" || b.Type == a.Type) {
				return a
			}
		}
	}
	return nil
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

// mergeFrames puts a frame without an item of its own to the one it tells more of.
func (r *reporter) mergeFrames() {
	out := r.frames[:0]
	for _, f := range r.frames {
		if len(out) > 0 {
			prev := out[len(out)-1]
			bare := f.item < 0 && len(f.cands) == 0 && len(f.figs) == 0 && len(f.titles) == 0 && f.typ == ""
			again := !f.listed && f.item >= 0 && f.item == prev.item && f.unit == prev.unit && len(f.figs) == 0 && len(f.titles) == 0 && f.typ == "" && (f.named && f.day == nil || f.sibling && f.place == "") && len(f.names) == 0
			if bare || again {
				if f.day != nil && prev.day == nil {
					prev.day = f.day
				}
				if prev.place == "" {
					prev.place = f.place
				}
				if prev.media == "" {
					prev.media = f.media
				}
				if prev.stage == "" {
					prev.stage = f.stage
				}
				if f.neg != nil {
					prev.neg = f.neg
				}
				if f.plan != nil {
					prev.plan = f.plan
				}
				prev.pieces = prev.pieces || f.pieces
				prev.last = f.last
				continue
			}
		}
		out = append(out, f)
	}
	r.frames = out
}

// forget drops what was not understood about things that were not done anyway.
func (r *reporter) forget() {
	for _, f := range r.frames {
		if f.neg == nil && f.plan == nil {
			continue
		}
		sp := r.frameSpan(f)
		r.residue = slices.DeleteFunc(r.residue, func(x Span) bool { return x.Start >= sp.Start && x.End <= sp.End })
	}
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

// clash finds two acts that speak of the same total and disagree, or a total
// beside a part of it.
func (r *reporter) clash(acts []*Act) *Reading {
	if len(acts) < 2 {
		return nil
	}
	var seen, parts []*Act // parts: boxes, types, sessions told one by one
	for _, a := range acts {
		if a.Verb == Signup || a.Verb == Text || a.Verb == Mail || a.Verb == Entry && (len(a.Titles) > 0 || a.Stage != "") {
			continue
		}
		if a.Verb == Session && (!a.Date.IsZero() || a.Place != "") && a.Op == ledger.Add {
			parts = append(parts, a)
			continue
		}
		if b := lastAlike(seen, a, sameBox); b != nil {
			return r.disagree(b, a)
		}
		seen = append(seen, a)
		if !inNoBox(a, a) {
			parts = append(parts, a)
		}
	}
	for _, a := range acts {
		whole, part := lastAlike(seen, a, inNoBox), lastAlike(parts, a, inAnyBox)
		if whole != nil && part != nil && (whole.Op != ledger.Add || part.Op != ledger.Add) {
			return r.disagree(whole, part)
		}
	}
	return nil
}

// pointers are the acts where they lie.
func pointers(acts []Act) []*Act {
	out := make([]*Act, len(acts))
	for i := range acts {
		out[i] = &acts[i]
	}
	return out
}

// lastAlike is the last act of a list that is of the same unit and item as a, in such a
// box or of such a type; nil: none.
func lastAlike(list []*Act, a *Act, box func(b, a *Act) bool) *Act {
	for _, b := range slices.Backward(list) {
		if b.Unit == a.Unit && b.Item == a.Item && box(b, a) {
			return b
		}
	}
	return nil
}

func sameBox(b, a *Act) bool  { return b.Scope+b.Type == a.Scope+a.Type }
func inNoBox(b, _ *Act) bool  { return b.Scope == "" && b.Type == "" }
func inAnyBox(_, _ *Act) bool { return true }

// counted is how many an act tells of; a session or piece without a figure is one.
func (a *Act) counted() int {
	if !a.HasValue && (a.Verb == Session || a.Verb == Entry) {
		return max(len(a.Titles), 1)
	}
	return a.Value
}

func (r *reporter) disagree(a, b *Act) *Reading {
	q := r.ask(AskWhichFigure, Span{min(a.Span.Start, b.Span.Start), max(a.Span.End, b.Span.End)})
	q.Question.Item, q.Question.Unit, q.Question.Value, q.Question.Other = a.Item, a.Unit, a.counted(), b.counted()
	return &q
}
