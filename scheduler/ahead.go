package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// sayAhead tells the coordinator, while there is still time to telephone, which
// units owe what on the last working day: one message, a line for each kind of gap
// and not one for each unit.
func (r *round) sayAhead() {
	if len(r.ahead) == 0 {
		return
	}
	slots := map[ledger.UnitID][]Slot{} // of all units together, and of moved deadlines
	for _, i := range r.ahead {
		for _, s := range r.slots.find([]string{r.fired[i].Key}) {
			slots[s.Unit] = append(slots[s.Unit], s)
		}
	}
	d := messages.Delivery{Kind: messages.KindDigest}
	var due time.Time
	var late []messages.Laggard
	for _, u := range r.plan.Units {
		l := messages.Laggard{Unit: u, Moved: map[ledger.ItemID]time.Time{}, Told: r.told(u.ID), Note: messages.StandinNote(r.tx.Standin(u.ID)),
			Silenced: r.silenced(u.ID), NoContact: len(r.tx.ContactsOf(u.ID)) == 0}
		for _, s := range slices.Concat(slots[""], slots[u.ID]) {
			for _, g := range r.of[u.ID] {
				if concerns(s, g) && g.Owing() {
					l.Items = append(l.Items, g.Item)
					if g.Deadline.Extended {
						l.Moved[g.Item.ID] = g.Deadline.Due.In(r.plan.Campaign.Zone)
					}
					l.Acknowledged = l.Acknowledged || r.acknowledged(u.ID, g.Item.ID, g.Deadline)
					d.About = addOnce(d.About, g.Item.ID)
					if due.IsZero() || g.Deadline.Due.Before(due) {
						due = g.Deadline.Due
					}
				}
			}
		}
		if len(l.Items) > 0 {
			late, d.Units = append(late, l), append(d.Units, u.ID)
		}
	}
	d.Message = messages.Ahead(late, due.In(r.plan.Campaign.Zone), r.now)
	d.NotAfter = due
	r.toDesk(d, r.ahead)
}

// told is on how many occasions the unit was called, by name or privately, in the
// last week.
func (m *moment) told(u ledger.UnitID) int {
	n := 0
	for i := range 7 {
		n += m.tx.NudgesOn(u, m.today.AddDays(-i))
	}
	return n
}
