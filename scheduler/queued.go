package scheduler

import (
	"math"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// What became of a delivery that the outbox did not have to send.
const (
	// Merged: a later message to the same address says it as well.
	Merged = "merged"
	// Settled: nobody owes any more what it asks for.
	Settled = "settled"
	// Away: the one whom it would reach has gone on leave since it was made.
	Away = "away"
)

// needless tells whether a delivery was not sent because nobody misses it.
func needless(d messages.Delivery) bool {
	return d.Failure == Merged || d.Failure == Settled || d.Failure == Away || d.Failure == messages.Withdrawn
}

const (
	// stuckAfter is when a message that is still waiting counts as stuck.
	stuckAfter = time.Minute
	// pauseLook is how soon a message that waits for the end of a pause looks again.
	pauseLook = 10 * time.Minute
)

// ever is after every time that a delivery can wait for.
var ever = time.Unix(math.MaxInt32*4, 0)

// way is where a delivery goes, however it gets there.
type way struct {
	channel messages.Channel
	target  string
}

// takeStuck gives, once, the reminders to an address that have not gone yet, since the
// platform or the night holds them back. They must not arrive as a burst.
func (r *round) takeStuck(a messages.Address) []messages.Delivery {
	if r.stuck == nil {
		r.stuck = map[way][]messages.Delivery{}
		for _, d := range r.tx.DueDeliveries(ever, 0) {
			waits := d.Attempts > 0 || r.now.Sub(d.Created).Abs() >= stuckAfter
			if to := (way{d.Address.Channel, d.Address.Target}); waits && d.Parts == 0 && len(d.Slots) > 0 {
				r.stuck[to] = append(r.stuck[to], d)
			}
		}
	}
	to := way{a.Channel, a.Target}
	defer delete(r.stuck, to)
	return r.stuck[to]
}

// supersede takes messages back whose words have gone into a later one.
func (m *moment) supersede(stuck []messages.Delivery) {
	for _, d := range stuck {
		d.State, d.Failure = messages.Expired, Merged
		m.tx.PutDelivery(d)
	}
}

func slotsIn(list []messages.Delivery) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Slots...)
	}
	return out
}

func namedIn(list []messages.Delivery) []ledger.UnitID {
	var out []ledger.UnitID
	for _, d := range list {
		out = append(out, d.Named...)
	}
	return out
}

// Fresh gives deliveries as they have to be sent at this moment, which may be long
// after they were made: only who still owes is named, what is settled is not said,
// quiet hours and a pause hold them back (NextAt then lies ahead). Replies and what a
// coordinator announces are left alone. The outbox looks so before every attempt; the
// store is read once for all that are sent together.
func Fresh(tx *store.Tx) func(messages.Delivery) messages.Delivery {
	var m *moment
	return func(d messages.Delivery) messages.Delivery {
		if !pushed(d) || d.Parts > 0 {
			return d
		}
		if m == nil {
			m = newMoment(tx)
		}
		return m.fresh(d)
	}
}

func (m *moment) fresh(d messages.Delivery) messages.Delivery {
	switch {
	case m.tx.Paused() && len(d.Slots) > 0:
		return hold(d, m.now.Add(pauseLook))
	case m.night(d) && !strings.HasPrefix(d.Key, messages.AnnounceKey):
		return hold(d, m.plan.Campaign.QuietEnd(m.now))
	case len(d.Slots) > 0:
		return m.again(d)
	case d.Kind == messages.KindNudge:
		return m.nudgeAgain(d)
	}
	return d
}

// pushed tells whether a delivery is one that nobody has asked for at this moment.
func pushed(d messages.Delivery) bool {
	return d.Kind != messages.KindReply && d.To != messages.To{}
}

// hold puts a delivery off as if it had been planned for later: what comes after it
// to the same address may pass.
func hold(d messages.Delivery, until time.Time) messages.Delivery {
	d.NextAt, d.Attempts, d.Failure = until, 0, ""
	return d
}

// night tells whether quiet hours keep a delivery back.
func (m *moment) night(d messages.Delivery) bool {
	if !m.plan.Campaign.Quiet(m.now) {
		return false
	}
	for _, s := range m.slots.find(d.Slots) {
		if m.now.Before(s.Due) && !Held(m.plan.Campaign, s, m.now) {
			return false
		}
	}
	return d.Kind != messages.KindNudge || !m.dueSoon(d)
}

// dueSoon tells whether a unit that a nudge is for has a due instant within a day.
func (m *moment) dueSoon(d messages.Delivery) bool {
	return slices.ContainsFunc(d.Units, func(u ledger.UnitID) bool {
		return slices.ContainsFunc(m.of[u], func(g ledger.Gap) bool {
			left := g.Deadline.Due.Sub(m.now)
			return contains(d.About, g.Item.ID) && left > 0 && left <= lastDay
		})
	})
}

// again finds the words of a reminder anew.
func (m *moment) again(d messages.Delivery) messages.Delivery {
	var v voice
	var words messages.Delivery
	told := m.toldSince(d)
	if m.gone(d) {
		d.State, d.Failure = messages.Expired, Away
		return d
	}
	if d.To.Unit != "" {
		v = m.forUnit(d.Slots, d.To.Unit)
	} else {
		v = m.forGroup(d.Slots, slices.DeleteFunc(slices.Clone(d.Named), told))
	}
	if d.To.Unit != "" && !v.silent() && told(d.To.Unit) {
		d.State, d.Failure = messages.Expired, Merged
		return d
	}
	if v.silent() {
		d.State, d.Failure = messages.Expired, Settled
		return d
	}
	if d.To.Unit != "" {
		words = m.toUnit(v, d.Created)
	} else {
		words = m.toGroup(v, d.Created)
		words.Message.Mentions = messages.MentionsFor(m.alerted(v), d.Address.Channel)
	}
	d.Message, d.Kind, d.NotAfter = words.Message, words.Kind, words.NotAfter
	d.About, d.Marks, d.Units, d.Named, d.Slots = words.About, words.Marks, words.Units, words.Named, words.Slots
	return d
}

// gone tells whether a private message would reach a contact who is on leave now.
func (m *moment) gone(d messages.Delivery) bool {
	reaches := func(p ledger.Person) bool {
		a, ok := m.tx.PersonAddress(p)
		return ok && a.Channel == d.Address.Channel && a.Target == d.Address.Target
	}
	return d.To.Unit != "" && slices.ContainsFunc(m.tx.ContactsOf(d.To.Unit), reaches) && !slices.ContainsFunc(m.tx.Present(d.To.Unit), reaches)
}

// toldSince tells of a unit whether the day's budget is used up without this
// reminder: it waited overnight and the unit has been called since, or what lifted
// the budget (a last call) has fallen away.
func (m *moment) toldSince(d messages.Delivery) func(ledger.UnitID) bool {
	lifted := slices.ContainsFunc(m.slots.find(d.Slots), func(s Slot) bool {
		return m.now.Before(s.Due) && (s.Kind == messages.KindMilestone || m.slots.isLast(s, m.now))
	})
	allowed := m.plan.Campaign.NudgesPerDay
	if m.overnight(d) {
		allowed-- // its own call has been charged to another day
	}
	return func(u ledger.UnitID) bool { return !lifted && m.tx.NudgesOn(u, m.today) > allowed }
}

// overnight tells whether a reminder is from another day: then the budget of today
// has not been charged for it.
func (m *moment) overnight(d messages.Delivery) bool {
	return ledger.DateOf(d.Created.In(m.plan.Campaign.Zone)) != m.today
}

// Sent charges the day's budget for a reminder that arrives on a later day than it
// was meant for. The outbox calls it in the transaction that notes a sending.
func Sent(tx *store.Tx, d messages.Delivery) {
	zone := tx.Plan().Campaign.Zone
	day := ledger.DateOf(d.SentAt.In(zone))
	if len(d.Slots) == 0 || ledger.DateOf(d.Created.In(zone)) == day {
		return
	}
	for _, u := range d.Named {
		tx.CountNudge(u, day)
	}
}

// nudgeAgain does the same for a nudge by hand.
func (m *moment) nudgeAgain(d messages.Delivery) messages.Delivery {
	units := setOf(d.Units)
	asked := messages.StillOwed(m.gaps, func(g ledger.Gap) bool { return contains(d.About, g.Item.ID) && units[g.Unit.ID] })
	if len(asked) == 0 {
		d.State, d.Failure = messages.Expired, Settled
		return d
	}
	var people []ledger.Person
	d.Units = nil
	for i, o := range asked {
		d.Units = addOnce(d.Units, ids(o.Missing)...)
		asked[i].Notes = m.notes(o.Missing)
	}
	for _, u := range d.Units {
		people = append(people, m.tx.Present(u)...)
	}
	d.Named = d.Units
	d.Message = messages.NudgeText(m.plan, asked, m.turn(d.Created), m.now)
	d.Message.Mentions = messages.MentionsFor(people, d.Address.Channel)
	return d
}
