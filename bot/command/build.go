package command

import (
	"cmp"
	"strings"

	"pufabot/bot/ledger"
)

// build makes the acts of one frame; a question when it is unclear, idle when it
// tells of nothing done.
func (r *reporter) build(f *frame) (acts []Act, q *Reading, idle bool) {
	ask := func(code QuestionCode) ([]Act, *Reading, bool) {
		x := r.ask(code, r.frameSpan(f))
		if f.item >= 0 {
			x.Question.Item = r.g.item(f.item).ID
		}
		return nil, &x, false
	}
	if f.item < 0 && len(f.cands) == 0 && f.pieces && len(f.figs) == 0 {
		for k, staged := range r.g.staged {
			if staged {
				f.cands = append(f.cands, k)
			}
		}
	}
	if f.item < 0 && len(f.cands) > 0 {
		r.settleItem(f)
	}
	if f.item < 0 {
		if len(f.cands) == 0 && f.stage == "" && len(f.titles) == 0 && !f.pieces && len(f.figs) == 0 && len(f.names) == 0 && !f.with {
			if f.neg != nil || f.plan != nil {
				return nil, nil, true
			}
			if f.place != "" && f.day != nil {
				return ask(AskItem)
			}
			return nil, nil, false // a date or a place beside something else
		}
		if f.neg != nil || f.plan != nil {
			return nil, nil, true
		}
		if len(f.figs) == 0 && len(f.titles) == 0 && f.stage == "" && !f.pieces {
			if len(f.cands) > 0 {
				return nil, &Reading{Outcome: Unknown}, false
			}
			return nil, nil, false
		}
		if len(f.figs) > 0 && len(r.frames) == 1 && f.figs[0].measure == "" && !f.figs[0].heads && len(f.cands) == 0 && r.text > 0 {
			return nil, &Reading{Outcome: Unknown}, false
		}
		if f.stage != "" && len(f.figs) == 0 && len(f.titles) == 0 && !f.pieces && len(f.cands) == 0 {
			return nil, &Reading{Outcome: Unknown}, false
		}
		x := r.ask(AskItem, r.frameSpan(f))
		x.Question.Items = r.candidates(f)
		return nil, &x, false
	}
	it := r.g.item(f.item)
	main := f.main()
	zero := len(main) == 1 && main[0].num.value == 0 && main[0].num.odd == fine
	if it.Kind == ledger.Sessions {
		for i := range f.figs {
			if f.figs[i].heads {
				f.figs[i].people = true
			}
		}
		main = f.main()
	}
	if it.Kind == ledger.Mail && f.stage == "" && len(f.figs) == 0 && f.neg == nil && f.plan == nil && len(r.frames) > 1 && !(r.has&cReceived != 0 && r.classIn(f.first, min(f.last, len(r.toks)-1), cReceived)) {
		return nil, nil, false // 活动情况, as a heading
	}
	if it.Kind == ledger.Text && r.without(f) {
		zero = true
	}
	for _, t := range [...]*token{f.neg, f.plan} {
		if zero && t != nil && t.w.textOf() != "不" { // 宣讲0场,还没搞; not 报0篇不合适
			r.weigh(r.index(t))
		}
	}
	if it.Kind == ledger.Entry && f.plan == nil && f.neg == nil && !zero {
		f.plan = r.soonHanded(f)
	}
	mixed := false
	if t := firstOf(f.neg, f.plan); t != nil && len(main) > 1 {
		if !r.undone(t, main) {
			return ask(AskMixed)
		}
		f.neg, f.plan, mixed = nil, nil, true
		main = f.main()
	}
	if t := firstOf(f.neg, f.plan); t != nil && !zero && len(main) == 1 && main[0].num.value > 0 {
		from, to := r.clause(main[0].tok)
		if i := r.index(t); (i < from || i > to) && !r.classIn(from, to, cPlan) {
			return ask(AskMixed) // 答题98人,其他人还没答; 正在组织,已有126人答题
		}
	}
	if it.Kind == ledger.Signup && (f.neg != nil && len(f.names) > 0 || f.plan != nil && len(f.names) > 1) { // 张三不去了,换李四
		return ask(AskNames)
	}
	if f.plan != nil && f.neg == nil && it.Kind == ledger.Sessions && strings.HasPrefix(f.plan.w.textOf(), "正在") && len(f.figs) > 0 { // 正在开,现场50人
		return ask(AskMixed)
	}
	if (f.neg != nil || f.plan != nil) && !zero {
		if f.neg != nil && len(main) > 0 && main[0].num.value > 0 && r.shared(f) {
			return ask(AskMixed)
		}
		return nil, nil, true
	}
	if r.putOff(f) || r.sentApart(f) {
		return nil, nil, true
	}
	if f.sound != nil && len(f.figs) == 0 && len(f.titles) == 0 && f.stage == "" && !f.pieces {
		return nil, &Reading{Outcome: Unknown}, false
	}
	base := Act{Item: it.ID, Span: r.frameSpan(f)}
	var bad *Reading
	var units []ledger.UnitID
	if f.unit >= 0 {
		units = []ledger.UnitID{r.g.plan.Units[f.unit].ID}
	} else if r.unit >= 0 { // named after the figures
		units = []ledger.UnitID{r.g.plan.Units[r.unit].ID}
		if r.manyUnits() {
			return ask(AskUnit)
		}
	}
	if it.Kind == ledger.Mail {
		return r.mail(f, &base)
	}
	base.Unit, bad = r.writer(units, nil)
	if bad != nil {
		bad.Question.Item = it.ID
		return nil, bad, false
	}
	for i := range f.figs {
		switch x := &f.figs[i]; {
		case x.dropped:
		case x.num.odd == ranged: // the figure itself is quoted, not all of a session
			acts, q, idle := ask(AskRange)
			if t := &r.toks[x.tok]; t.kind == kNum {
				q.Question.Quote = r.txt(t) + x.measure
			}
			return acts, q, idle
		case x.num.odd == huge || x.num.odd == unclear || x.num.frac:
			return ask(AskNumber)
		}
	}
	switch it.Kind {
	case ledger.Count:
		acts, q = r.count(f, &base)
	case ledger.Entry:
		acts, q = r.entry(f, &base)
	case ledger.Sessions:
		acts, q = r.session(f, &base)
	case ledger.Signup:
		acts, q = r.signup(f, &base)
	case ledger.Text:
		if !zero {
			return ask(AskText)
		}
		base.Verb, base.Op, base.HasValue = Text, ledger.Set, true
		return []Act{base}, nil, false
	}
	if q == nil || q.Question.Code == AskStage {
		q = cmp.Or(r.doubts(f, acts), q)
	}
	if q == nil && mixed {
		q = &Reading{Outcome: Confirm, Question: Question{Code: AskMixed, Item: it.ID, Value: main[0].num.value}}
	}
	return acts, q, false
}

func firstOf(a, b *token) *token {
	if a != nil {
		return a
	}
	return b
}

// shared tells whether another frame lies in the same segment.
func (r *reporter) shared(f *frame) bool {
	for _, o := range r.frames {
		if o != f && r.segs[o.first] == r.segs[f.first] {
			return true
		}
	}
	return false
}

func (r *reporter) manyUnits() bool {
	for _, f := range r.frames {
		if f.unit >= 0 && f.unit != r.unit {
			return true
		}
	}
	return false
}

// doubts are what makes a frame worth a yes before it is kept.
func (r *reporter) doubts(f *frame, acts []Act) *Reading {
	it := r.g.item(f.item)
	c := func(code QuestionCode, value, other int) *Reading {
		return &Reading{Outcome: Confirm, Question: Question{Code: code, Item: it.ID, Value: value, Other: other}}
	}
	for i := range f.figs {
		x := &f.figs[i]
		if x.dropped {
			continue
		}
		if x.num.odd == letters {
			return c(AskLetters, x.num.value, 0)
		}
		if x.measure == measureVisits {
			return c(AskVisits, x.num.value, 0)
		}
		if x.turned {
			return c(AskSure, x.num.value, 0)
		}
		if x.may && !(len(acts) == 1 && acts[0].Verb == Session && (!acts[0].Date.IsZero() || acts[0].Place != "")) {
			return c(AskMayAdd, x.num.value, 0)
		}
	}
	for i := range acts {
		if a := &acts[i]; a.Value > r.g.maxOf(f.item) || a.People > 100_000 {
			return c(AskTooMuch, max(a.Value, a.People), r.g.maxOf(f.item))
		}
	}
	if it.Kind == ledger.Count && f.day != nil && len(acts) > 0 && acts[0].Op == ledger.Set && !r.upTo(f) {
		return c(AskMayAdd, acts[0].Value, 0) // 昨天答题20人: of that day, or in all?
	}
	if f.with && it.Kind != ledger.Sessions { // 耒阳和常宁答题126: whose?
		return r.askFrame(f, AskUnit, 0, 0)
	}
	if f.with || r.ofHost(f) {
		return c(AskSure, 0, 0)
	}
	if r.g.scoped[f.item] && wideEnd(f.place) { // 高新区答题60人: whose are they?
		return c(AskSure, 0, 0)
	}
	if r.guessed || r.has&cReceived != 0 && r.g.staged[f.item] {
		return c(AskSure, 0, 0)
	}
	return nil
}

func (r *reporter) askFrame(f *frame, code QuestionCode, a, b int) *Reading {
	x := r.ask(code, r.frameSpan(f))
	x.Question.Item, x.Question.Value, x.Question.Other = r.g.item(f.item).ID, a, b
	return &x
}
