package bot

import (
	"fmt"
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// previewNudge shows recipients and text; nothing goes out before a yes.
func (t *turn) previewNudge() {
	if slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Verb == command.Nudge && a.OpStated }) { // a yes has been given
		return
	}
	var nudges []messages.NudgeFacts
	var unreached []ledger.Unit
	for _, c := range t.chases() {
		if len(c.asked) == 0 {
			unreached = append(unreached, c.facts.Unreached...)
			continue
		}
		nudges = append(nudges, c.facts)
	}
	var others []command.Act
	var beside []messages.Deed
	for _, a := range t.acts {
		if _, way := pinned(a); way {
			others = append(others, a)
			continue
		}
		if a.Verb != command.Nudge {
			others, beside = append(others, a), append(beside, deed(t.h.Plan, a))
		}
	}
	if len(nudges) == 0 {
		t.acts = others
	}
	if len(t.acts) == 0 {
		t.outcome, t.said, t.options, t.acts = command.Reply, messages.NobodyToNudge(), nil, nil
		if len(unreached) > 0 {
			t.said = messages.NobodyInReach(unreached)
		}
		return
	}
	t.outcome, t.said = command.Confirm, messages.NudgePreview(nudges, beside)
	if t.makesWay() && len(nudges) > 0 {
		t.said = messages.NudgeMoved(t.said)
	}
	t.options = []option{{Acts: saved(t.acts)}}
}

// nudge sends the reminders of the line that have been shown.
func (t *turn) nudge() {
	if !slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Verb == command.Nudge }) {
		return
	}
	all := t.chases()
	if len(all) == 0 {
		t.reply.Append(messages.NobodyToNudge())
	}
	for i, c := range all {
		if len(c.asked) == 0 {
			t.reply.Append(messages.NobodyInReach(c.facts.Unreached))
			continue
		}
		t.reply.Append(t.call(c, i))
	}
}

// call sends one reminder to those who owe at this moment. It counts into the same
// budget as those of the plan, on the day on which it goes out.
func (t *turn) call(c chased, n int) messages.Message {
	var people []ledger.Person
	f := store.Firing{Key: nudgeKey(t.line, n), At: t.now, Group: true, ByHand: later(t.now, c.facts.At), Spared: c.spared}
	for _, u := range c.facts.Units {
		people = append(people, t.tx.Present(u.ID)...)
		f.Units = append(f.Units, u.ID)
	}
	for _, o := range c.asked {
		if !slices.Contains(f.Items, o.Item.ID) {
			f.Items = append(f.Items, o.Item.ID)
		}
	}
	sent := 0
	for _, g := range t.h.Plan.Groups {
		for _, addr := range t.tx.GroupAddresses(g.ID) {
			if c.alone {
				continue
			}
			m := c.facts.Text
			m.Mentions = messages.MentionsFor(people, addr.Channel)
			t.tx.Enqueue(messages.Delivery{Key: nudgeAt(f.Key, addr), Kind: messages.KindNudge,
				To: messages.To{Group: g.ID}, Address: addr, Message: m, Units: f.Units, Named: f.Units, About: f.Items,
				Created: t.now, NextAt: c.facts.At})
			sent++
		}
	}
	if c.alone {
		f.Group, f.Alone = false, f.Units
		sent = t.callAlone(c, f)
	}
	if sent == 0 {
		return messages.NoGroup()
	}
	t.tx.PutFired(f)
	day := ledger.DateOf(t.now)
	if !c.facts.At.IsZero() {
		day = ledger.DateOf(c.facts.At.In(t.h.Plan.Campaign.Zone))
	}
	for _, id := range f.Units {
		t.tx.CountNudge(id, day)
	}
	return messages.NudgeSent(c.facts.Units, c.facts.At, c.alone)
}

// nudgeKey is the key of a line's nth nudge, nudgeAt that of its delivery to an address.
func nudgeKey(line uint64, n int) string { return fmt.Sprintf("nudge/%d/%d", line, n) }

func nudgeAt(key string, addr messages.Address) string {
	return fmt.Sprintf("%s/%s/%s", key, addr.Channel, addr.Target)
}
