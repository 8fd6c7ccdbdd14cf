package scheduler

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// waits tells whether a private word to a unit would take the day's budget away from
// the call by name that follows today: that one is about what is due soonest.
func (m *moment) waits(u ledger.UnitID) bool {
	return m.tx.NudgesOn(u, m.today)+1 >= m.plan.Campaign.NudgesPerDay && m.calledLater()[u]
}

// calledLater are the units that will be called by name later today and need the
// day's budget for it, as things stand.
func (m *moment) calledLater() unitSet {
	if m.later != nil {
		return m.later
	}
	m.later = unitSet{}
	c := m.plan.Campaign
	for _, s := range m.slots.after(m.now) {
		at := Effective(c, s).In(c.Zone)
		if m.today.Before(ledger.DateOf(s.At.In(c.Zone))) {
			break
		}
		if s.Kind != messages.KindReminder || s.Rung != Named || ledger.DateOf(at) != m.today || m.slots.isLast(s, at) {
			continue
		}
		for _, g := range m.gapsFor(s) {
			if concerns(s, g) && g.Owing() && !m.acknowledged(g.Unit.ID, g.Item.ID, g.Deadline) {
				m.later.add(g.Unit.ID)
			}
		}
	}
	return m.later
}
