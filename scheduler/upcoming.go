package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// upcoming is how many moments 提醒计划 shows.
const upcoming = 8

// Upcoming words the next reminders, as they stand now.
func Upcoming(tx *store.Tx) messages.Message {
	p, now, gaps := tx.Plan(), tx.Now(), tx.Gaps()
	owing := map[ledger.ItemID]bool{}
	for _, g := range gaps {
		owing[g.Item.ID] = owing[g.Item.ID] || g.Owing()
	}
	type planned struct {
		at    time.Time
		sort  messages.Planned
		about []string
	}
	var plan []planned
	for _, slot := range open(tx, gaps) {
		at := Effective(p.Campaign, slot)
		if !at.After(now) || (slot.Kind == messages.KindReminder || slot.Ahead) && !owing[slot.Item] {
			continue
		}
		name := p.ItemName(slot.Item)
		if m, ok := p.Milestone(slot.Milestone); ok {
			name = m.Title
		}
		i := slices.IndexFunc(plan, func(m planned) bool { return m.at.Equal(at) && m.sort == slot.sort() })
		if i < 0 {
			i = len(plan)
			plan = append(plan, planned{at: at, sort: slot.sort()})
		}
		if name != "" {
			plan[i].about = addOnce(plan[i].about, name)
		}
	}
	slices.SortStableFunc(plan, func(a, b planned) int { return a.at.Compare(b.at) })
	var lines []string
	for _, m := range plan[:min(len(plan), upcoming)] {
		lines = append(lines, messages.NextReminder(m.at.In(p.Campaign.Zone), m.about, m.sort))
	}
	return messages.NextReminders(lines, tx.Paused(), p.Calendar.MissingYears(p.Campaign.Start, p.Campaign.End))
}

// sort is what kind of message the slot brings, for people.
func (s Slot) sort() messages.Planned {
	switch {
	case s.Opening:
		return messages.PlannedOpening
	case s.Ahead:
		return messages.PlannedAhead
	case s.Kind == messages.KindDigest:
		return messages.PlannedList
	case s.Kind == messages.KindStatus:
		return messages.PlannedClosing
	case s.Rung == Private:
		return messages.PlannedAlone
	}
	return messages.PlannedGroup
}
