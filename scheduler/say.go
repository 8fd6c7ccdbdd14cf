package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

func contains[T comparable](list []T, v T) bool { return slices.Contains(list, v) }

// say enqueues one message for each group, one for each unit that is written to
// privately, and the lists for the coordinators.
func (r *round) say() {
	r.sayToGroups()
	r.sayAlone()
	if len(r.desk) > 0 {
		d := messages.Delivery{Kind: messages.KindDigest, Message: messages.Digest(r.plan, r.lists, r.now)}
		for _, l := range r.lists {
			d.About = append(d.About, l.Item.ID)
			d.Units = addOnce(d.Units, ids(l.Open())...)
		}
		r.toDesk(d, r.desk)
	}
	r.sayAhead()
	if len(r.closing) > 0 {
		d := messages.Delivery{Kind: messages.KindStatus, Message: messages.Closing(r.plan, r.summaries(), r.now)}
		for _, it := range r.plan.Items {
			d.About = append(d.About, it.ID)
		}
		r.toDesk(d, r.closing)
	}
	if len(r.opening) > 0 {
		r.open()
	}
}

func keysOf(slots []Slot) []string {
	var out []string
	for _, s := range slots {
		out = append(out, s.Key)
	}
	return out
}

// sayToGroups says to every group, in one message, what is due now; what an earlier
// message could not deliver yet goes along in the same words.
func (r *round) sayToGroups() {
	if len(r.group) == 0 {
		return
	}
	key, ways := r.group[0].Key, 0
	for _, g := range r.plan.Groups {
		if !g.Push {
			continue
		}
		for _, a := range r.tx.GroupAddresses(g.ID) {
			stuck := r.takeStuck(a)
			v := r.forGroup(append(keysOf(r.group), slotsIn(stuck)...), append(slices.Clone(r.named.list), namedIn(stuck)...))
			d := r.toGroup(v, r.now)
			d.To = messages.To{Group: g.ID}
			r.enqueue(d, key+"/"+string(g.ID), a, r.alerted(v))
			r.supersede(stuck)
			ways++
		}
	}
	if ways == 0 {
		r.noWay(func(i int) bool { return r.fired[i].Group && len(r.fired[i].Alone) == 0 })
		return
	}
	for _, u := range r.named.list {
		r.tx.CountNudge(u, r.today)
	}
}

// sayAlone writes to each unit that has a private way: all that it is asked for at
// this moment, in one message to each of its contacts.
func (r *round) sayAlone() {
	keys := keysOf(r.low)
	for _, u := range r.alone.list {
		for _, p := range r.tx.Present(u) {
			a, ok := r.tx.PersonAddress(p)
			if !ok {
				continue
			}
			stuck := r.takeStuck(a)
			v := r.forUnit(append(slices.Clone(keys), slotsIn(stuck)...), u)
			r.enqueue(r.toUnit(v, r.now), keys[0]+"/"+string(u), a, nil)
			r.supersede(stuck)
		}
		r.tx.CountNudge(u, r.today)
	}
}

// toDesk sends to each coordinator privately. Where nobody can be reached so, the
// groups hear it, with the coordinators alerted: a list that nobody sees helps nobody.
func (r *round) toDesk(d messages.Delivery, firings []int) {
	if !r.tellDesk(d, r.fired[firings[0]].Key+"/coordinator") {
		r.noWay(func(i int) bool { return contains(firings, i) })
	}
}

// tellDesk does so under a key and tells whether there was a way.
func (r *round) tellDesk(d messages.Delivery, key string) bool {
	d.To = messages.To{Role: ledger.Coordinator}
	ways := 0
	people := r.tx.PeopleWith(ledger.Coordinator)
	for _, p := range people {
		if a, ok := r.tx.PersonAddress(p); ok {
			r.enqueue(d, key, a, nil)
			ways++
		}
	}
	if ways > 0 {
		return true
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
	return ways > 0
}

// enqueue gives a draft its address, its key and the people to alert there.
func (r *round) enqueue(d messages.Delivery, key string, a messages.Address, people []ledger.Person) {
	d.Key = key + addressMark + string(a.Channel) + "/" + a.Target
	if old, ok := r.tx.DeliveryByKey(d.Key); ok && old.Created.Sub(r.now) > store.ClockSlack { // said while the clock was ahead
		d.Key += "/" + r.now.Format(time.DateOnly)
	}
	d.Address, d.Created = a, r.now
	d.Message.Mentions = messages.MentionsFor(people, a.Channel)
	if _, fresh := r.tx.Enqueue(d); fresh {
		r.enqueued++
	}
}

// addressMark stands in a delivery's key between the message and its address.
const addressMark = "@"

// noWay notes for firings that nobody could be told.
func (r *round) noWay(which func(i int) bool) {
	for i := range r.fired {
		if r.fired[i].Why == "" && which(i) {
			r.fired[i].Why, r.fired[i].Group = WhyNoWay, false
		}
	}
}
