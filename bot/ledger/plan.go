package ledger

import (
	"sync/atomic"
	"time"
)

// Plan is one campaign as configured: who takes part, what is owed, what happens
// when. It is immutable once loaded and safe for concurrent use.
type Plan struct {
	Campaign   Campaign
	Units      []Unit
	Items      []Item
	Milestones []Milestone
	Groups     []Group
	People     []Person
	Calendar   *Calendar

	places atomic.Pointer[places]  // see place.go
	dates  atomic.Pointer[[]dated] // see dated.go
}

// Campaign is the frame of a plan.
type Campaign struct {
	ID    CampaignID
	Title string
	// Zone is the zone in which every date of the plan is meant.
	Zone *time.Location
	// Start and End are the first and the last day.
	Start, End Date
	// StrictBefore makes "before the 20th" end with the 19th.
	StrictBefore bool
	// QuietFrom and QuietUntil bound the hours without pushes; they may span
	// midnight. Equal values mean that there are none.
	QuietFrom, QuietUntil Clock
	// NudgesPerDay is how many nudges one unit may get a day.
	NudgesPerDay int
}

// UnitKind tells what sort of unit one is; items name kinds or ids as debtors.
type UnitKind string

// The kinds of units.
const (
	County  UnitKind = "county"
	City    UnitKind = "city"
	Section UnitKind = "section"
)

// Unit is one body that takes part.
type Unit struct {
	ID      UnitID
	Name    string
	Kind    UnitKind
	Aliases []string
	// Typos are known misspellings, understood but echoed.
	Typos []string
}

// ItemKind decides how an item is counted and which words belong to it.
type ItemKind string

// The kinds of items.
const (
	Entry    ItemKind = "entry"   // pieces: articles, works, essays
	Sessions ItemKind = "session" // events held, with date, place and audience
	Count    ItemKind = "count"   // heads
	Signup   ItemKind = "signup"  // names of people for an event
	Text     ItemKind = "text"    // free words
	Mail     ItemKind = "mail"    // something sent outside the chat, seen by two parties
)

// Item is something that is owed or asked for.
type Item struct {
	ID      ItemID
	Name    string
	Aliases []string
	Clause  string // the clause of the notice, as printed
	Kind    ItemKind
	Measure string // the measure word, e.g. 篇
	OwedBy  []string
	Min     int // 0: asked for, no least number
	// Due is the named day; At is its time of day when HasTime.
	Due     Date
	DueTime Clock
	HasTime bool
	// Soft marks a date that the notice does not name.
	Soft   bool
	Files  []string // formats each entry must have
	Types  []string
	Remind []Offset
	// Events are the milestones that a sign-up is for; each wants Min names.
	Events []MilestoneID
	// Max is the largest figure that a unit could plausibly have; 0: 1 000 000.
	Max int
	// Note is what the notice says about the item, told when somebody asks for the rule.
	Note string
}

// Milestone is a dated event of the campaign.
type Milestone struct {
	ID      MilestoneID
	Title   string
	Aliases []string
	Day     Date
	Time    Clock
	HasTime bool
	Text    string
	Units   []string // kinds of units or unit ids
	Remind  []Offset
}

// Group is a work group.
type Group struct {
	ID    GroupID
	Title string
	// Push says that reminders go there.
	Push bool
}

// Person is somebody bound by the configuration or by a coordinator.
type Person struct {
	Role     Role
	Unit     UnitID
	Name     string
	Accounts []Account
	Mobile   string
}

// Unit finds a unit by id.
func (p *Plan) Unit(id UnitID) (Unit, bool) {
	if i, ok := p.UnitPlace(id); ok {
		return p.Units[i], true
	}
	return Unit{}, false
}

// Item finds an item by id.
func (p *Plan) Item(id ItemID) (Item, bool) {
	if i, ok := p.ItemPlace(id); ok {
		return p.Items[i], true
	}
	return Item{}, false
}

// Milestone finds a milestone by id.
func (p *Plan) Milestone(id MilestoneID) (Milestone, bool) {
	for _, m := range p.Milestones {
		if m.ID == id {
			return m, true
		}
	}
	return Milestone{}, false
}

// ItemName is the name of an item, or its id when the plan does not know it.
func (p *Plan) ItemName(id ItemID) string {
	if it, ok := p.Item(id); ok {
		return it.Name
	}
	return string(id)
}

// UnitName is the name of a unit, or its id when the plan does not know it
// (a unit removed from the configuration after it had reported).
func (p *Plan) UnitName(id UnitID) string {
	if u, ok := p.Unit(id); ok {
		return u.Name
	}
	return string(id)
}

// Covers tells whether a list of kinds and ids names the unit.
func (u Unit) Covers(list []string) bool { return u.in(list) }

func (u *Unit) in(list []string) bool {
	for _, s := range list {
		if s == string(u.Kind) || s == string(u.ID) {
			return true
		}
	}
	return false
}

// Owes tells whether the item is asked of the unit (with or without a least number).
func (it Item) Owes(u Unit) bool { return it.owedBy(&u) }

func (it *Item) owedBy(u *Unit) bool { return u.in(it.OwedBy) }

// Debtors are the units that the item is asked of, in the plan's order.
func (p *Plan) Debtors(it Item) []Unit {
	var out []Unit
	for _, u := range p.Units {
		if it.Owes(u) {
			out = append(out, u)
		}
	}
	return out
}

// ItemsOf are the items asked of the unit, in the plan's order.
func (p *Plan) ItemsOf(u Unit) []Item {
	var out []Item
	for _, it := range p.Items {
		if it.Owes(u) {
			out = append(out, it)
		}
	}
	return out
}
