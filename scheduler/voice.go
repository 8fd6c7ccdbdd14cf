package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// voice is what one message of the plan has to say: the slots that it speaks for
// and the units that it may call by name. The words follow from these and from
// the store, so that they can be found again whenever the message is sent.
type voice struct {
	slots  []string
	named  []ledger.UnitID
	asked  []messages.Asked
	events []messages.Coming
}

func (v voice) silent() bool { return len(v.asked)+len(v.events) == 0 }

// forGroup finds what the slots still have to say to a group at this moment. What
// is past its due instant, or has nobody missing, falls away.
func (m *moment) forGroup(keys []string, named []ledger.UnitID) voice {
	var v voice
	called := setOf(named)
	may := func(u ledger.UnitID) bool { return called[u] && !m.silenced(u) }
	for _, s := range newest(m.slots.find(keys)) {
		if !m.now.Before(s.Due) {
			continue
		}
		switch s.Kind {
		case messages.KindReminder:
			o, ok := m.asked(s)
			if !ok || !slices.ContainsFunc(o.Missing, func(u ledger.Unit) bool { return !m.silenced(u.ID) }) {
				continue
			}
			if !o.CountOnly {
				o.Named = pick(o.Missing, may)
				o.Resting = len(pick(o.Missing, m.silenced))
				o.Notes = m.notes(o.Named)
				v.named = addOnce(v.named, ids(o.Named)...)
			}
			o.Rough = m.rough(o.Item, "")
			v.asked = append(v.asked, o)
		case messages.KindMilestone:
			c, ok := m.coming(s)
			if !ok {
				continue
			}
			if m.plan.MilestoneAt(c.Milestone).After(m.now) { // on the day itself it is too late to ask by name
				c.Named, c.Resting = pick(c.Unsigned, may), len(pick(c.Unsigned, m.silenced))
			}
			v.named = addOnce(v.named, ids(c.Named)...)
			v.events = append(v.events, c)
		}
		v.slots = append(v.slots, s.Key)
	}
	return v
}

// forUnit finds what the slots still have to say to one unit alone.
func (m *moment) forUnit(keys []string, u ledger.UnitID) voice {
	v := voice{named: []ledger.UnitID{u}}
	for _, s := range newest(m.slots.find(keys)) {
		o, ok := m.askedOf(s, m.of[u])
		if !ok || s.Kind != messages.KindReminder || !m.now.Before(s.Due) || len(o.Missing) == 0 || m.silenced(u) {
			continue
		}
		if i := slices.IndexFunc(m.of[u], func(g ledger.Gap) bool { return g.Item.ID == s.Item }); i >= 0 {
			o.Own = &m.of[u][i]
		}
		o.Rough = m.rough(o.Item, u)
		v.asked = append(v.asked, o)
		v.slots = append(v.slots, s.Key)
	}
	return v
}

// rough are the figures, of one unit or (empty) of all whom no silence covers, that are
// only about so much, where the item is the mail that sums them up.
func (m *moment) rough(it ledger.Item, u ledger.UnitID) []ledger.Gap {
	gaps := m.gaps
	if u != "" {
		gaps = m.of[u]
	}
	var out []ledger.Gap
	for _, g := range gaps {
		if it.Kind == ledger.Mail && it.Owes(g.Unit) && g.Tally.Approx && g.Tally.Value() > 0 && !m.silenced(g.Unit.ID) {
			out = append(out, g)
		}
	}
	return out
}

// notes tell, beside a unit's name, whom to ask while its contact is away.
func (m *moment) notes(units []ledger.Unit) map[ledger.UnitID]string {
	out := map[ledger.UnitID]string{}
	for _, u := range units {
		if note := messages.StandinNote(m.tx.Standin(u.ID)); note != "" {
			out[u.ID] = note
		}
	}
	return out
}

// toGroup is the one message of this moment to a group, without an address. With a
// reminder in it Units are those who are missing; for a milestone alone they are
// those who have not signed up, else those whom it concerns.
func (m *moment) toGroup(v voice, made time.Time) messages.Delivery {
	d := messages.Delivery{Kind: messages.KindReminder, Slots: v.slots, Named: v.named}
	if len(v.asked) == 0 {
		d.Kind = messages.KindMilestone
	}
	d.Message = messages.Reminder(m.plan, v.asked, v.events, m.turn(made), m.now)
	for _, o := range v.asked {
		d.About = addOnce(d.About, o.Item.ID)
		d.Units = addOnce(d.Units, ids(o.Missing)...)
		d.NotAfter = later(d.NotAfter, o.Deadline.Due)
	}
	for _, c := range v.events {
		d.Marks = addOnce(d.Marks, c.Milestone.ID)
		units := c.Unsigned
		if len(units) == 0 && len(v.asked) == 0 {
			units = c.For
		}
		d.Units = addOnce(d.Units, ids(units)...)
		d.NotAfter = later(d.NotAfter, c.Milestone.Day.AddDays(1).At(ledger.Clock{}, m.plan.Campaign.Zone))
	}
	return d
}

// toUnit is the one private message of this moment to a unit, without an address.
func (m *moment) toUnit(v voice, made time.Time) messages.Delivery {
	u := v.named[0]
	d := messages.Delivery{Kind: messages.KindReminder, To: messages.To{Unit: u}, Slots: v.slots, Named: v.named, Units: v.named}
	d.Message = messages.PrivateReminder(m.plan, v.asked, m.turnOf(u, made), m.now)
	for _, o := range v.asked {
		d.About = addOnce(d.About, o.Item.ID)
		d.NotAfter = later(d.NotAfter, o.Deadline.Due)
	}
	return d
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// alerted are the people whom a message to a group alerts: the contacts who are
// there of the units called by name, and of those whom a milestone concerns that is
// not for everybody. To be told of an event is no nudge and costs no budget.
func (m *moment) alerted(v voice) []ledger.Person {
	units := slices.Clone(v.named)
	for _, c := range v.events {
		if c.All || c.SignUp.ID != "" {
			continue
		}
		units = addOnce(units, ids(pick(c.For, func(u ledger.UnitID) bool { return !m.silenced(u) }))...)
	}
	var people []ledger.Person
	for _, u := range units {
		people = append(people, m.tx.Present(u)...)
	}
	return people
}
