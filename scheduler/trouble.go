package scheduler

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// troubledAfter is how long a push may wait for another attempt before the
// coordinator hears of it.
const troubledAfter = 15 * time.Minute

// troubleMark begins the keys of what tells of trouble: whether that arrives is not
// told in turn.
const troubleMark = "trouble/"

// troubles are pushes that did not arrive, or that wait too long, and of which
// nobody has been told yet.
func (s *Scheduler) troubles(tx *store.Tx) []messages.Delivery {
	now := tx.Now()
	var out []messages.Delivery
	done, settled := s.settled.Load(), true
	tx.DeliveriesAfter(done, func(d messages.Delivery) bool {
		late := d.State == messages.Pending && d.Failure != "" && now.Sub(d.Created) >= troubledAfter
		lost := d.State == messages.Failed || d.State == messages.Expired && !needless(d)
		if (late || lost) && pushed(d) && !strings.HasPrefix(d.Key, troubleMark) && !tx.EverFired(troubleKey(d)) {
			out = append(out, d)
			settled = false
		}
		if settled = settled && d.State != messages.Pending; settled {
			done = d.Seq
		}
		return true
	})
	s.settled.Store(done) // what lies before is sent or told; a new process looks again
	return out
}

// troubleKey is the firing that says that somebody was told: once while it waits
// and once when it is lost.
func troubleKey(d messages.Delivery) string {
	if d.State == messages.Pending {
		return troubleMark + "late/" + d.Key
	}
	return troubleMark + "lost/" + d.Key
}

// own tells the coordinators what did not arrive, in one message.
func (r *round) own(troubles []messages.Delivery) {
	if len(troubles) == 0 {
		return
	}
	var lines []messages.Undelivered
	for _, d := range troubles {
		lines = append(lines, messages.Undelivered{At: d.Created.In(r.plan.Campaign.Zone), What: r.about(d), To: messages.Recipient(r.plan, d.To),
			Channel: d.Address.Channel, State: d.State, Failure: d.Failure})
		r.fired = append(r.fired, store.Firing{Key: troubleKey(d), At: r.now, Why: WhyTold})
	}
	lost := slices.ContainsFunc(troubles, func(d messages.Delivery) bool { return d.State != messages.Pending })
	if !lost && !r.deskAlone() {
		return // to tell a group that its messages are late, in a message that is late as well, helps nobody
	}
	d := messages.Delivery{Kind: messages.KindStatus, Message: messages.Troubles(lines)}
	r.tellDesk(d, troubleKey(troubles[0]))
}

// deskAlone tells whether a coordinator can be written to privately.
func (m *moment) deskAlone() bool {
	return slices.ContainsFunc(m.tx.PeopleWith(ledger.Coordinator), func(p ledger.Person) bool {
		_, ok := m.tx.PersonAddress(p)
		return ok
	})
}

// about names what a delivery is about.
func (m *moment) about(d messages.Delivery) []string {
	var out []string
	for _, id := range d.Marks {
		if ms, ok := m.plan.Milestone(id); ok {
			out = append(out, ms.Title)
		}
	}
	for _, id := range d.About {
		out = append(out, m.plan.ItemName(id))
	}
	return out
}
