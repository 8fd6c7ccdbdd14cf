package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// moment is everything that one Fire reads once.
type moment struct {
	tx       *store.Tx
	plan     *ledger.Plan
	now      time.Time // in the campaign's zone
	today    ledger.Date
	gaps     []ledger.Gap
	silences []store.Silence
}

func newMoment(tx *store.Tx) *moment {
	p := tx.Plan()
	now := tx.Now().In(p.Campaign.Zone)
	return &moment{tx: tx, plan: p, now: now, today: ledger.DateOf(now), gaps: tx.Gaps(), silences: tx.Silences(now)}
}

// silenced tells whether a silence covers the unit.
func (m *moment) silenced(u ledger.UnitID) bool {
	return slices.ContainsFunc(m.silences, func(s store.Silence) bool {
		return len(s.Units) == 0 || slices.Contains(s.Units, u)
	})
}

// spent tells whether the unit was told enough today, or has said 收到 today.
func (m *moment) spent(u ledger.UnitID) bool {
	if acked := m.tx.Acked(u); !acked.IsZero() && ledger.DateOf(acked.In(m.plan.Campaign.Zone)) == m.today {
		return true
	}
	return m.tx.NudgesOn(u, m.today) >= m.plan.Campaign.NudgesPerDay
}

// addressable are those of the units that may be called by name now; last lifts
// the budget and the acknowledgement, never a silence.
func (m *moment) addressable(units []ledger.Unit, last bool) []ledger.Unit {
	var out []ledger.Unit
	for _, u := range units {
		if !m.silenced(u.ID) && (last || !m.spent(u.ID)) {
			out = append(out, u)
		}
	}
	return out
}

// concerns tells whether a gap is the slot's business: slots of an item leave out
// units with a moved deadline, which have slots of their own.
func concerns(s Slot, g ledger.Gap) bool {
	if g.Item.ID != s.Item || !g.Item.Owes(g.Unit) {
		return false
	}
	if s.Unit != "" {
		return g.Unit.ID == s.Unit
	}
	return !g.Deadline.Extended
}

// owed looks at who is missing at this moment for a reminder's slot. It gives the
// reason instead when there is nothing to say.
func (m *moment) owed(v Verdict) (messages.Asked, string) {
	it, ok := m.plan.Item(v.Item)
	if !ok {
		return messages.Asked{}, WhyUnknown
	}
	o := messages.Asked{Item: it, Deadline: m.plan.Deadline(it), CountOnly: v.CountOnly, Last: v.Last}
	for _, g := range m.gaps {
		if !concerns(v.Slot, g) {
			continue
		}
		o.Deadline = g.Deadline
		o.Of++
		if g.Owing() {
			o.Missing = append(o.Missing, g.Unit)
		} else {
			o.In++
		}
	}
	if len(o.Missing) == 0 {
		return o, WhyNobody
	}
	if o.Named = m.addressable(o.Missing, v.Last); len(o.Named) == 0 {
		return o, WhyHeldBack
	}
	if v.CountOnly {
		o.Named = nil
	}
	return o, ""
}

// coming looks at a milestone: whom it concerns, and who has not signed up for it.
func (m *moment) coming(v Verdict) (messages.Coming, string) {
	ms, ok := m.plan.Milestone(v.Milestone)
	if !ok {
		return messages.Coming{}, WhyUnknown
	}
	c := messages.Coming{Milestone: ms}
	for _, u := range m.plan.Units {
		if u.Covers(ms.Units) {
			c.For = append(c.For, u)
		}
	}
	c.All = len(c.For) == len(m.plan.Units)
	for _, g := range m.gaps {
		if !slices.Contains(g.Item.Events, ms.ID) || !g.Item.Owes(g.Unit) {
			continue
		}
		if len(g.Tally.NamesFor(ms.ID)) < max(g.Item.Min, 1) {
			c.SignUp, c.Unsigned = g.Item, append(c.Unsigned, g.Unit)
		}
	}
	// On the day itself it is too late to ask by name; the count is for the hosts.
	if left := m.plan.MilestoneAt(ms).Sub(m.now); left > 0 {
		c.Named = m.addressable(c.Unsigned, left <= lastDay)
	}
	return c, ""
}

// dueList is how an item stands after its due instant.
func (m *moment) dueList(s Slot) (messages.DueList, bool) {
	it, ok := m.plan.Item(s.Item)
	if !ok {
		return messages.DueList{}, false
	}
	l := messages.DueList{Item: it, Deadline: m.plan.Deadline(it), Titles: map[ledger.UnitID][]string{}}
	for _, g := range m.gaps {
		if g.Item.ID != it.ID || !it.Owes(g.Unit) || s.Unit != "" && g.Unit.ID != s.Unit {
			continue
		}
		l.Of++
		if s.Unit != "" {
			l.Deadline = g.Deadline
		}
		switch {
		case g.Owing() && g.Deadline.Extended && m.now.Before(g.Deadline.Due):
			l.Extended = append(l.Extended, g.Unit)
		case g.State == ledger.StatePartial:
			l.Partial = append(l.Partial, g.Unit)
		case g.Owing():
			l.Missing = append(l.Missing, g.Unit)
		default:
			l.In = append(l.In, g.Unit)
			for _, piece := range g.Tally.Pieces {
				if piece.Submitted && piece.Title != "" {
					l.Titles[g.Unit.ID] = append(l.Titles[g.Unit.ID], piece.Title)
				}
			}
		}
		if g.State == ledger.StateLate {
			l.Late = append(l.Late, g.Unit)
		}
	}
	return l, l.Of > 0
}

// summaries are how every item stands, for the closing sheet.
func (m *moment) summaries() []messages.Summary {
	var out []messages.Summary
	for _, it := range m.plan.Items {
		s := messages.Summary{Item: it, Due: m.plan.Deadline(it)}
		for _, g := range m.gaps {
			if g.Item.ID != it.ID {
				continue
			}
			s.Value += g.Tally.Value()
			switch {
			case !it.Owes(g.Unit):
				continue
			case g.State == ledger.StatePartial:
				s.Partial = append(s.Partial, g.Unit)
			case g.Owing():
				s.Missing = append(s.Missing, g.Unit)
			default:
				s.Done++
			}
			s.Owed++
		}
		out = append(out, s)
	}
	return out
}
