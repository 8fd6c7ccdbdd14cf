package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// session: a bare figure is the total; a dated or placed one is new, and what is new
// was held today where the words say so without a date.
func (r *reporter) session(f *frame, base *Act) ([]Act, *Reading) {
	acts, q := r.sessions(f, base)
	for i := range acts {
		if a := &acts[i]; a.Date.IsZero() && a.Op == ledger.Add && a.Value == 1 && a.Place != "" && r.today(f) {
			a.Date = ledger.DateOf(r.now)
		}
	}
	return acts, q
}

func (r *reporter) sessions(f *frame, base *Act) ([]Act, *Reading) {
	if f.kinds > 0 {
		f.place = ""
	}
	base.Verb, base.Place = Session, f.place
	if len(f.titles) > 1 {
		return nil, r.askFrame(f, AskItem, 0, 0)
	}
	if x := r.unfit(f); x != nil {
		return nil, r.askFrame(f, AskMeasure, x.num.value, 0)
	}
	if f.day != nil {
		d, bad := r.g.resolve(f.day.day, r.now, false)
		switch {
		case bad == noSuchDay:
			return nil, r.askFrame(f, AskDate, 0, 0)
		case bad == twoDays && !r.attended(f, d), f.day.day.form == formWeekend:
			return nil, r.askFrame(f, AskDate, 0, 0)
		case bad == noDay:
		case ledger.DateOf(r.now).Before(d):
			return nil, r.askFrame(f, AskFuture, 0, 0)
		case d.Before(r.g.plan.Campaign.Start.AddDays(-7)) && !ledger.DateOf(r.now).Before(r.g.plan.Campaign.Start):
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
		if !r.untilDay(f) {
			base.Date = d
		}
		if d == ledger.DateOf(r.now) && r.later(f) {
			return nil, r.askFrame(f, AskFuture, 0, 0)
		}
	}
	if f.day == nil && r.later(f) { // 下午5点宣讲1场, said at four
		return nil, r.askFrame(f, AskFuture, 0, 0)
	}
	if undated.find(r.s) != "" && len(r.frames) == 1 { // 时间待定
		return nil, r.askFrame(f, AskFuture, 0, 0)
	}
	heads := 0
	for i := range f.figs {
		x := &f.figs[i]
		if x.people && !x.dropped {
			if heads++; heads > 1 {
				return nil, r.askFrame(f, AskWhichFigure, base.People, x.num.value)
			}
			if x.op != "" && x.op != ledger.Set || x.old {
				return nil, r.askFrame(f, AskMeasure, x.num.value, 0)
			}
			base.People = x.num.value
			base.Approx = base.Approx || x.num.approx
		}
	}
	v, op, stated, q := r.total(f, f.main())
	if q != nil {
		return nil, q
	}
	if f.spots > 0 && v == nil {
		return nil, r.askFrame(f, AskFigure, f.spots, 0)
	}
	detailed := !base.Date.IsZero() || f.place != ""
	switch {
	case v == nil && detailed && r.takenAway(f): // 6号那场宣讲重复了,删掉
		if heads > 0 || r.nums > 0 || len(r.frames) > 1 {
			return nil, r.askFrame(f, AskMeaning, 0, 0)
		}
		base.Op, base.Value, base.HasValue = ledger.Sub, 1, true
		return []Act{*base}, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item}}
	case v == nil && heads == 0 && r.spokenOf(f): // 6号那场宣讲报两遍了
		return nil, r.askFrame(f, AskMeaning, 0, 0)
	case v == nil && f.sibling && !f.named && !f.listed && heads == 0: // 宣讲1场60人,在广场发资料
		return nil, r.askFrame(f, AskMeaning, 0, 0)
	case v == nil && detailed && heads == 0 && f.place == "" && (r.has&cGripe != 0 || len(r.residue) > 0 && !r.classIn(f.first, min(f.last, len(r.toks)-1), cHold)): // 今天宣讲站了三个小时,冷死了
		return nil, r.askFrame(f, AskFigure, 0, 0)
	case v == nil && detailed:
		base.Op, base.Value, base.HasValue = ledger.Add, 1, true
		if heads == 0 && !f.listed && (f.sibling || !r.held(f)) || r.joined(f.place) {
			return []Act{*base}, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item}}
		}
		return []Act{*base}, nil
	case v == nil && heads > 0 && r.justEnded(f):
		base.Op, base.Value, base.HasValue = ledger.Add, 1, true
		return []Act{*base}, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item}}
	case v == nil:
		return nil, r.askFrame(f, AskFigure, base.People, 0)
	}
	approx := base.Approx
	base.figure(v, op, stated, "")
	base.Approx = base.Approx || approx
	if v.total && len(f.main()) > 1 && detailed { // 今天宣讲1场,累计3场
		base.Date, base.Place, base.People = ledger.Date{}, "", 0
	}
	if detailed && op == ledger.Set && base.Value > 0 {
		if stated || v.total || base.Value > 1 { // 12月8日在社区,宣讲共3场: a total, or three of them there?
			if base.Value > 1 && !v.total {
				base.Op = ledger.Add
			}
			return []Act{*base}, &Reading{Outcome: Confirm, Question: Question{Code: AskMayAdd, Item: base.Item, Value: base.Value}}
		}
		base.Op = ledger.Add
	}
	return []Act{*base}, nil
}

// attended tells whether the day of the week must be the one that was, not the next: who
// came is told, or it is the nearer one and the words say that it was.
func (r *reporter) attended(f *frame, d ledger.Date) bool {
	for i := range f.figs {
		if f.figs[i].people {
			return true
		}
	}
	return r.held(f) && !d.AddDays(3).Before(ledger.DateOf(r.now))
}

// takenAway tells whether the words around a session without a figure say that it is to
// go: 重复了, 删掉. They may stand before it or at the end of the line.
func (r *reporter) takenAway(f *frame) bool {
	from, to := 0, len(r.toks)
	for _, o := range r.frames {
		switch {
		case o.first < f.first:
			from = max(from, o.last+1)
		case o.first > f.first:
			to = min(to, o.first)
		}
	}
	return from < to && r.classIn(from, to-1, cSub)
}

// spokenOf tells whether a session is pointed at as known, 那场, and nothing says that it
// was held: then something else is said of it.
func (r *reporter) spokenOf(f *frame) bool {
	last := min(f.last, len(r.toks)-1)
	return containsAny(r.s[r.toks[f.first].start:r.toks[last].end], []string{"那场", "那次", "那一场", "那一次", "那个宣讲"}) && !r.classIn(f.first, last, cHold)
}

// justEnded tells whether the words say that one has ended: 宣讲刚结束,来了45人.
func (r *reporter) justEnded(f *frame) bool {
	s := r.s[r.toks[f.first].start:r.toks[min(f.last, len(r.toks)-1)].end]
	return containsAny(s, ended)
}

// ended say that a session has just ended.
var ended = []string{"刚结束", "结束了", "刚搞完", "刚讲完", "刚开完", "刚办完", "刚宣讲完", "宣讲完", "搞完了", "讲完了", "开完了", "办完了"}

// held tells whether the words say that it took place.
func (r *reporter) held(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		if t := &r.toks[k]; t.is(cHold) || t.kind == kWord && strings.HasSuffix(t.w.text, "了") {
			return true
		}
	}
	return false
}
