package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file asks whether two sessions of a line may be one that was told twice.

// toldTwice asks where nothing tells a session from the one before it: of the same day and
// with a detail less (8号宣讲1场,8号在三塘社区宣讲1场), or with a place of its own for those
// who came to the one that was counted (在渣江镇宣讲一场,三塘社区76人).
func (r *reporter) toldTwice(acts []Act) *Reading {
	for i := range acts {
		for k := range acts[:i] {
			a, b := &acts[k], &acts[i]
			if !oneSession(a, b) || r.apart(a, b) || !sameSession(a, b) && !r.onlyHeard(a, b) {
				continue
			}
			one := *a
			if one.Place == "" {
				one.Place = b.Place
			}
			if one.People == 0 {
				one.People, one.Approx = b.People, b.Approx
			}
			q := r.ask(AskSame, Span{min(a.Span.Start, b.Span.Start), max(a.Span.End, b.Span.End)})
			q.Question.Item, q.Question.Unit = a.Item, a.Unit
			once := slices.Delete(slices.Clone(acts), i, i+1)
			once[k] = one
			q.Question.Options = []Option{{Acts: once}, {Acts: acts}}
			return &q
		}
	}
	return nil
}

// oneSession tells whether both acts add one session each, of one day.
func oneSession(a, b *Act) bool {
	return a.Verb == Session && b.Verb == Session && a.Op == ledger.Add && b.Op == ledger.Add && !a.OpStated && !b.OpStated &&
		a.Value == 1 && b.Value == 1 && a.Item == b.Item && a.Unit == b.Unit && a.Date == b.Date
}

// sameSession tells whether two sessions of one day differ in nothing that both tell.
func sameSession(a, b *Act) bool {
	return !a.Date.IsZero() && (a.Place == "" || b.Place == "" || a.Place == b.Place) && (a.People == 0 || b.People == 0 || a.People == b.People)
}

// onlyHeard tells whether the second act has only a place and those who came, beside a
// session that was counted and has nobody yet.
func (r *reporter) onlyHeard(a, b *Act) bool {
	if a.People > 0 || a.Place == "" {
		return false
	}
	return slices.ContainsFunc(r.frames, func(f *frame) bool {
		return f.beside != nil && !f.listed && !f.named && f.place == b.Place && f.beside.place == a.Place && len(f.main()) == 0 && len(f.beside.main()) == 1
	})
}

// apart tells whether the line keeps the two apart: it counts its sessions and tells them
// one by one, it adds one to the other, or each has its own hour.
func (r *reporter) apart(a, b *Act) bool {
	if r.classIn(0, len(r.toks)-1, cTotal) || slices.ContainsFunc(r.frames, func(f *frame) bool { return f.listed }) {
		return true
	}
	hour, sum := 0, 0
	for i := range r.toks {
		switch t := &r.toks[i]; {
		case t.is(cDayPart), t.kind == kClock:
			hour++
		case t.is(cAdd|cMaybeAdd|cDistrib) && !t.is(cItem), t.kind == kNth, strings.Contains(r.txt(t), "另"):
			return true
		case t.kind == kNum && t.num.value == 2 && r.tightSessions(i):
			sum++
		}
	}
	return hour > 1 || sum > 0
}
