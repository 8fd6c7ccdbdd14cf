package scheduler

import (
	"fmt"
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
	rests := false
	type planned struct {
		at    time.Time
		sort  messages.Planned
		about []string
	}
	var plan []planned
	for _, slot := range open(tx) {
		at := Effective(p.Campaign, slot)
		if !at.After(now) || (slot.Kind == messages.KindReminder || slot.Ahead) && !slot.calls(gaps, nil) {
			continue
		}
		if slot.Kind == messages.KindReminder && !slot.Ahead && !slot.calls(gaps, tx.Silences(at)) {
			rests = true
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
	seen := map[string]bool{}
	for _, d := range tx.DueDeliveries(ever, 0) { // what a coordinator has ordered for later
		key := d.NextAt.String() + fmt.Sprint(d.About)
		if d.Kind != messages.KindNudge || !d.NextAt.After(now) || seen[key] {
			continue
		}
		seen[key] = true
		n := planned{at: d.NextAt, sort: messages.PlannedNudge}
		for _, id := range d.About {
			n.about = append(n.about, p.ItemName(id))
		}
		plan = append(plan, n)
	}
	slices.SortStableFunc(plan, func(a, b planned) int { return a.at.Compare(b.at) })
	var lines []string
	for _, m := range plan[:min(len(plan), upcoming)] {
		lines = append(lines, messages.NextReminder(m.at.In(p.Campaign.Zone), m.about, m.sort))
	}
	return messages.NextReminders(lines, tx.Paused(), rests, p.Calendar.MissingYears(p.Campaign.Start, p.Campaign.End))
}

// calls tells whether somebody owes what the slot is about, whom no silence covers.
func (s Slot) calls(gaps []ledger.Gap, silences []store.Silence) bool {
	return slices.ContainsFunc(gaps, func(g ledger.Gap) bool {
		return g.Item.ID == s.Item && g.Owing() &&
			!slices.ContainsFunc(silences, func(x store.Silence) bool { return x.Covers(g.Unit.ID) })
	})
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
