package ledger

import "slices"

// Answers tells whether a record answers a push about its item: the unit's own
// people said what it did. What the city writes for a unit is no answer of the unit.
func (r Record) Answers() bool { return r.Role == Contact && r.States() }

// Asks tells whether a push about items and milestones asks for an item: it names
// it, or a milestone whose people it counts.
func (it Item) Asks(about []ItemID, marks []MilestoneID) bool {
	return slices.Contains(about, it.ID) || slices.ContainsFunc(it.Events, func(e MilestoneID) bool { return slices.Contains(marks, e) })
}
