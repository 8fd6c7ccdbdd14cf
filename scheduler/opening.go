package scheduler

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// open announces the campaign: the groups hear what is asked until when, every unit
// with a private way gets its own list, and the coordinators hear whom nobody answers for.
func (r *round) open() {
	key := r.fired[r.opening[0]].Key
	ways := 0
	d := messages.Delivery{Kind: messages.KindStatus, NotAfter: r.today.AddDays(1).At(ledger.Clock{}, r.plan.Campaign.Zone)}
	for _, it := range r.plan.Items {
		d.About = append(d.About, it.ID)
	}
	d.Message = messages.Opening(r.plan, r.now)
	for _, g := range r.plan.Groups {
		if !g.Push {
			continue
		}
		d.To = messages.To{Group: g.ID}
		for _, a := range r.tx.GroupAddresses(g.ID) {
			r.enqueue(d, key+"/"+string(g.ID), a, nil)
			ways++
		}
	}
	var units []ledger.Unit
	for _, u := range r.plan.Units {
		if len(r.plan.ItemsOf(u)) == 0 {
			continue
		}
		if len(r.tx.ContactsOf(u.ID)) == 0 {
			units = append(units, u)
		}
		if r.openTo(u, key) {
			ways++
		}
	}
	years := r.plan.Calendar.MissingYears(r.plan.Campaign.Start, r.plan.Campaign.End)
	if len(units) > 0 || len(years) > 0 {
		r.tellDesk(messages.Delivery{Kind: messages.KindDigest, Units: ids(units), Message: messages.OpeningNote(units, years)}, key+"/coordinator")
	}
	if ways == 0 {
		r.noWay(func(i int) bool { return contains(r.opening, i) })
	}
}

// openTo writes a unit's own list to its contacts; it costs the day's nudge.
func (r *round) openTo(u ledger.Unit, key string) bool {
	open := slices.DeleteFunc(slices.Clone(r.of[u.ID]), func(g ledger.Gap) bool { return !g.Owing() })
	if len(open) == 0 || r.silenced(u.ID) || r.spent(u.ID) {
		return false
	}
	d := messages.Delivery{Kind: messages.KindReminder, To: messages.To{Unit: u.ID}, Units: []ledger.UnitID{u.ID},
		Named: []ledger.UnitID{u.ID}, Message: messages.OwnList(r.plan, open, r.now)}
	for _, g := range open {
		d.About = append(d.About, g.Item.ID)
	}
	sent := false
	for _, p := range r.tx.Present(u.ID) {
		if a, ok := r.tx.PersonAddress(p); ok {
			r.enqueue(d, key+"/"+string(u.ID), a, nil)
			sent = true
		}
	}
	if sent {
		r.tx.CountNudge(u.ID, r.today)
		i := r.opening[0]
		r.fired[i].Alone = append(r.fired[i].Alone, u.ID)
	}
	return sent
}
