package scheduler

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// remembered is how many messages 提醒记录 shows.
const remembered = 6

// Remembered words the latest reminders, of one unit or (empty) of all: when, of
// what, to whom, how far each has come, and who has answered since.
func Remembered(tx *store.Tx, unit ledger.UnitID) messages.Message {
	m := newMoment(tx)
	var said [][]messages.Delivery // the ways of one message together
	at := map[string]int{}
	tx.Deliveries(func(d messages.Delivery) bool {
		if !d.Reminds() || unit != "" && !contains(d.Named, unit) {
			return true
		}
		key := wordsKey(d)
		i, ok := at[key]
		if !ok {
			i = len(said)
			at[key] = i
			said = append(said, nil)
		}
		said[i] = append(said[i], d)
		return true
	})
	slices.SortStableFunc(said, func(a, b []messages.Delivery) int { return saidAt(b[0]).Compare(saidAt(a[0])) })
	var list []messages.Reminded
	for _, ways := range said[:min(len(said), remembered)] {
		list = append(list, m.remember(ways, unit))
	}
	return messages.Reminders(list, len(said)-len(list))
}

// wordsKey is the same for all addresses of one message, and for the private
// messages of one moment.
func wordsKey(d messages.Delivery) string {
	if d.To.Unit != "" {
		return "alone/" + d.Created.String() + "/" + strings.Join(d.Slots, ",")
	}
	return string(d.To.Group) + d.Created.String() + string(d.Kind)
}

// saidAt is when a message went out, or is to go; a reminder that was ordered for
// later belongs to that hour.
func saidAt(d messages.Delivery) time.Time {
	switch {
	case d.State == messages.Sent:
		return d.SentAt
	case d.NextAt.After(d.Created) && d.Attempts == 0:
		return d.NextAt
	}
	return d.Created
}

// remember puts the ways of one message into one entry, of one unit or (empty) of all
// whom it named.
func (m *moment) remember(ways []messages.Delivery, unit ledger.UnitID) messages.Reminded {
	d := ways[0]
	r := messages.Reminded{At: saidAt(d).In(m.plan.Campaign.Zone), To: messages.Recipient(m.plan, d.To)}
	asked := map[ledger.UnitID]messages.Delivery{} // each unit's own: a private list asks each for something else
	var named []ledger.UnitID
	for _, w := range ways {
		named = addOnce(named, w.Named...)
		for _, id := range w.Named {
			asked[id] = w
		}
		r.What = addOnce(r.What, m.about(w)...)
		if o := messages.Outcome(w.State, w.Failure); !contains(r.Outcomes, o) {
			r.Outcomes = append(r.Outcomes, o)
		}
	}
	if d.Kind != messages.KindMilestone {
		r.Counted = len(d.Units)
	}
	for _, id := range named {
		u, ok := m.plan.Unit(id)
		if !ok || unit != "" && id != unit {
			continue
		}
		r.Named = append(r.Named, u)
		open, in := m.standing(id, asked[id])
		switch {
		case open == 0 && in > 0:
			r.Done = append(r.Done, u)
		case m.sentBack(id, asked[id]):
			r.Back = append(r.Back, u)
		case m.reported(id, asked[id], r.At):
			r.Begun = append(r.Begun, u)
		case !m.tx.Acked(id).Before(r.At):
			r.Acked = append(r.Acked, u)
		case open > 0:
			r.Silent = append(r.Silent, u)
		}
	}
	if d.To.Unit != "" {
		r.To = messages.AloneTo(r.Named)
	}
	return r
}

// sentBack tells whether the unit has a piece to mend of what a message asks.
func (m *moment) sentBack(u ledger.UnitID, d messages.Delivery) bool {
	return slices.ContainsFunc(m.of[u], func(g ledger.Gap) bool { return contains(d.About, g.Item.ID) && g.SentBack() })
}

// reported tells whether the unit itself has reported, since a message, on what it asks.
func (m *moment) reported(u ledger.UnitID, d messages.Delivery, since time.Time) bool {
	return slices.ContainsFunc(m.plan.Items, func(it ledger.Item) bool {
		return it.Asks(d.About, d.Marks) && slices.ContainsFunc(m.tx.RecordsOf(u, it.ID), func(r ledger.Record) bool {
			return r.Answers() && !r.At.Before(since)
		})
	})
}

// standing counts, of what a message asks of a unit, what is open and what is in:
// items, and names for its events.
func (m *moment) standing(u ledger.UnitID, d messages.Delivery) (open, in int) {
	count := func(owing bool) {
		if owing {
			open++
		} else {
			in++
		}
	}
	for _, g := range m.of[u] {
		if !g.Item.Owes(g.Unit) {
			continue
		}
		if contains(d.About, g.Item.ID) {
			count(g.Owing())
			continue
		}
		for _, e := range g.Item.Events {
			if contains(d.Marks, e) {
				count(len(g.Tally.NamesFor(e)) < max(g.Item.Min, 1))
			}
		}
	}
	return open, in
}
