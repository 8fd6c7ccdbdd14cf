package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file goes back to a session that the line has told of already, when its place or
// its day is named again with what belongs to it.

// maxTold is how many sessions one line tells of at most where they are looked
// through for a place or a day; longer lines must not cost more.
const maxTold = 20

// placeAgain goes back to the session whose place is named again at i, with what
// belongs to it (一场在西渡,一场在金兰,西渡120人金兰60人), and returns the token after
// the name. That session has no audience yet.
func (r *reporter) placeAgain(i int) int {
	end := i + 1
	if len(r.frames) > maxTold {
		return i
	}
	if c, e := r.nameRun(i); c == cPlaceEnd {
		end = e
	}
	name := r.s[r.toks[i].start:r.toks[end-1].end]
	var found *frame
	for _, f := range r.frames {
		if f.item < 0 || r.g.item(f.item).Kind != ledger.Sessions || f.place != name {
			continue
		}
		if found != nil || f.attended() {
			return i
		}
		found = f
	}
	if found == nil {
		return i
	}
	r.cur = found
	return end
}

// attended tells whether the frame has an audience.
func (f *frame) attended() bool {
	return slices.ContainsFunc(f.figs, func(x figure) bool { return x.people || x.heads })
}

// dayAgain goes back to the one session of the day that is named again at i, with a place
// or an audience that it has not yet: 昨天和今天各宣讲一场,昨天在三塘社区,今天在万福社区.
func (r *reporter) dayAgain(i int) bool {
	if r.cur == nil || r.listing || r.fix || r.cur.item < 0 || len(r.frames) > maxTold || r.g.item(r.cur.item).Kind != ledger.Sessions {
		return false
	}
	day, bad := r.g.resolve(r.toks[i].day, r.now, false)
	place, heads := r.onlyDetails(i + 1)
	if bad != noTrouble || !place && !heads {
		return false
	}
	if r.cur.full(r.g) {
		r.eachDay()
	}
	var found *frame
	for _, f := range r.frames {
		if f.item != r.cur.item || f.day == nil || f.unit != r.cur.unit {
			continue
		}
		if d, bad := r.g.resolve(f.day.day, r.now, false); bad != noTrouble || d != day {
			continue
		}
		m := f.main()
		if found != nil || len(m) != 1 || m[0].num.value != 1 || place && f.place != "" || heads && f.attended() {
			return false
		}
		found = f
	}
	if found == nil {
		return false
	}
	for k := range found.figs { // 8号宣讲1场60人,8号在万福社区: a second one?
		found.figs[k].turned = found.figs[k].turned || found.attended()
	}
	r.cur, found.again = found, true
	return true
}

// onlyDetails tells whether what follows from token i up to a mark or the next day names
// a place or an audience, and counts and adds nothing.
func (r *reporter) onlyDetails(i int) (place, heads bool) {
	for ; i < len(r.toks); i++ {
		t := &r.toks[i]
		switch {
		case t.kind == kDate, t.kind == kSep && t.strength >= sepComma:
			return place, heads
		case t.kind == kNum && r.headsAt(i):
			heads = true
		case t.kind == kNum && !r.foreignAfter(i), t.is(cItem) && !t.w.soft, t.is(cAdd|cSub|cMaybeAdd|cTotal|cSet|cCorrect|cNeg|cPlan) && !t.is(cFiller):
			return false, false
		case t.is(cLoc), t.is(cPlaceEnd), t.kind == kText && strings.ContainsAny(r.txt(t), "村镇乡街"):
			place = true
		}
	}
	return place, heads
}
