package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// moment is everything that one look at the store reads once.
type moment struct {
	tx       *store.Tx
	plan     *ledger.Plan
	now      time.Time // in the campaign's zone
	today    ledger.Date
	gaps     []ledger.Gap
	silences []store.Silence
	slots    []Slot         // all of the plan and of moved deadlines, fired or not
	firings  []store.Firing // in the order of time
}

func newMoment(tx *store.Tx) *moment {
	p := tx.Plan()
	now := tx.Now().In(p.Campaign.Zone)
	m := &moment{tx: tx, plan: p, now: now, today: ledger.DateOf(now), gaps: tx.Gaps(), silences: tx.Silences(now)}
	m.slots = every(p, m.gaps)
	tx.Firings(func(f store.Firing) bool { m.firings = append(m.firings, f); return true })
	return m
}

// every is all slots there are, in the order of time.
func every(p *ledger.Plan, gaps []ledger.Gap) []Slot {
	return tidy(append(Slots(p), ExtensionSlots(p, gaps)...))
}

// silenced tells whether a silence covers the unit.
func (m *moment) silenced(u ledger.UnitID) bool {
	return slices.ContainsFunc(m.silences, func(s store.Silence) bool { return s.Covers(u) })
}

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

// sameInstant is how near a coordinator's own reminder is to be one with the plan's.
const sameInstant = time.Minute

// byHand are the units to which a coordinator's own reminder of the item speaks at the
// instant of a slot, and those that he left out of it: the plan says nothing more to
// them, not even in a last call.
func (m *moment) byHand(s Slot) []ledger.UnitID {
	var out []ledger.UnitID
	for _, f := range m.firings {
		if !f.ByHand.IsZero() && contains(f.Items, s.Item) && s.At.Sub(f.ByHand).Abs() < sameInstant {
			out = addOnce(addOnce(out, f.Units...), f.Spared...)
		}
	}
	return out
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

func addOnce[T comparable](list []T, more ...T) []T {
	for _, v := range more {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}
