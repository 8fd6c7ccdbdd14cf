package scheduler

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// dueList is how an item stands for the coordinator, after its due instant or ahead of it.
func (m *moment) dueList(s Slot) (messages.DueList, bool) {
	it, ok := m.plan.Item(s.Item)
	if !ok {
		return messages.DueList{}, false
	}
	l := messages.DueList{Item: it, Deadline: m.plan.Deadline(it), Batches: map[ledger.Need][]messages.Batch{}}
	for _, g := range m.gapsFor(s) {
		if g.Item.ID != it.ID || !it.Owes(g.Unit) {
			continue
		}
		l.Of++
		if s.Unit != "" {
			l.Deadline = g.Deadline
		}
		switch {
		case g.Owing() && g.Deadline.Extended && m.now.Before(g.Deadline.Due) && s.Unit == "":
			l.Extended = append(l.Extended, g.Unit)
		case g.SentBack():
			l.Back = append(l.Back, g.Unit)
		case g.State == ledger.StatePartial:
			l.Partial = append(l.Partial, g.Unit)
		case g.Owing():
			l.Missing = append(l.Missing, g.Unit)
		default:
			l.In = append(l.In, g.Unit)
			for need, pieces := range needs(g) {
				l.Batches[need] = append(l.Batches[need], messages.Batch{Unit: g.Unit, Pieces: pieces})
			}
		}
		if g.State == ledger.StateLate {
			l.Late = append(l.Late, g.Unit)
		}
	}
	return l, l.Of > 0
}

// needs are a unit's pieces by what they need to be handed on.
func needs(g ledger.Gap) map[ledger.Need][]ledger.Piece {
	out := map[ledger.Need][]ledger.Piece{}
	for _, h := range g.Tally.Handovers(g.Item, g.Unit.Kind == ledger.City) {
		out[h.Need] = append(out[h.Need], h.Piece)
	}
	return out
}

// summaries are how every item stands, for the closing sheet.
func (m *moment) summaries() []messages.Summary {
	var out []messages.Summary
	for _, it := range m.plan.Items {
		s := messages.Summary{Item: it, Due: m.plan.Deadline(it)}
		for _, g := range m.gaps {
			if g.Item.ID != it.ID {
				continue
			}
			s.Value += g.Tally.Value()
			switch {
			case !it.Owes(g.Unit):
				continue
			case g.State == ledger.StatePartial:
				s.Partial = append(s.Partial, g.Unit)
			case g.Owing():
				s.Missing = append(s.Missing, g.Unit)
			default:
				s.Done++
			}
			s.Owed++
		}
		out = append(out, s)
	}
	return out
}
