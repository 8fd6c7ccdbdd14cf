package command

import "pufabot/bot/ledger"

// later tells whether the frame speaks of a time that has not come: a later day,
// or a later hour or part of today.
func (r *reporter) later(f *frame) bool {
	from, _ := r.clause(f.first)
	for _, o := range r.frames {
		if o.first < f.first && o.last >= from {
			from = f.first
		}
	}
	for k := from; k <= f.last && k < len(r.toks); k++ {
		switch t := &r.toks[k]; {
		case t.kind == kDate && (t.day.form == formThisWeek || t.day.form == formBare): // 本周宣讲1场
		case t.kind == kDate:
			d, bad := r.g.resolve(t.day, r.now, false)
			if bad == noTrouble && ledger.DateOf(r.now).Before(d) {
				return true
			}
			if d != ledger.DateOf(r.now) {
				return false
			}
			if r.tonight(t) {
				return true
			}
		case t.kind == kClock:
			at, bad := r.when(from, min(f.last+1, len(r.toks)), false, false)
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

// tonight tells whether a day is the evening of this day, which has not come.
func (p *parse) tonight(t *token) bool {
	return t.day.form == formOffset && t.day.hour >= 18 && p.now.Hour() < 18
}
