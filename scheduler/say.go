package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// say enqueues one message for each group, and the lists for the coordinators.
func (r *round) say() {
	if len(r.group) > 0 {
		r.toGroups(r.groupDraft())
	}
	if len(r.lists) > 0 {
		d := messages.Delivery{Kind: messages.KindDigest, Message: messages.Digest(r.plan, r.lists, r.now)}
		for _, l := range r.lists {
			d.About = append(d.About, l.Item.ID)
			for _, u := range append(ids(l.Missing), ids(l.Partial)...) {
				d.Units = addOnce(d.Units, u)
			}
		}
		r.toDesk(d, r.desk)
	}
	if len(r.closing) > 0 {
		d := messages.Delivery{Kind: messages.KindStatus, Message: messages.Closing(r.plan, r.summaries(), r.now)}
		for _, it := range r.plan.Items {
			d.About = append(d.About, it.ID)
		}
		r.toDesk(d, r.closing)
	}
}

func addOnce[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// groupDraft is the one message of this moment, without an address. With a reminder
// in it Units are those who are missing; for a milestone alone they are those who
// have not signed up, else those whom it concerns.
func (r *round) groupDraft() messages.Delivery {
	d := messages.Delivery{Kind: messages.KindReminder}
	if len(r.asked) == 0 {
		d.Kind = messages.KindMilestone
	}
	d.Message = messages.Reminder(r.plan, r.asked, r.events, r.turn(), r.now)
	for _, o := range r.asked {
		d.About = addOnce(d.About, o.Item.ID)
		for _, u := range ids(o.Missing) {
			d.Units = addOnce(d.Units, u)
		}
		if d.NotAfter.IsZero() || o.Deadline.Due.Before(d.NotAfter) {
			d.NotAfter = o.Deadline.Due
		}
	}
	for _, c := range r.events {
		d.Marks = addOnce(d.Marks, c.Milestone.ID)
		units := c.Unsigned
		if len(units) == 0 && len(r.asked) == 0 {
			units = c.For
		}
		for _, u := range ids(units) {
			d.Units = addOnce(d.Units, u)
		}
		if len(r.asked) == 0 {
			d.NotAfter = c.Milestone.Day.AddDays(1).At(ledger.Clock{}, r.plan.Campaign.Zone)
		}
	}
	return d
}

// turn counts the moments at which something was said before.
func (r *round) turn() int {
	n := 0
	var at time.Time
	r.tx.Firings(func(f store.Firing) bool {
		if f.Why == "" && !f.At.Equal(at) {
			n, at = n+1, f.At
		}
		return true
	})
	return n
}

// named are the units called by name, each once.
func (r *round) named() []ledger.UnitID {
	var out []ledger.UnitID
	for _, o := range r.asked {
		for _, u := range o.Named {
			out = addOnce(out, u.ID)
		}
	}
	for _, c := range r.events {
		for _, u := range c.Named {
			out = addOnce(out, u.ID)
		}
	}
	return out
}

// invited are those whom a milestone concerns that is not for everybody: they are
// alerted, too. To be told of an event is no nudge and costs no budget.
func (r *round) invited() []ledger.UnitID {
	var out []ledger.UnitID
	for _, c := range r.events {
		if c.All || c.SignUp.ID != "" {
			continue
		}
		for _, u := range c.For {
			if !r.silenced(u.ID) {
				out = addOnce(out, u.ID)
			}
		}
	}
	return out
}

func (r *round) toGroups(d messages.Delivery) {
	named := r.named()
	alerted := slices.Clone(named)
	for _, u := range r.invited() {
		alerted = addOnce(alerted, u)
	}
	var people []ledger.Person
	for _, u := range alerted {
		people = append(people, r.tx.ContactsOf(u)...)
	}
	key, ways := r.fired[r.group[0]].Key, 0
	for _, g := range r.plan.Groups {
		if !g.Push {
			continue
		}
		d.To = messages.To{Group: g.ID}
		for _, a := range r.tx.GroupAddresses(g.ID) {
			r.enqueue(d, key+"/"+string(g.ID), a, people)
			ways++
		}
	}
	if ways == 0 {
		r.noWay(r.group)
		return
	}
	for _, u := range named {
		r.tx.CountNudge(u, r.today)
	}
}

// toDesk sends to each coordinator privately. Where nobody can be reached so, the
// groups hear it, with the coordinators alerted: a list that nobody sees helps nobody.
func (r *round) toDesk(d messages.Delivery, firings []int) {
	d.To = messages.To{Role: ledger.Coordinator}
	key, ways := r.fired[firings[0]].Key+"/coordinator", 0
	people := r.tx.PeopleWith(ledger.Coordinator)
	for _, p := range people {
		if a, ok := r.tx.PersonAddress(p); ok {
			r.enqueue(d, key, a, nil)
			ways++
		}
	}
	if ways > 0 {
		return
	}
	for _, g := range r.plan.Groups {
		if !g.Push {
			continue
		}
		for _, a := range r.tx.GroupAddresses(g.ID) {
			r.enqueue(d, key, a, people)
			ways++
		}
	}
	if ways == 0 {
		r.noWay(firings)
	}
}

// enqueue gives a draft its address, its key and the people to alert there.
func (r *round) enqueue(d messages.Delivery, key string, a messages.Address, people []ledger.Person) {
	d.Key = key + addressMark + string(a.Channel) + "/" + a.Target
	d.Address, d.Created = a, r.now
	d.Message.Mentions = messages.MentionsFor(people, a.Channel)
	if _, fresh := r.tx.Enqueue(d); fresh {
		r.enqueued++
	}
}

// addressMark stands in a delivery's key between the message and its address.
const addressMark = "@"

func (r *round) noWay(firings []int) {
	for _, i := range firings {
		r.fired[i].Why = WhyNoWay
	}
}
