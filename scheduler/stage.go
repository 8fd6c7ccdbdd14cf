package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
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
	return slices.ContainsFunc(m.past().heard[u], func(f *store.Firing) bool {
		return !f.At.After(at) && stage(d, f.At, zone) == now && contains(f.Items, it)
	})
}
