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
		for _, g := range t.h.Plan.Groups {
			for _, addr := range t.tx.GroupAddresses(g.ID) {
				d, ok := t.tx.DeliveryByKey(nudgeAt(nudgeKey(line, n), addr))
				switch known = known || ok; {
				case ok && d.State == messages.Pending && d.NextAt.After(t.now):
					coming[n] = append(coming[n], d)
				case ok && d.Failure != messages.Withdrawn:
					some = true
				}
			}
		}
		if !known {
			return coming, some
		}
	}
}

// callOff takes back nudges of a line that were to go out later. They count no more, and
// what the plan would say at that time is said.
func (t *turn) callOff(line uint64) messages.Message {
	coming, _ := t.comingBy(line)
	for n, deliveries := range coming {
		for i, d := range deliveries {
			if i == 0 {
				day := ledger.DateOf(t.local(d.NextAt))
				for _, u := range d.Units {
					t.tx.UncountNudge(u, day)
				}
				t.tx.PutFired(store.Firing{Key: nudgeKey(line, n), At: t.now, Why: messages.Withdrawn})
			}
			d.State, d.Failure = messages.Expired, messages.Withdrawn
			t.tx.PutDelivery(d)
		}
	}
	return messages.NudgeCalledOff()
}
