package scheduler

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

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

// gapsFor are those among which a slot's are: it may be one unit's own.
func (m *moment) gapsFor(s Slot) []ledger.Gap {
	if s.Unit != "" {
		return m.of[s.Unit]
	}
	return m.gaps
}

// asked is who is missing at this moment for a reminder's slot; nobody is named yet.
func (m *moment) asked(s Slot) (messages.Asked, bool) { return m.askedOf(s, m.gapsFor(s)) }

// askedOf is the same among some gaps.
func (m *moment) askedOf(s Slot, gaps []ledger.Gap) (messages.Asked, bool) {
	it, ok := m.plan.Item(s.Item)
	if !ok {
		return messages.Asked{}, false
	}
	o := messages.Asked{Item: it, Deadline: m.plan.Deadline(it), CountOnly: m.counts(s), Last: m.slots.isLast(s, m.now)}
	for _, g := range gaps {
		if !concerns(s, g) {
			continue
		}
		o.Deadline = g.Deadline
		o.Of++
		if g.Owing() {
			o.Miss(g)
		} else {
			o.In++
		}
	}
	return o, true
}

// coming looks at a milestone: whom it concerns, and who has not signed up for it.
func (m *moment) coming(s Slot) (messages.Coming, bool) {
	ms, ok := m.plan.Milestone(s.Milestone)
	if !ok {
		return messages.Coming{}, false
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
	return c, true
}

// unsigned are those who may be asked by name for whom they send, as long as the
// event lies ahead; on its day the count is for the hosts.
func (m *moment) unsigned(c messages.Coming) []ledger.Unit {
	left := m.plan.MilestoneAt(c.Milestone).Sub(m.now)
	if left <= 0 {
		return nil
	}
	return m.addressable(messages.Asked{Item: c.SignUp, Deadline: m.plan.Deadline(c.SignUp)}, c.Unsigned, left <= lastDay)
}
