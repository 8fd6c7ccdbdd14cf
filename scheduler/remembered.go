package scheduler

import (
	"slices"
	"strings"

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
	var said [][]messages.Delivery // the ways of one message together, oldest first
	at := map[string]int{}
	tx.Deliveries(func(d messages.Delivery) bool {
		if !reminds(d) || unit != "" && !contains(d.Named, unit) {
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
	slices.Reverse(said)
	var list []messages.Reminded
	for _, ways := range said[:min(len(said), remembered)] {
		list = append(list, m.remember(ways))
	}
	return messages.Reminders(list, len(said)-len(list))
}

// reminds tells whether a delivery asks units for something.
func reminds(d messages.Delivery) bool {
	return d.Kind == messages.KindReminder || d.Kind == messages.KindMilestone || d.Kind == messages.KindNudge
}

// wordsKey is the same for all addresses of one message, and for the private
// messages of one moment.
func wordsKey(d messages.Delivery) string {
	if d.To.Unit != "" {
		return "alone/" + d.Created.String() + "/" + strings.Join(d.Slots, ",")
	}
	return string(d.To.Group) + d.Created.String() + string(d.Kind)
}

// remember puts the ways of one message into one entry.
func (m *moment) remember(ways []messages.Delivery) messages.Reminded {
	d := ways[0]
	r := messages.Reminded{At: d.Created.In(m.plan.Campaign.Zone), What: m.about(d), To: messages.Recipient(m.plan, d.To)}
	if d.NextAt.After(d.Created) && d.Attempts == 0 {
		r.At = d.NextAt.In(m.plan.Campaign.Zone)
	}
	var named []ledger.UnitID
	for _, w := range ways {
		named = addOnce(named, w.Named...)
		if o := messages.Outcome(w.State, w.Failure); !contains(r.Outcomes, o) {
			r.Outcomes = append(r.Outcomes, o)
		}
	}
	if d.Kind != messages.KindMilestone {
		r.Counted = len(d.Units)
	}
	for _, id := range named {
		u, ok := m.plan.Unit(id)
		if !ok {
			continue
		}
		r.Named = append(r.Named, u)
		switch acked := m.tx.Acked(id); {
		case !m.owes(id, d.About):
			r.Done = append(r.Done, u)
		case !acked.Before(d.Created) && !acked.IsZero():
			r.Acked = append(r.Acked, u)
		default:
			r.Silent = append(r.Silent, u)
		}
	}
	if d.To.Unit != "" {
		r.To = messages.AloneTo(r.Named)
	}
	return r
}

// owes tells whether a unit still owes one of the items.
func (m *moment) owes(u ledger.UnitID, items []ledger.ItemID) bool {
	return slices.ContainsFunc(m.gaps, func(g ledger.Gap) bool {
		return g.Unit.ID == u && contains(items, g.Item.ID) && g.Owing()
	})
}
