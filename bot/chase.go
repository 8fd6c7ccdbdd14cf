package bot

import (
	"fmt"
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// chased is whom a nudge by hand would reach, when, and what it would say.
type chased struct {
	asked []messages.Asked
	facts messages.NudgeFacts
	text  messages.Message
}

func (c chased) nobody() bool { return len(c.asked) == 0 }

// chase works out a nudge: who still owes the named item, or the nearest one that
// anybody still owes, without the exceptions.
func (t *turn) chase(a command.Act) chased {
	asked := messages.StillOwed(t.tx.Gaps(), func(g ledger.Gap) bool {
		return (a.Item == "" && g.Item.Min > 0 || g.Item.ID == a.Item) && !slices.Contains(a.Except, g.Unit.ID) &&
			(len(a.Units) == 0 || slices.Contains(a.Units, g.Unit.ID))
	})
	var c chased
	for _, o := range asked {
		if a.Item == "" && o.Item.ID != asked[0].Item.ID {
			continue
		}
		o.Notes = map[ledger.UnitID]string{}
		for _, u := range o.Missing {
			o.Notes[u.ID] = messages.StandinNote(t.tx.Standin(u.ID))
			if !slices.ContainsFunc(c.facts.Units, func(x ledger.Unit) bool { return x.ID == u.ID }) {
				c.facts.Units = append(c.facts.Units, u)
			}
		}
		c.asked = append(c.asked, o)
	}
	if c.nobody() {
		return c
	}
	c.facts.At = a.At
	if at := t.awake(a.At, c.asked); !at.IsZero() {
		c.facts.At, c.facts.Held = at, true
	}
	c.facts.Groups = len(t.pushGroups())
	c.told(t)
	c.text = messages.NudgeText(c.asked, t.turnOfGroups(), t.now)
	return c
}

// told finds those who have been called enough on the day, and those who have a rest.
func (c *chased) told(t *turn) {
	at := t.now
	if !c.facts.At.IsZero() {
		at = c.facts.At
	}
	day := ledger.DateOf(at.In(t.h.Plan.Campaign.Zone))
	for _, u := range c.facts.Units {
		if t.tx.NudgesOn(u.ID, day) >= max(1, t.h.Plan.Campaign.NudgesPerDay) {
			c.facts.Told = append(c.facts.Told, u)
		}
		if slices.ContainsFunc(t.tx.Silences(at), func(s store.Silence) bool { return s.Covers(u.ID) }) {
			c.facts.Silenced = append(c.facts.Silenced, u)
		}
	}
}

// awake is when quiet hours let a nudge out that is meant for an instant (zero: now);
// zero when they do not hold it. Within a day of a due instant they do not.
func (t *turn) awake(at time.Time, asked []messages.Asked) time.Time {
	if at.IsZero() {
		at = t.now
	}
	c := t.h.Plan.Campaign
	if !c.Quiet(at) {
		return time.Time{}
	}
	for _, o := range asked {
		if left := o.Deadline.Due.Sub(at); left > 0 && left <= 24*time.Hour {
			return time.Time{}
		}
	}
	return c.QuietEnd(at).In(c.Zone)
}

// turnOfGroups is how many times the groups were told something; it chooses the words.
func (t *turn) turnOfGroups() int {
	return t.tx.Moments(t.now, func(f store.Firing) bool { return f.Group })
}

// previewNudge shows recipients and text; nothing goes out before a yes.
func (t *turn) previewNudge(a command.Act) {
	if a.OpStated { // a yes has been given
		return
	}
	c := t.chase(a)
	if c.nobody() {
		t.outcome, t.said, t.options, t.acts = command.Reply, messages.NobodyToNudge(), nil, nil
		return
	}
	t.outcome, t.said = command.Confirm, messages.NudgePreview(c.facts, c.text)
	t.options = []option{{Acts: saved(t.acts)}}
}

// nudge sends the reminder that has been shown, to those who owe at this moment.
// It counts into the same budget as those of the plan, on the day on which it goes out.
func (t *turn) nudge(a command.Act) messages.Message {
	c := t.chase(a)
	if c.nobody() {
		return messages.NobodyToNudge()
	}
	var people []ledger.Person
	f := store.Firing{Key: fmt.Sprintf("nudge/%s/%d", a.Item, t.line), At: t.now, Group: true}
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
			m := c.text
			m.Mentions = messages.MentionsFor(people, addr.Channel)
			t.tx.Enqueue(messages.Delivery{Key: fmt.Sprintf("%s/%s/%s", f.Key, addr.Channel, addr.Target), Kind: messages.KindNudge,
				To: messages.To{Group: g.ID}, Address: addr, Message: m, Units: f.Units, Named: f.Units, About: f.Items,
				Created: t.now, NextAt: c.facts.At})
			sent++
		}
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
	return messages.NudgeSent(c.facts.Units, c.facts.At)
}
