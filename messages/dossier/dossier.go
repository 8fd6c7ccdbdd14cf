package dossier

import (
	"cmp"
	"iter"
	"sort"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Dossier is one look at a campaign.
type Dossier struct {
	Plan *ledger.Plan
	// At is the instant of the look, in the campaign's zone.
	At time.Time
	// Gaps are all units × items that are owed or answered, in the plan's order, units outermost.
	Gaps []ledger.Gap
	// Lines and Records are how many lines the journal had at the look, and how many
	// records there were, undone ones and undos included; the first has number 1.
	Lines, Records uint64
	// History has both; nil when there are none.
	History History
	// Reminders are the pushes that were decided upon, in their order.
	Reminders []Reminder
	// Reviews are the verdicts in their order.
	Reviews []Review
	// Orders are what lines brought about that is no record.
	Orders []Order
	// Cut is the instant whose figures the reports have; zero: nothing is frozen yet.
	// Cuts are of the units whose own report was given more time.
	Cut  time.Time
	Cuts []messages.Cut
	// Frozen are the units and items of which something was said after their cut, in the plan's order.
	Frozen []messages.Supplement
	// Proof is the hash of the journal's last line: written on a report, it proves
	// later that no line up to it was changed.
	Proof []byte
}

// Line is one chat line in the original words, and what came of it.
type Line struct {
	Seq     uint64
	At      time.Time
	Chat    messages.Chat
	Nick    string
	By      ledger.Account
	Role    ledger.Role
	Unit    ledger.UnitID
	Text    string
	Quote   string // what was quoted, or the rows of a workbook
	Outcome string
	// Said is the line that this one only answered a question about; 0: none.
	Said uint64
}

// Order is an order in force, in words, and the line that gave it.
type Order struct {
	Line  uint64
	Words string
}

// Reminder is one push.
type Reminder struct {
	At      time.Time // when it was decided upon
	SentAt  time.Time // zero: not sent
	Kind    messages.Kind
	To      messages.To
	Channel messages.Channel
	About   []ledger.ItemID
	Units   []ledger.UnitID
	State   messages.DeliveryState
	Text    string
	// Heard are the units among Units that have said something afterwards.
	Heard []ledger.UnitID
}

// Review is one verdict on one piece.
type Review struct {
	At      time.Time
	Unit    ledger.UnitID
	Item    ledger.ItemID
	Title   string
	Verdict string // accept, return, select or hold
	Reason  string
	By      string
}

// Open are the gaps in which somebody still has to act, in the plan's order.
func (d *Dossier) Open() iter.Seq[ledger.Gap] {
	return func(yield func(ledger.Gap) bool) {
		for _, g := range d.Gaps {
			if g.Owing() && !yield(g) {
				return
			}
		}
	}
}

// Of gives one unit's standing with one item; the zero Gap when it is neither owed nor answered.
func (d *Dossier) Of(u ledger.UnitID, it ledger.ItemID) (ledger.Gap, bool) {
	i, ok := d.find(len(d.Gaps), func(i int) Place { return Place{d.Gaps[i].Unit.ID, d.Gaps[i].Item.ID} }, Place{u, it})
	if !ok {
		return ledger.Gap{}, false
	}
	return d.Gaps[i], true
}

// find looks for a unit and item in a list of n that is in the plan's order: a list
// may have tens of thousands, and all of them are looked for.
func (d *Dossier) find(n int, at func(int) Place, want Place) (int, bool) {
	unit, item, ok := d.order(want)
	if !ok {
		return 0, false
	}
	return sort.Find(n, func(i int) int {
		u, it, _ := d.order(at(i))
		return cmp.Or(cmp.Compare(unit, u), cmp.Compare(item, it))
	})
}

// order is where a unit and an item stand in the plan.
func (d *Dossier) order(p Place) (unit, item int, ok bool) {
	unit, takesPart := d.Plan.UnitPlace(p.Unit)
	item, planned := d.Plan.ItemPlace(p.Item)
	return unit, item, takesPart && planned
}
