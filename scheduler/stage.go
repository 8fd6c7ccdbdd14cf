package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// stage is how near a due instant is, as far as 收到 is concerned: before the
// advised day, on it and until the due day, on the due day. The last call is a
// stage of its own and asks nobody whether they have seen it.
func stage(d ledger.Deadline, t time.Time, zone *time.Location) int {
	day := ledger.DateOf(t.In(zone))
	switch {
	case !day.Before(d.Day):
		return 2
	case !d.Advised.IsZero() && !day.Before(d.Advised):
		return 1
	}
	return 0
}

// acknowledged tells whether the unit has said 收到 to a reminder of this item in
// the present stage; with the next stage it is asked again.
func (m *moment) acknowledged(u ledger.UnitID, it ledger.ItemID, d ledger.Deadline) bool {
	at := m.tx.Acked(u)
	zone := m.plan.Campaign.Zone
	now := stage(d, m.now, zone)
	if at.IsZero() || stage(d, at, zone) != now {
		return false
	}
	return m.heardBy(u, it, d, at)
}

// heardBy tells whether the unit has been reminded of the item, up to an instant, in
// the present stage.
func (m *moment) heardBy(u ledger.UnitID, it ledger.ItemID, d ledger.Deadline, at time.Time) bool {
	zone := m.plan.Campaign.Zone
	return slices.ContainsFunc(m.past().heard[u], func(f *store.Firing) bool {
		return !f.At.After(at) && stage(d, f.At, zone) == stage(d, m.now, zone) && contains(f.Items, it)
	})
}

// Recall tells when a unit that says 收到 now is called again about what it has been
// reminded of, if it does nothing.
func Recall(tx *store.Tx, u ledger.UnitID) messages.Recall {
	m := newMoment(tx)
	var next messages.Recall
	for _, g := range m.of[u] {
		if !g.Owing() || !m.heardBy(u, g.Item.ID, g.Deadline, m.now) {
			continue
		}
		next.Known = true
		for _, s := range m.slots.of[subject{kind: messages.KindReminder, item: g.Item.ID, unit: slotsOf(g)}] {
			at := Effective(m.plan.Campaign, s).In(m.plan.Campaign.Zone)
			last := m.slots.isLast(s, at)
			other := stage(g.Deadline, at, at.Location()) != stage(g.Deadline, m.now, at.Location())
			if at.After(m.now) && (last || other && s.Rung != Counted) && (next.At.IsZero() || at.Before(next.At)) {
				next.At, next.Last = at, last && !other
			}
		}
	}
	return next
}

// slotsOf is whose slots are a gap's: the unit's own where it has more time.
func slotsOf(g ledger.Gap) ledger.UnitID {
	if g.Deadline.Extended {
		return g.Unit.ID
	}
	return ""
}
