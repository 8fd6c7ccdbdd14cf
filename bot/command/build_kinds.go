package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

func (r *reporter) askFrame(f *frame, code QuestionCode, a, b int) *Reading {
	x := r.ask(code, r.frameSpan(f))
	x.Question.Item, x.Question.Value, x.Question.Other = r.g.item(f.item).ID, a, b
	return &x
}

// unfit is the first figure whose measure does not belong to the item.
func (r *reporter) unfit(f *frame) *figure {
	for i := range f.figs {
		x := &f.figs[i]
		if !x.dropped && !x.people && !r.fits(f.item, x) {
			return x
		}
	}
	return nil
}

// count: heads, in two boxes where the item has them.
func (r *reporter) count(f *frame, base Act) ([]Act, *Reading) {
	base.Verb = Count
	if len(f.titles) > 0 {
		return nil, r.askFrame(f, AskItem, 0, 0)
	}
	if x := r.unfit(f); x != nil {
		return nil, r.askFrame(f, AskMeasure, x.num.value, 0)
	}
	if !r.g.scoped[f.item] {
		for i := range f.figs {
			f.figs[i].scope = ""
		}
	}
	var own, others, rest []*figure
	for _, x := range f.main() {
		switch {
		case x.total:
			rest = append(rest, x)
		case x.scope == ledger.ScopeOwn:
			own = append(own, x)
		case x.scope == ledger.ScopeOthers:
			others = append(others, x)
		default:
			rest = append(rest, x)
		}
	}
	boxed := len(own) > 0 || len(others) > 0
	if boxed && len(own)+len(others) > 1 || boxed && len(rest) > 0 {
		return r.boxes(f, base, own, others, rest)
	}
	scope := f.scope
	if len(own) > 0 {
		scope = ledger.ScopeOwn
	}
	if len(others) > 0 {
		scope = ledger.ScopeOthers
	}
	if len(rest) == 1 && rest[0].total && rest[0].scope != "" {
		scope = rest[0].scope
	}
	if !r.g.scoped[f.item] {
		scope = ""
	}
	if r.later(f) {
		return nil, r.askFrame(f, AskFuture, 0, 0)
	}
	v, op, stated, q := r.total(f, f.main())
	if q != nil {
		return nil, q
	}
	if v == nil {
		return nil, r.askFrame(f, AskFigure, 0, 0)
	}
	return []Act{figured(base, v, op, stated, scope)}, nil
}

func figured(a Act, v *figure, op ledger.Op, stated bool, scope string) Act {
	a.Op, a.OpStated, a.Value, a.HasValue, a.Approx, a.Scope = op, stated, v.num.value, true, v.num.approx, scope
	if v.measure == measureVisits {
		a.Measure = v.measure
	}
	return a
}

// boxes: own staff and others side by side; several others are added up; a stated
// total must agree.
func (r *reporter) boxes(f *frame, base Act, own, others, rest []*figure) ([]Act, *Reading) {
	sum := 0
	var acts []Act
	for _, box := range []struct {
		scope string
		figs  []*figure
	}{{ledger.ScopeOwn, own}, {ledger.ScopeOthers, others}} {
		if len(box.figs) == 0 {
			continue
		}
		n, approx, op := 0, false, box.figs[0].op
		for _, x := range box.figs {
			if x.op == ledger.Add && len(rest) == 1 && rest[0].total { // 18加上230一共248
				x.op = ""
			}
			if x == box.figs[0] {
				op = x.op
			}
			if x.op != op || x.old || x.fixes || box.scope == ledger.ScopeOwn && len(box.figs) > 1 {
				return nil, r.askFrame(f, AskWhichFigure, box.figs[0].num.value, x.num.value)
			}
			n += x.num.value
			approx = approx || x.num.approx
		}
		a := base
		a.Op, a.OpStated = op, op != ""
		if op == "" {
			a.Op = ledger.Set
		} else if len(rest) > 0 {
			return nil, r.askFrame(f, AskWhichFigure, n, rest[0].num.value)
		}
		a.Value, a.HasValue, a.Approx, a.Scope = n, true, approx, box.scope
		if box.figs[0].measure == measureVisits {
			a.Measure = measureVisits
		}
		acts = append(acts, a)
		sum += n
	}
	for _, x := range rest {
		if x.num.value != sum || !x.total && len(rest) > 1 {
			return nil, r.askFrame(f, AskSum, sum, x.num.value)
		}
	}
	return acts, nil
}

// entry: pieces, by figure, by title, by stage.
func (r *reporter) entry(f *frame, base Act) ([]Act, *Reading) {
	base.Verb, base.Author, base.Type = Entry, f.author, f.typ
	if x := r.unfit(f); x != nil {
		return nil, r.askFrame(f, AskMeasure, x.num.value, 0)
	}
	staged := r.g.staged[f.item]
	if n := len(f.titles); n > 1 { // 一篇叫《账本》一篇叫《秤》
		ones := 0
		for _, x := range f.main() {
			if x.num.value == 1 && x.op == "" && !x.total {
				ones++
			}
		}
		if ones == n {
			for _, x := range f.main() {
				if x.num.value == 1 {
					x.dropped = true
				}
			}
		}
	}
	v, op, stated, q := r.total(f, f.main())
	if q != nil {
		return nil, q
	}
	if f.day != nil {
		d, bad := r.g.resolve(f.day.day, r.now, false)
		if bad == noSuchDay {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
		if bad == noTrouble || bad == twoDays {
			if ledger.DateOf(r.now).Before(d) {
				return nil, r.askFrame(f, AskFuture, 0, 0)
			}
			base.Date = d
		}
	}
	base.Media = f.media
	if staged {
		switch f.stage {
		case "sent":
			base.Stage = ledger.Published
			if f.media == "" && f.pieces || strings.Contains(r.s, "邮箱") {
				base.Stage = ledger.Submitted
			}
			r.guessed = r.guessed || f.media == "" && !f.pieces
		default:
			base.Stage = f.stage
		}
		if f.pieces && base.Stage == "" {
			base.Stage = ledger.Submitted
		}
		if f.media != "" && base.Stage == "" {
			base.Stage = ledger.Published
		}
		if f.media != "" && base.Stage == ledger.Submitted {
			base.Stage = ledger.Published
		}
	}
	if f.day == nil && r.later(f) {
		return nil, r.askFrame(f, AskFuture, 0, 0)
	}
	n := len(f.titles)
	switch {
	case n > 0:
		base.Titles = f.titles
		base.Op, base.Value, base.HasValue = ledger.Add, n, true
		if v != nil {
			if v.num.value != n {
				return nil, r.askFrame(f, AskTitles, v.num.value, n)
			}
			base.Op, base.OpStated = ledger.Add, op == ledger.Add
			if op == ledger.Sub {
				base.Op, base.OpStated = ledger.Sub, true
			}
			if v.total || v.op == ledger.Set {
				base.Op = ledger.Set
				return []Act{base}, &Reading{Outcome: Confirm, Question: Question{Code: AskMayAdd, Item: base.Item, Value: n}}
			}
			base.Approx = v.num.approx
		}
	case v != nil:
		base = figured(base, v, op, stated, "")
		if base.Stage != "" && base.Value != 1 {
			if base.Stage == ledger.Submitted {
				base.Stage = ""
			} else {
				return nil, r.askFrame(f, AskFigure, base.Value, 0)
			}
		}
	case staged && base.Stage != "":
		base.Op, base.Value, base.HasValue = ledger.Add, 1, true
	default:
		return nil, r.askFrame(f, AskFigure, 0, 0)
	}
	if staged && f.both && base.Value == 1 {
		published, submitted := base, base
		published.Stage, submitted.Stage = ledger.Published, ledger.Submitted
		submitted.Media, submitted.Date = "", ledger.Date{}
		return []Act{published, submitted}, nil
	}
	return []Act{base}, nil
}

// session: a bare figure is the total; a dated or placed one is new.
func (r *reporter) session(f *frame, base Act) ([]Act, *Reading) {
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
		case bad == twoDays, f.day.day.form == formWeekend:
			return nil, r.askFrame(f, AskDate, 0, 0)
		case bad == noTrouble && ledger.DateOf(r.now).Before(d):
			return nil, r.askFrame(f, AskFuture, 0, 0)
		case bad == noTrouble && d.Before(r.g.plan.Campaign.Start.AddDays(-7)) && !ledger.DateOf(r.now).Before(r.g.plan.Campaign.Start):
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
		base.Date = d
		if d == ledger.DateOf(r.now) && r.later(f) {
			return nil, r.askFrame(f, AskFuture, 0, 0)
		}
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
	detailed := !base.Date.IsZero() || f.place != ""
	switch {
	case v == nil && detailed:
		base.Op, base.Value, base.HasValue = ledger.Add, 1, true
		if heads == 0 && !r.held(f) {
			return []Act{base}, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item}}
		}
		return []Act{base}, nil
	case v == nil:
		return nil, r.askFrame(f, AskFigure, base.People, 0)
	}
	approx := base.Approx
	base = figured(base, v, op, stated, "")
	base.Approx = base.Approx || approx
	if detailed && op == ledger.Set && base.Value > 0 {
		if stated || v.total || base.Value > 1 { // 12月8日在社区,宣讲共3场: a total, or three of them there?
			if base.Value > 1 && !v.total {
				base.Op = ledger.Add
			}
			return []Act{base}, &Reading{Outcome: Confirm, Question: Question{Code: AskMayAdd, Item: base.Item, Value: base.Value}}
		}
		base.Op = ledger.Add
	}
	return []Act{base}, nil
}

// later tells whether the frame speaks of a time that has not come: a later day,
// or a later hour or part of today.
func (r *reporter) later(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		switch t := &r.toks[k]; {
		case t.kind == kDate:
			d, bad := r.g.resolve(t.day, r.now, false)
			if bad == noTrouble && ledger.DateOf(r.now).Before(d) {
				return true
			}
			if d != ledger.DateOf(r.now) {
				return false
			}
			if t.day.form == formOffset && t.day.hour >= 18 && r.now.Hour() < 18 {
				return true
			}
		case t.kind == kClock:
			at, bad := r.when(f.first, min(f.last+1, len(r.toks)), false, false)
			return bad == noTrouble && at.After(r.now)
		case t.is(cDayPart):
			if k+1 < len(r.toks) && r.toks[k+1].kind == kClock {
				continue
			}
			return dayParts[t.w.hour-1].from > r.now.Hour()
		}
	}
	return false
}

// held tells whether the words say that it took place.
func (r *reporter) held(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		if t := &r.toks[k]; t.is(cHold) || t.kind == kWord && strings.HasSuffix(t.w.text, "了") {
			return true
		}
	}
	return false
}

// signup: names for an event.
func (r *reporter) signup(f *frame, base Act) ([]Act, *Reading) {
	base.Verb, base.Op = Signup, ledger.Add
	it := r.g.item(f.item)
	if len(f.names) == 0 {
		return nil, r.askFrame(f, AskNames, 0, 0)
	}
	for _, x := range f.main() {
		if x.num.value != len(f.names) {
			return nil, r.askFrame(f, AskNames, x.num.value, len(f.names))
		}
		if x.op == ledger.Sub {
			base.Op = ledger.Sub
		}
	}
	if f.anyDropped() || strings.Contains(r.s, "换成") || strings.Contains(r.s, "改成") || strings.Contains(r.s, "换为") || strings.Contains(r.s, "不去") {
		return nil, r.askFrame(f, AskNames, 0, len(f.names))
	}
	base.Names, base.Value, base.HasValue = f.names, len(f.names), true
	switch {
	case f.event == -2:
		base.Event = ""
		return []Act{base}, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: it.ID}}
	case f.event >= 0:
		base.Event = r.g.plan.Milestones[f.event].ID
	}
	if f.day != nil {
		d, bad := r.g.resolve(f.day.day, r.now, false)
		if bad == noSuchDay {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
		found := false
		for _, m := range r.g.plan.Milestones {
			if m.Day != d || len(it.Events) > 0 && !slices.Contains(it.Events, m.ID) {
				continue
			}
			if base.Event == "" {
				base.Event = m.ID
			}
			found = base.Event == m.ID
			if found {
				break
			}
		}
		if !found {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
	}
	if len(it.Events) > 0 && base.Event != "" && !slices.Contains(it.Events, base.Event) {
		return nil, r.askFrame(f, AskEvent, 0, 0)
	}
	if len(it.Events) > 1 && base.Event == "" {
		q := r.askFrame(f, AskEvent, 0, 0)
		return nil, q
	}
	return []Act{base}, nil
}

// mail: sent by the unit's own word, received by the coordinator's.
func (r *reporter) mail(f *frame, base Act) ([]Act, *Reading, bool) {
	base.Verb = Mail
	units, doubt := r.unitsIn(0, len(r.toks))
	if doubt != nil {
		q := r.askCity(doubt)
		return nil, &q, false
	}
	received := false
	for i := range r.toks {
		received = received || r.toks[i].is(cReceived)
	}
	switch {
	case received && r.c.Role == ledger.Coordinator:
		base.State = ledger.StateReceived
		if len(units) == 0 {
			return nil, r.askFrame(f, AskWho, 0, 0), false
		}
		for i := range r.toks {
			if t := &r.toks[i]; t.kind == kNum && t.num.value != len(units) {
				return nil, r.askFrame(f, AskUnits, t.num.value, len(units)), false
			}
		}
		base.Units = units
		return []Act{base}, nil, false
	case received:
		return nil, r.askFrame(f, AskMixed, 0, 0), false
	case f.stage == "" || f.stage == ledger.Written:
		if f.stage == ledger.Written {
			return nil, nil, true
		}
		return nil, r.askFrame(f, AskFigure, 0, 0), false
	}
	if r.later(f) { // 总结今晚发邮箱
		return nil, nil, true
	}
	base.State = ledger.StateSent
	for _, x := range f.main() {
		if x.num.value != 1 || x.op == ledger.Sub {
			return nil, r.askFrame(f, AskNumber, x.num.value, 0), false
		}
	}
	if len(units) > 1 {
		base.Units = units
		return []Act{base}, nil, false
	}
	var bad *Reading
	base.Unit, bad = r.writer(units, nil)
	if bad != nil {
		return nil, bad, false
	}
	base.Units = []ledger.UnitID{base.Unit}
	if base.Unit == "" {
		base.Units = nil
	}
	return []Act{base}, nil, false
}
