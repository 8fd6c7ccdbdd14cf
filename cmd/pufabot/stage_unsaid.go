package main

import (
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/scheduler"
	"pufabot/store"
)

// whyUnsaid words the scheduler's reasons for those who watch a rehearsal: silence
// must be as easy to trust as words.
var whyUnsaid = map[string]string{
	scheduler.WhyNobody: messages.UnsaidAllIn, scheduler.WhyHeldBack: messages.UnsaidTold, scheduler.WhyPast: messages.UnsaidPast,
	scheduler.WhyMerged: messages.UnsaidMerged, scheduler.WhyBefore: messages.UnsaidEarly, scheduler.WhyNoWay: messages.UnsaidNoWay,
}

// unsaid lists what was planned after an instant and not said, in order. That the
// coordinator was told of trouble is no silence.
func (p *play) unsaid(after time.Time) (lines []string, err error) {
	err = p.db.View(func(tx *store.Tx) error {
		moved := movedItems(tx)
		tx.Firings(func(f store.Firing) bool {
			if f.Why != "" && f.Why != scheduler.WhyTold && f.At.After(after) {
				why, ok := whyUnsaid[f.Why]
				if !ok {
					why = messages.UnsaidElse
				}
				lines = append(lines, messages.Unsaid(messages.When(f.At.In(p.plan.Campaign.Zone)), p.subject(f.Key, moved), why))
			}
			return true
		})
		return nil
	})
	return lines, err
}

// movedItems are the items of which some unit has a deadline of its own.
func movedItems(tx *store.Tx) map[ledger.ItemID]bool {
	moved := map[ledger.ItemID]bool{}
	for _, g := range tx.Gaps() {
		if g.Deadline.Extended {
			moved[g.Item.ID] = true
		}
	}
	return moved
}

// subject names what a slot is about: its key has its kind, the id and, where it
// follows one unit's moved deadline, that unit. A slot of the others says so, since
// it may be silent while that unit is called.
func (p *play) subject(key string, moved map[ledger.ItemID]bool) string {
	kind, rest, _ := strings.Cut(key, "/")
	id, rest, _ := strings.Cut(rest, "/")
	own, _, _ := strings.Cut(rest, "/")
	switch kind {
	case "opening":
		return messages.OpeningSubject
	case "status":
		return messages.ClosingSubject
	}
	if m, ok := p.plan.Milestone(ledger.MilestoneID(id)); ok {
		return m.Title
	}
	name := p.plan.ItemName(ledger.ItemID(id))
	switch u, ok := p.plan.Unit(ledger.UnitID(own)); {
	case ok:
		return messages.ApartSubject(name, u.Name)
	case moved[ledger.ItemID(id)]:
		return messages.OthersSubject(name)
	}
	return name
}
