package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// moment is everything that one look at the store reads once. A wave of reminders asks
// it for each of thousands of units: what is looked for by a key is found by it.
type moment struct {
	tx    *store.Tx
	plan  *ledger.Plan
	now   time.Time // in the campaign's zone
	today ledger.Date
	gaps  []ledger.Gap
	of    map[ledger.UnitID][]ledger.Gap // the same of each unit
	slots *agenda
	// hushed are the units that a silence covers, all of them with quiet.
	hushed unitSet
	quiet  bool

	history *history // see past
	later   unitSet  // see calledLater
}

func newMoment(tx *store.Tx) *moment {
	p := tx.Plan()
	now := tx.Now().In(p.Campaign.Zone)
	m := &moment{tx: tx, plan: p, now: now, today: ledger.DateOf(now), gaps: tx.Gaps(), of: map[ledger.UnitID][]ledger.Gap{}, hushed: unitSet{}}
	for from, to := 0, 0; from < len(m.gaps); from = to {
		u := m.gaps[from].Unit.ID
		for to = from; to < len(m.gaps) && m.gaps[to].Unit.ID == u; to++ {
		}
		m.of[u] = m.gaps[from:to]
	}
	m.slots = newAgenda(every(p, m.gaps))
	for _, s := range tx.Silences(now) {
		m.quiet = m.quiet || len(s.Units) == 0
		m.hushed.add(s.Units...)
	}
	return m
}

// every is all slots there are, in the order of time.
func every(p *ledger.Plan, gaps []ledger.Gap) []Slot {
	return tidy(append(Slots(p), ExtensionSlots(p, gaps)...))
}

// silenced tells whether a silence covers the unit.
func (m *moment) silenced(u ledger.UnitID) bool { return m.quiet || m.hushed[u] }

// spent tells whether the unit was told enough today.
func (m *moment) spent(u ledger.UnitID) bool {
	return m.tx.NudgesOn(u, m.today) >= m.plan.Campaign.NudgesPerDay
}

// addressable are those of the missing who may be called now; the last call lifts
// the budget and what was acknowledged, never a silence.
func (m *moment) addressable(o messages.Asked, units []ledger.Unit, last bool) []ledger.Unit {
	return pick(units, func(u ledger.UnitID) bool {
		return !m.silenced(u) && (last || !m.spent(u) && !m.acknowledged(u, o.Item.ID, o.Deadline))
	})
}

func pick(units []ledger.Unit, want func(ledger.UnitID) bool) []ledger.Unit {
	var out []ledger.Unit
	for _, u := range units {
		if want(u.ID) {
			out = append(out, u)
		}
	}
	return out
}

func ids(units []ledger.Unit) []ledger.UnitID {
	var out []ledger.UnitID
	for _, u := range units {
		out = append(out, u.ID)
	}
	return out
}

// unitSet tells fast whether a unit is one of many.
type unitSet map[ledger.UnitID]bool

func setOf(units []ledger.UnitID) unitSet {
	s := make(unitSet, len(units))
	s.add(units...)
	return s
}

func (s unitSet) add(units ...ledger.UnitID) {
	for _, u := range units {
		s[u] = true
	}
}

// callUp is units in the order in which they were added, each once.
type callUp struct {
	list []ledger.UnitID
	has  unitSet
}

func (c *callUp) add(units ...ledger.UnitID) {
	if c.has == nil {
		c.has = unitSet{}
	}
	for _, u := range units {
		if !c.has[u] {
			c.has[u] = true
			c.list = append(c.list, u)
		}
	}
}

// few is how many values are looked for one by one.
const few = 8

// addOnce adds to a list what it does not have.
func addOnce[T comparable](list []T, more ...T) []T {
	if len(more) <= few {
		for _, v := range more {
			if !slices.Contains(list, v) {
				list = append(list, v)
			}
		}
		return list
	}
	has := make(map[T]bool, len(list)+len(more))
	for _, v := range list {
		has[v] = true
	}
	for _, v := range more {
		if !has[v] {
			has[v] = true
			list = append(list, v)
		}
	}
	return list
}
