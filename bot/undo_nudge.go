package bot

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// comingBy are the nudges of a line that have not gone out, by the place in the line;
// some tells whether it had any others.
func (t *turn) comingBy(line uint64) (coming map[int][]messages.Delivery, some bool) {
	coming = map[int][]messages.Delivery{}
	for n := 0; ; n++ {
		known := false
		for _, key := range t.nudgeKeys(nudgeKey(line, n)) {
			d, ok := t.tx.DeliveryByKey(key)
			switch known = known || ok; {
			case ok && d.State == messages.Pending && d.NextAt.After(t.now):
				coming[n] = append(coming[n], d)
			case ok && d.Failure != messages.Withdrawn:
				some = true
			}
		}
		if !known {
			return coming, some
		}
	}
}

// nudgeKeys are the keys that the deliveries of a nudge may have: in the groups, and to
// the contacts of the units.
func (t *turn) nudgeKeys(nudge string) (out []string) {
	for _, g := range t.h.Plan.Groups {
		for _, addr := range t.tx.GroupAddresses(g.ID) {
			out = append(out, nudgeAt(nudge, addr))
		}
	}
	for _, u := range t.h.Plan.Units {
		for _, p := range t.tx.ContactsOf(u.ID) {
			if addr, ok := t.tx.PersonAddress(p); ok {
				out = append(out, nudgeAt(aloneKey(nudge, u.ID), addr))
			}
		}
	}
	return out
}

// callOff takes back nudges of a line that were to go out later. They count no more, and
// what the plan would say at that time is said.
func (t *turn) callOff(line uint64) messages.Message {
	coming, _ := t.comingBy(line)
	for n, deliveries := range coming {
		freed := map[ledger.UnitID]bool{}
		t.tx.PutFired(store.Firing{Key: nudgeKey(line, n), At: t.now, Why: messages.Withdrawn})
		for _, d := range deliveries {
			for _, u := range d.Units {
				if !freed[u] {
					freed[u] = true
					t.tx.UncountNudge(u, ledger.DateOf(t.local(d.NextAt)))
				}
			}
			d.State, d.Failure = messages.Expired, messages.Withdrawn
			t.tx.PutDelivery(d)
		}
	}
	return messages.NudgeCalledOff()
}
