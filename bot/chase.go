package bot

import (
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
	// alone says that each is told privately.
	alone bool
}

// chases works out the nudges of the line that reach anybody: one message for all
// items that are to go out at the same time.
func (t *turn) chases() []chased {
	var groups [][]command.Act
	for _, a := range t.acts {
		if a.Verb != command.Nudge {
			continue
		}
		i := slices.IndexFunc(groups, func(g []command.Act) bool { return g[0].At.Equal(a.At) && g[0].Kind == a.Kind })
		if i < 0 {
			groups, i = append(groups, nil), len(groups)
		}
		groups[i] = append(groups[i], a)
	}
	var out []chased
	for _, acts := range groups {
		if c := t.chase(acts, acts[0].At); len(c.asked)+len(c.facts.Unreached) > 0 {
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
	c := chased{alone: acts[0].Kind == command.WayPrivate}
	for _, a := range acts {
		c.spared = append(c.spared, a.Except...)
	}
	for _, o := range asked {
		if nearest && o.Item.ID != asked[0].Item.ID {
			continue
		}
		if c.alone {
			if o = t.withinReach(o, &c.facts); len(o.Missing) == 0 {
				continue
			}
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
	c.facts.Alone = c.alone
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
		case n >= most && !t.makesWay():
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
	for _, d := range t.comingNudges() {
		nudge, _, _ := strings.Cut(d.Key, "/"+string(d.Address.Channel)+"/")
		if seen[nudge] || ledger.DateOf(t.local(d.NextAt)) != day {
			continue
		}
		seen[nudge] = true
		for _, u := range d.Named {
			out[u]++
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
