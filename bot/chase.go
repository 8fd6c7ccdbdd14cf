package bot

import (
	"fmt"
	"slices"
	"strings"
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
	// spared are the units that the order leaves out.
	spared []ledger.UnitID
}

// chases works out the nudges of the line that reach anybody: one message for all
// items that are to go out at the same time.
func (t *turn) chases() []chased {
	var groups [][]command.Act
	for _, a := range t.acts {
		if a.Verb != command.Nudge {
			continue
		}
		i := slices.IndexFunc(groups, func(g []command.Act) bool { return g[0].At.Equal(a.At) })
		if i < 0 {
			groups, i = append(groups, nil), len(groups)
		}
		groups[i] = append(groups[i], a)
	}
	var out []chased
	for _, acts := range groups {
		if c := t.chase(acts, acts[0].At); len(c.asked) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// chase works out one nudge: who still owes the named items, or the nearest one that
// anybody still owes, without the exceptions.
func (t *turn) chase(acts []command.Act, at time.Time) chased {
	nearest := slices.ContainsFunc(acts, func(a command.Act) bool { return a.Item == "" })
	asked := messages.StillOwed(t.tx.Gaps(), func(g ledger.Gap) bool {
		return slices.ContainsFunc(acts, func(a command.Act) bool {
			return (a.Item == "" && g.Item.Min > 0 || g.Item.ID == a.Item) && !slices.Contains(a.Except, g.Unit.ID) &&
				(len(a.Units) == 0 || slices.Contains(a.Units, g.Unit.ID))
		})
	})
	var c chased
	for _, a := range acts {
		c.spared = append(c.spared, a.Except...)
	}
	for _, o := range asked {
		if nearest && o.Item.ID != asked[0].Item.ID {
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
	if len(c.asked) == 0 {
		return c
	}
	c.facts.At = at
	if later := t.awake(at, c.asked); !later.IsZero() {
		c.facts.At, c.facts.Held = later, at.IsZero()
	}
	c.told(t)
	c.facts.Text = messages.NudgeText(t.h.Plan, c.asked, t.turnOfGroups(), t.now)
	return c
}

// told finds those who have been called enough on the day, and those who have a rest.
func (c *chased) told(t *turn) {
	at := t.now
	if !c.facts.At.IsZero() {
		at = c.facts.At
	}
	day := ledger.DateOf(at.In(t.h.Plan.Campaign.Zone))
	coming := t.orderedFor(day)
	for _, u := range c.facts.Units {
		most, ordered := max(1, t.h.Plan.Campaign.NudgesPerDay), coming[u.ID]
		switch n := t.tx.NudgesOn(u.ID, day); {
		case n-ordered >= most:
			c.facts.Told = append(c.facts.Told, u)
		case n >= most:
			c.facts.Coming = append(c.facts.Coming, u)
		}
		if slices.ContainsFunc(t.tx.Silences(at), func(s store.Silence) bool { return s.Covers(u.ID) }) {
			c.facts.Silenced = append(c.facts.Silenced, u)
		}
	}
}

// orderedFor counts for each unit the nudges that have been ordered for a day and have
// not gone out: they are in its budget, but nobody has heard them.
func (t *turn) orderedFor(day ledger.Date) map[ledger.UnitID]int {
	out, seen := map[ledger.UnitID]int{}, map[string]bool{}
	for _, g := range t.h.Plan.Groups {
		for _, addr := range t.tx.GroupAddresses(g.ID) {
			for _, d := range t.tx.DueDeliveries(t.now.AddDate(1, 0, 0), 0) {
				nudge, here := strings.CutSuffix(d.Key, nudgeAt("", addr))
				if !here || seen[nudge] || d.Kind != messages.KindNudge || !d.NextAt.After(t.now) || ledger.DateOf(t.local(d.NextAt)) != day {
					continue
				}
				seen[nudge] = true
				for _, u := range d.Named {
					out[u]++
				}
			}
		}
	}
	return out
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
func (t *turn) previewNudge() {
	if slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Verb == command.Nudge && a.OpStated }) { // a yes has been given
		return
	}
	var nudges []messages.NudgeFacts
	for _, c := range t.chases() {
		nudges = append(nudges, c.facts)
	}
	var others []command.Act
	var beside []messages.Deed
	for _, a := range t.acts {
		if a.Verb != command.Nudge {
			others, beside = append(others, a), append(beside, deed(t.h.Plan, a))
		}
	}
	if len(nudges) == 0 {
		t.acts = others
	}
	if len(t.acts) == 0 {
		t.outcome, t.said, t.options, t.acts = command.Reply, messages.NobodyToNudge(), nil, nil
		return
	}
	t.outcome, t.said = command.Confirm, messages.NudgePreview(nudges, beside)
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
			m := c.facts.Text
			m.Mentions = messages.MentionsFor(people, addr.Channel)
			t.tx.Enqueue(messages.Delivery{Key: nudgeAt(f.Key, addr), Kind: messages.KindNudge,
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

// nudgeKey is the key of a line's nth nudge, nudgeAt that of its delivery to an address.
func nudgeKey(line uint64, n int) string { return fmt.Sprintf("nudge/%d/%d", line, n) }

func nudgeAt(key string, addr messages.Address) string {
	return fmt.Sprintf("%s/%s/%s", key, addr.Channel, addr.Target)
}
