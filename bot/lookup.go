package bot

import (
	"iter"
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Summarise is the coordinator's view of all items, in the plan's order.
func Summarise(p *ledger.Plan, gaps iter.Seq[ledger.Gap]) []messages.Summary {
	out := make([]messages.Summary, len(p.Items))
	for i, it := range p.Items {
		out[i] = messages.Summary{Item: it, Due: p.Deadline(it), Review: map[ledger.ReviewState]int{}}
	}
	for g := range gaps {
		if i, planned := p.ItemPlace(g.Item.ID); planned {
			sum(p, &out[i], g)
		}
	}
	return out
}

// sum adds one unit to an item's summary.
func sum(p *ledger.Plan, s *messages.Summary, g ledger.Gap) {
	s.Value += g.Tally.Value()
	if g.Item.Kind == ledger.Entry {
		n := g.Tally.Standing()
		for state, count := range n {
			s.Review[state] += count
		}
		if n[ledger.ReviewReturned] > 0 {
			s.Returned = append(s.Returned, g.Unit)
		}
	}
	if !g.Item.Owes(g.Unit) {
		return
	}
	s.Owed++
	if g.Owing() && g.Deadline.Extended {
		if s.Longer == nil {
			s.Longer = map[ledger.UnitID]time.Time{}
		}
		s.Longer[g.Unit.ID] = g.Deadline.Due
	}
	switch {
	case !g.Owing():
		s.Done++
	case g.State == ledger.StatePartial:
		s.Partial = append(s.Partial, g.Unit)
		if lacks := messages.Unfinished(p, g); lacks != "" {
			if s.Lacks == nil {
				s.Lacks = map[ledger.UnitID]string{}
			}
			s.Lacks[g.Unit.ID] = lacks
		}
	default:
		s.Missing = append(s.Missing, g.Unit)
	}
}

// summaries are those of one item, or of all that the act does not narrow down.
func (t *turn) summaries(item ledger.ItemID) []messages.Summary {
	all := Summarise(t.h.Plan, t.tx.EachGap())
	if item == "" {
		return all
	}
	return slices.DeleteFunc(all, func(s messages.Summary) bool { return s.Item.ID != item })
}

// eachGap gives the gaps of one unit, or without its id of all.
func (t *turn) eachGap(unit ledger.UnitID) iter.Seq[ledger.Gap] {
	if unit == "" {
		return t.tx.EachGap()
	}
	u, ok := t.h.Plan.Unit(unit)
	if !ok {
		return slices.Values[[]ledger.Gap](nil)
	}
	return slices.Values(t.tx.GapsOf(u))
}

func (t *turn) own() (ledger.Unit, bool) {
	if t.who.Unit == "" {
		return ledger.Unit{}, false
	}
	return t.h.Plan.Unit(t.who.Unit)
}

// subject is the unit that a question is about: the named one, else the
// speaker's own unless all were asked for.
func (t *turn) subject(a command.Act) (ledger.Unit, bool) {
	id := a.Unit
	if id == "" && len(a.Units) == 1 {
		id = a.Units[0]
	}
	if id != "" && (id != t.who.Unit || a.Scope != "all") {
		return t.h.Plan.Unit(id)
	}
	if a.Scope == "all" {
		return ledger.Unit{}, false
	}
	return t.own()
}

func (t *turn) status(a command.Act) messages.Message {
	switch a.Kind {
	case "review":
		return t.reviewStatus(a)
	case command.KindLeave:
		return t.onLeave(a)
	case command.KindNagged:
		return t.nagged(a)
	}
	if u, ok := t.subject(a); ok {
		gaps := t.gaps(u, a.Item)
		names := u.ID == t.who.Unit || t.who.Role == ledger.Coordinator // they are nobody else's business
		m := messages.UnitStatus(t.h.Plan, u, gaps, names, t.now)
		if names {
			m.Append(messages.SignedUp(t.h.Plan, gaps))
		}
		m.Append(messages.SupplementList(t.supplementsTo(keysOfGaps(gaps))))
		return m
	}
	if a.Item != "" {
		return messages.ItemProgress(t.summaries(a.Item), t.now)
	}
	m := messages.Overview(t.h.Plan, t.summaries(""), t.now)
	m.Append(messages.SinceYesterday(Changes(t.tx, yesterday(t.now))))
	m.Append(messages.SupplementList(Supplements(t.tx)))
	return m
}

// nagged tells somebody who has been reminded of what is said to be there what is kept.
func (t *turn) nagged(a command.Act) messages.Message {
	own, bound := t.own()
	if !bound {
		return messages.SmallTalk(string(command.Complaint))
	}
	var done, open []ledger.Gap
	for _, g := range t.gaps(own, a.Item) {
		if g.Owing() {
			open = append(open, g)
		} else if g.Tally.Answered {
			done = append(done, g)
		}
	}
	byDeadline(open)
	return messages.Nagged(t.h.Plan, own, done, open, a.Item != "", t.now)
}

func (t *turn) missing(a command.Act) messages.Message {
	switch a.Kind {
	case command.KindLate:
		return t.latecomers(a.Item)
	case command.KindUnbound:
		return t.unbound()
	}
	if u, ok := t.subject(a); ok {
		gaps := t.gaps(u, a.Item)
		open := slices.DeleteFunc(slices.Clone(gaps), func(g ledger.Gap) bool { return !g.Owing() })
		switch {
		case len(open) == 0 && a.Item != "":
			return messages.ItemNotOwed(u, t.item(a.Item), gaps)
		case len(open) == 0:
			return messages.NothingOwed(u)
		}
		return messages.Owed(t.h.Plan, u, open, t.now)
	}
	return messages.ItemProgress(t.summaries(a.Item), t.now)
}

// gaps of one unit, of one item or all.
func (t *turn) gaps(u ledger.Unit, item ledger.ItemID) []ledger.Gap {
	return slices.DeleteFunc(t.tx.GapsOf(u), func(g ledger.Gap) bool {
		return item != "" && g.Item.ID != item || g.State == ledger.StateNone
	})
}

func byDeadline(gaps []ledger.Gap) {
	slices.SortStableFunc(gaps, func(a, b ledger.Gap) int { return a.Deadline.Due.Compare(b.Deadline.Due) })
}

func (t *turn) deadline(a command.Act) messages.Message {
	switch {
	case a.Kind == command.KindExtended:
		return t.extended(a)
	case a.Kind == command.KindOpen && a.Item == "":
		return messages.NoAnswer(t.read, t.who.Role == ledger.Contact)
	}
	if ms, ok := t.h.Plan.Milestone(a.Event); ok {
		return messages.DeadlineList(nil, []ledger.Milestone{ms}, t.now)
	}
	var gaps []ledger.Gap
	u, bound := t.own()
	if named, ok := t.h.Plan.Unit(a.Unit); ok { // a unit may have more time than the others
		u, bound = named, true
	}
	for _, it := range t.h.Plan.Items {
		switch {
		case a.Item != "" && it.ID != a.Item:
		case bound && it.Owes(u):
			gaps = append(gaps, ledger.NewGap(u, it, t.tx.Tally(u.ID, it.ID), t.tx.Deadline(u.ID, it)))
		case !bound || a.Item != "":
			gaps = append(gaps, ledger.Gap{Item: it, Deadline: t.h.Plan.Deadline(it)})
		}
	}
	if bound && a.Item == "" { // what is done needs no deadline
		open := slices.DeleteFunc(slices.Clone(gaps), func(g ledger.Gap) bool { return !g.Owing() })
		if len(open) > 0 {
			gaps = open
		}
	}
	byDeadline(gaps)
	return messages.DeadlineList(gaps, nil, t.now)
}

func (t *turn) rule(a command.Act) messages.Message {
	if it, ok := t.h.Plan.Item(a.Item); ok {
		return messages.RuleOf(it, t.tx.Deadline(t.who.Unit, it), t.now)
	}
	return t.deadline(a)
}

// schedule lists the next reminders, or those that have been.
func (t *turn) schedule(a command.Act) messages.Message {
	if a.Scope == command.ScopePast {
		unit := a.Unit
		if t.who.Role == ledger.Contact {
			unit = t.who.Unit
		}
		return t.h.Remembered(t.tx, unit)
	}
	return t.h.Upcoming(t.tx)
}
