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

// chased is whom a nudge would reach and what it would say.
type chased struct {
	items []ledger.Item
	units []ledger.Unit
	text  messages.Message
}

// chase works out a nudge now: who still owes the named item, or the nearest
// one that anybody still owes, without the exceptions.
func (t *turn) chase(a command.Act) chased {
	var c chased
	gaps := map[ledger.ItemID][]ledger.Unit{}
	due := map[ledger.ItemID]ledger.Deadline{}
	for _, g := range t.tx.Gaps() {
		if !g.Owing() || a.Item != "" && g.Item.ID != a.Item || g.Item.Min == 0 && a.Item == "" ||
			slices.Contains(a.Except, g.Unit.ID) || len(a.Units) > 0 && !slices.Contains(a.Units, g.Unit.ID) {
			continue
		}
		gaps[g.Item.ID] = append(gaps[g.Item.ID], g.Unit)
		if d, ok := due[g.Item.ID]; !ok || g.Deadline.Due.After(d.Due) {
			due[g.Item.ID] = g.Deadline
		}
	}
	for _, it := range t.h.Plan.Items {
		if len(gaps[it.ID]) > 0 {
			c.items = append(c.items, it)
		}
	}
	slices.SortStableFunc(c.items, func(x, y ledger.Item) int { return due[x.ID].Due.Compare(due[y.ID].Due) })
	if a.Item == "" && len(c.items) > 1 {
		c.items = c.items[:1]
	}
	for _, it := range c.items {
		c.units = append(c.units, gaps[it.ID]...)
	}
	if len(c.items) > 0 {
		c.text = messages.NudgeText(c.items, c.units, gaps, due, t.now)
	}
	return c
}

// previewNudge shows recipients and text; nothing goes out before a yes.
func (t *turn) previewNudge(a command.Act) {
	if a.OpStated { // a yes has been given
		return
	}
	c := t.chase(a)
	if len(c.units) == 0 {
		t.outcome, t.said, t.options, t.acts = command.Reply, messages.NobodyToNudge(), nil, nil
		return
	}
	t.outcome, t.said = command.Confirm, messages.NudgePreview(c.units, c.text)
	t.options = []option{{Acts: saved(t.acts)}}
}

// nudge sends the reminder that has been shown, to those who owe at this moment.
func (t *turn) nudge(a command.Act) messages.Message {
	c := t.chase(a)
	if len(c.units) == 0 {
		return messages.NobodyToNudge()
	}
	var people []ledger.Person
	var ids []ledger.UnitID
	for _, u := range c.units {
		people = append(people, t.tx.ContactsOf(u.ID)...)
		ids = append(ids, u.ID)
	}
	sent := 0
	for _, g := range t.h.Plan.Groups {
		for _, addr := range t.tx.GroupAddresses(g.ID) {
			m := c.text
			m.Mentions = messages.MentionsFor(people, addr.Channel)
			d := messages.Delivery{Key: fmt.Sprintf("nudge/%d/%s/%s", t.line, addr.Channel, addr.Target), Kind: messages.KindNudge,
				To: messages.To{Group: g.ID}, Address: addr, Message: m, Units: ids, Created: t.now, NextAt: a.At}
			for _, it := range c.items {
				d.About = append(d.About, it.ID)
			}
			t.tx.Enqueue(d)
			sent++
		}
	}
	if sent == 0 {
		return messages.NoGroup()
	}
	day := ledger.DateOf(t.now)
	for _, id := range ids {
		t.tx.CountNudge(id, day)
	}
	return messages.NudgeSent(len(ids), a.At)
}

func (t *turn) pushGroups() []ledger.Group {
	return slices.DeleteFunc(slices.Clone(t.h.Plan.Groups), func(g ledger.Group) bool { return len(t.tx.GroupAddresses(g.ID)) == 0 })
}

// previewAnnouncement shows where the words would go; nothing goes out before a yes.
func (t *turn) previewAnnouncement(a command.Act) {
	if a.OpStated {
		return
	}
	t.outcome, t.said = command.Confirm, messages.AnnouncePreview(a.Text, len(t.pushGroups()))
	t.options = []option{{Acts: saved(t.acts)}}
}

func (t *turn) announce(a command.Act) messages.Message {
	groups := t.pushGroups()
	for _, g := range groups {
		t.toGroup(g, fmt.Sprintf("announce/%d", t.line), messages.KindStatus, messages.AnnounceText(a.Text), nil)
	}
	if len(groups) == 0 {
		return messages.NoGroup()
	}
	return messages.Announced(len(groups))
}

func (t *turn) acknowledge() messages.Message {
	if t.who.Unit == "" {
		return messages.Message{}
	}
	t.tx.Ack(t.who.Unit, t.now)
	return messages.Acknowledged()
}

// mute rests the speaker's own unit's reminders, for two days unless an end is named.
func (t *turn) mute(a command.Act) messages.Message {
	until := a.Until
	if until.IsZero() {
		until = ledger.DateOf(t.now).AddDays(3).At(ledger.Clock{}, t.h.Plan.Campaign.Zone)
	}
	t.tx.AddSilence(store.Silence{Units: []ledger.UnitID{t.who.Unit}, Until: until, Line: t.line})
	return messages.Muted(until)
}

// silence rests reminders; it always has an end, and says which hard deadlines lie inside.
func (t *turn) silence(a command.Act) messages.Message {
	until := a.Until
	if until.IsZero() {
		until = ledger.DateOf(t.now).AddDays(1).At(ledger.Clock{Hour: 8}, t.h.Plan.Campaign.Zone)
	}
	units := a.Units
	if len(units) == 0 && a.Unit != "" {
		units = []ledger.UnitID{a.Unit}
	}
	t.tx.AddSilence(store.Silence{Units: units, Until: until, Line: t.line})
	return messages.Silenced(t.units(units), until, t.dueBefore(units, until))
}

func (t *turn) dueBefore(units []ledger.UnitID, until time.Time) []ledger.Gap {
	return slices.DeleteFunc(t.tx.Gaps(), func(g ledger.Gap) bool {
		inside := g.Deadline.Due.After(t.now) && g.Deadline.Due.Before(until)
		return !g.Owing() || !inside || len(units) > 0 && !slices.Contains(units, g.Unit.ID)
	})
}

func (t *turn) extend(a command.Act) messages.Message {
	units := a.Units
	if len(units) == 0 && a.Unit != "" {
		units = []ledger.UnitID{a.Unit}
	}
	it := t.item(a.Item)
	for _, u := range units {
		t.tx.SetExtension(u, it.ID, a.Due, t.line)
	}
	return messages.Extended(t.units(units), it, a.Due)
}

// request passes on what a contact asks of the coordinator; no clock moves.
func (t *turn) request(a command.Act) messages.Message {
	kind := a.Kind
	if kind == "" {
		kind = "other"
	}
	id := t.tx.AddRequest(store.Request{At: t.now, By: t.env.From.Account, Nick: t.env.From.Nick, Unit: t.who.Unit,
		Kind: kind, Item: a.Item, Until: a.Until, Text: t.env.Text, Chat: t.env.Chat, State: store.RequestOpen})
	t.tellCoordinators(fmt.Sprintf("request/%d", id), messages.RequestNotice(id, t.h.Plan.UnitName(t.who.Unit), t.env.Text))
	return messages.RequestPassedOn(id)
}
