package command

import "pufabot/bot/ledger"

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
func (r *reporter) count(f *frame, base *Act) ([]Act, *Reading) {
	base.Verb = Count
	if len(f.titles) > 0 {
		return nil, r.askFrame(f, AskItem, 0, 0)
	}
	if x := r.unfit(f); x != nil {
		return nil, r.askFrame(f, AskMeasure, x.num.value, 0)
	}
	if f.day != nil {
		if _, bad := r.g.resolve(f.day.day, r.now, false); bad == noSuchDay {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
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
	base.figure(v, op, stated, scope)
	return []Act{*base}, nil
}

// figure puts a figure into an act.
func (a *Act) figure(v *figure, op ledger.Op, stated bool, scope string) {
	a.Op, a.OpStated, a.Value, a.HasValue, a.Approx, a.Scope = op, stated, v.num.value, true, v.num.approx, scope
	if v.measure == measureVisits {
		a.Measure = v.measure
	}
}

// boxes: own staff and others side by side; several others are added up; a stated
// total must agree.
func (r *reporter) boxes(f *frame, base *Act, own, others, rest []*figure) ([]Act, *Reading) {
	if len(own)+len(others) == 1 && len(rest) == 1 && rest[0].total {
		if x := append(own, others...)[0]; rest[0].scope == x.scope && x.part && x.num.value <= rest[0].num.value { // 外单位80,含县直50
			base.figure(rest[0], ledger.Set, false, x.scope)
			return []Act{*base}, nil
		}
		return r.complement(f, base, append(own, others...)[0], rest[0])
	}
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
			if x.op == ledger.Add && (len(rest) == 1 && rest[0].total || x != box.figs[0] && x.said && op == "") { // 18加上230一共248; 县直120,乡镇还有80
				x.turned = len(rest) == 0
				x.op = ""
			}
			if x == box.figs[0] {
				op = x.op
			}
			if x.op != op || x.old || x.fixes || x != box.figs[0] && !x.said || box.scope == ledger.ScopeOwn && len(box.figs) > 1 {
				return nil, r.askFrame(f, AskWhichFigure, box.figs[0].num.value, x.num.value)
			}
			n += x.num.value
			approx = approx || x.num.approx
		}
		a := *base
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
	if len(rest) == 1 && rest[0].total && !rest[0].said && rest[0].num.value == sum && len(own) == 0 && len(others) > 1 { // 县直120,乡镇80,合计200: all that took part
		base.figure(rest[0], ledger.Set, false, "")
		return []Act{*base}, nil
	}
	for _, x := range rest {
		if x.num.value != sum || !x.total && len(rest) > 1 {
			return nil, r.askFrame(f, AskSum, sum, x.num.value)
		}
	}
	return acts, nil
}

// complement gives the other box from a total and one part of it, after a yes:
// 答题126人,其中外单位80人 leaves 46 of the own staff.
func (r *reporter) complement(f *frame, base *Act, part, whole *figure) ([]Act, *Reading) {
	if !part.part && !(part.said && part.scope == ledger.ScopeOwn && !whole.said) || part.op != "" || part.num.value > whole.num.value || part.num.approx != whole.num.approx {
		return nil, r.askFrame(f, AskSum, part.num.value, whole.num.value)
	}
	rest := *part
	rest.num.value = whole.num.value - part.num.value
	acts := []Act{*base, *base}
	own, others := &acts[0], &acts[1]
	own.figure(part, ledger.Set, false, ledger.ScopeOwn)
	others.figure(&rest, ledger.Set, false, ledger.ScopeOthers)
	if part.scope == ledger.ScopeOthers {
		own.Value, others.Value = others.Value, own.Value
	}
	return acts, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item, Value: whole.num.value}}
}
