package command

import (
	"slices"

	"pufabot/bot/ledger"
)

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

// putOff tells whether a frame beside others only says in one clause that something
// comes later today: 署名文章下午报,征文1篇.
func (r *reporter) putOff(f *frame) bool {
	if len(r.frames) < 2 || !f.named || len(f.figs) > 0 || len(f.titles) > 0 || f.media != "" || r.g.item(f.item).Kind == ledger.Mail {
		return false
	}
	end := r.ownEnd(f)
	if _, to := r.clause(f.first); r.commaSince(f.first, end) || to < end-1 {
		return false
	}
	hour := false
	for k := f.first; k < end; k++ {
		switch t := &r.toks[k]; {
		case t.kind == kDate && t.day.form != formOffset: // 1-2 may be no day at all
			return false
		case t.kind == kDate, t.kind == kClock, t.is(cDayPart):
			hour = true
		}
	}
	return hour && r.later(f) && !r.doneSaid(f) && !r.held(f)
}

// apart say of something that it comes by itself, and leave open when.
var apart = newPattern(`(另|单独|另外|另行|分开|分别)(发|报|附|送|交|寄|传|报送|上报|发送|提交)(给你们?|给您|您|你)?$`)

// sentApart tells whether a frame beside others only says that something comes by itself:
// 征文2篇,特色做法另发.
func (r *reporter) sentApart(f *frame) bool {
	if len(r.frames) < 2 || !f.named || len(f.figs) > 0 || len(f.titles) > 0 || f.media != "" {
		return false
	}
	return apart.find(r.s[r.toks[f.first].start:r.toks[r.ownEnd(f)-1].end]) != ""
}

// ownEnd is the token behind the last of a frame that is not the next one's.
func (r *reporter) ownEnd(f *frame) int {
	end := min(f.last+1, len(r.toks))
	if k := slices.Index(r.frames, f) + 1; k < len(r.frames) && r.frames[k].first > f.first {
		end = min(end, r.frames[k].first)
	}
	for end > f.first+1 && r.toks[end-1].kind == kSep {
		end--
	}
	return end
}

// tonight tells whether a day is the evening of this day, which has not come.
func (p *parse) tonight(t *token) bool {
	return t.day.form == formOffset && t.day.hour >= 18 && p.now.Hour() < 18
}
