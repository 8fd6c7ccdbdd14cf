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

// unsaid lists what was planned after an instant and not said, in order.
func (p *play) unsaid(after time.Time) (lines []string, err error) {
	err = p.db.View(func(tx *store.Tx) error {
		tx.Firings(func(f store.Firing) bool {
			if f.Why != "" && f.At.After(after) {
				why, ok := whyUnsaid[f.Why]
				if !ok {
					why = messages.UnsaidElse
				}
				lines = append(lines, messages.Unsaid(messages.When(f.At.In(p.plan.Campaign.Zone)), p.subject(f.Key), why))
			}
			return true
		})
		return nil
	})
	return lines, err
}

// subject names what a slot is about; its key begins with its kind and the id.
func (p *play) subject(key string) string {
	_, rest, _ := strings.Cut(key, "/")
	id, _, _ := strings.Cut(rest, "/")
	if m, ok := p.plan.Milestone(ledger.MilestoneID(id)); ok {
		return m.Title
	}
	return p.plan.ItemName(ledger.ItemID(id))
}
