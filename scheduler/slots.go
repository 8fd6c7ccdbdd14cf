package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Slot is one planned moment of one subject.
type Slot struct {
	// Key is unique in the plan and the same in every run, e.g.
	// "remind/article/2026-12-04T16:30": a changed date is a new slot.
	Key string
	At  time.Time
	// Due is when the slot has become pointless; zero: never.
	Due time.Time
	// Kind is reminder, milestone, digest (one item's list after its due instant)
	// or status (the closing sheet).
	Kind messages.Kind
	// Item or Milestone is the subject; the closing sheet has neither.
	Item      ledger.ItemID
	Milestone ledger.MilestoneID
	// Unit is set when the slot follows this unit's moved deadline only.
	Unit ledger.UnitID
	// Timed says that Due is an instant and not only the end of a milestone's day.
	Timed bool
	// Rung is how loudly a reminder speaks.
	Rung Rung
	// Opening marks the call of the first day; Ahead the coordinator's list of who
	// is still missing while there is time to telephone.
	Opening, Ahead bool
}

// subject is what several slots may collapse on.
type subject struct {
	kind      messages.Kind
	item      ledger.ItemID
	milestone ledger.MilestoneID
	unit      ledger.UnitID
	opening   bool
}

func (s Slot) subject() subject { return subject{s.Kind, s.Item, s.Milestone, s.Unit, s.Opening} }

// The coordinator's lists: so long after a due instant, or at that time on the
// next working day where an item is due with the end of a day.
const digestAfter = 5 * time.Minute

var (
	digestAt  = ledger.Clock{Hour: 9}
	closingAt = ledger.Clock{Hour: 16}
	// openingAt is when the campaign is announced, aheadAt when the coordinator hears
	// who is still missing on the advised day.
	openingAt = ledger.Clock{Hour: 9}
	aheadAt   = ledger.Clock{Hour: 17}
)

const (
	// aheadLeast is how long before a due instant a list of the missing is still of use.
	aheadLeast = time.Hour
	// aheadLasts is how long after its time it is: then people have gone home.
	aheadLasts = 3 * time.Hour
)

// Slots are all slots that follow from the plan, in the order of time. Offsets
// that fall on or after the due instant give no slot.
func Slots(p *ledger.Plan) []Slot {
	out := openingSlots(p)
	for _, it := range p.Items {
		out = append(out, itemSlots(p, it, p.Deadline(it), "")...)
	}
	for _, m := range p.Milestones {
		out = append(out, milestoneSlots(p, m)...)
	}
	if !p.Campaign.End.IsZero() {
		at := p.Campaign.End.At(closingAt, p.Campaign.Zone)
		out = append(out, Slot{Key: slotKey("status", string(p.Campaign.ID), at), At: at, Kind: messages.KindStatus})
	}
	return tidy(out)
}

// ExtensionSlots are the slots of units whose deadline was moved.
func ExtensionSlots(p *ledger.Plan, gaps []ledger.Gap) []Slot {
	var out []Slot
	for _, g := range gaps {
		if g.Deadline.Extended && g.Item.Owes(g.Unit) {
			out = append(out, itemSlots(p, g.Item, g.Deadline, g.Unit.ID)...)
		}
	}
	return tidy(out)
}

// tidy sorts by time, keeps the plan's order within a moment, and drops what two
// offsets give twice.
func tidy(slots []Slot) []Slot {
	seen := map[string]bool{}
	slots = slices.DeleteFunc(slots, func(s Slot) bool {
		twice := seen[s.Key]
		seen[s.Key] = true
		return twice
	})
	slices.SortStableFunc(slots, func(a, b Slot) int { return a.At.Compare(b.At) })
	return slots
}

// officeEnds is until when somebody is at a desk.
var officeEnds = ledger.Clock{Hour: 18}

// counted is the instant from which an offset in hours counts back: the due
// instant, but for a moved deadline that ends with its day the end of office
// hours. "Two hours before" was meant for noon, not for ten at night.
func counted(d ledger.Deadline, o ledger.Offset, zone *time.Location) time.Time {
	if d.Extended && o.Before > 0 && d.Due.Equal(d.Day.At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, zone)) {
		return d.Day.At(officeEnds, zone)
	}
	return d.Due
}

func itemSlots(p *ledger.Plan, it ledger.Item, d ledger.Deadline, u ledger.UnitID) []Slot {
	zone := p.Campaign.Zone
	subject := string(it.ID)
	if u != "" {
		subject += "/" + string(u)
	}
	var out []Slot
	for _, o := range it.Remind {
		at := o.From(d.Day, counted(d, o, zone), p.Calendar, zone).In(zone)
		if at.Before(d.Due) {
			out = append(out, Slot{Key: slotKey("remind", subject, at), At: at, Due: d.Due,
				Kind: messages.KindReminder, Item: it.ID, Unit: u, Timed: true})
		}
	}
	out = climb(out, d.Advised.AddDays(1).At(ledger.Clock{}, zone))
	if at := d.Advised.At(aheadAt, zone); len(out) > 0 && !d.Advised.IsZero() && d.Due.Sub(at) >= aheadLeast {
		over := at.Add(aheadLasts)
		if d.Due.Before(over) {
			over = d.Due
		}
		out = append(out, Slot{Key: slotKey("ahead", subject, at), At: at, Due: over,
			Kind: messages.KindDigest, Item: it.ID, Unit: u, Ahead: true})
	}
	at := digestTime(p, d)
	return append(out, Slot{Key: slotKey("digest", subject, at), At: at, Kind: messages.KindDigest, Item: it.ID, Unit: u})
}

// openingSlots is the call of the first day that people work, and nothing when
// that day has gone: who starts in the middle needs no opening.
func openingSlots(p *ledger.Plan) []Slot {
	day := p.Campaign.Start
	if day.IsZero() || len(p.Items) == 0 {
		return nil
	}
	for i := 0; i < 366 && !p.Calendar.Working(day); i++ {
		day = day.AddDays(1)
	}
	zone := p.Campaign.Zone
	at := day.At(openingAt, zone)
	return []Slot{{Key: slotKey("opening", string(p.Campaign.ID), at), At: at,
		Due: day.At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, zone), Kind: messages.KindStatus, Opening: true}}
}

// digestTime is when the coordinator hears who is in: at once for a due instant
// inside a day, on the next working morning for the end of a day.
func digestTime(p *ledger.Plan, d ledger.Deadline) time.Time {
	zone := p.Campaign.Zone
	if c := ledger.ClockOf(d.Due.In(zone)); c.Hour != 23 || c.Minute != 59 {
		return d.Due.Add(digestAfter).In(zone)
	}
	day := d.Day.AddDays(1)
	for i := 0; i < 366 && !p.Calendar.Working(day); i++ {
		day = day.AddDays(1)
	}
	return day.At(digestAt, zone)
}

func milestoneSlots(p *ledger.Plan, m ledger.Milestone) []Slot {
	zone := p.Campaign.Zone
	start := p.MilestoneAt(m)
	over := start
	if !m.HasTime {
		over = m.Day.At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, zone)
	}
	var out []Slot
	for _, o := range m.Remind {
		at := o.From(m.Day, start, p.Calendar, zone).In(zone)
		if at.Before(over) {
			out = append(out, Slot{Key: slotKey("milestone", string(m.ID), at), At: at, Due: over,
				Kind: messages.KindMilestone, Milestone: m.ID, Timed: m.HasTime})
		}
	}
	return out
}

// slotKey names an instant by the campaign's clock; seconds only where there are some.
func slotKey(kind, subject string, at time.Time) string {
	layout := "2006-01-02T15:04"
	if at.Second() != 0 {
		layout = "2006-01-02T15:04:05"
	}
	return kind + "/" + subject + "/" + at.Format(layout)
}
