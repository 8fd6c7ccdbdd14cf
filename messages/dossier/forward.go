package dossier

import "pufabot/bot/ledger"

// Forwarded are the pieces of an item that go to the province: the city's own
// that are handed in, then those that a review selected, in the plan's order. A
// selection without a title means all that the unit has handed in.
func Forwarded(d Dossier, it ledger.Item) []Detail {
	var own, chosen []Detail
	for _, x := range Details(d.Gaps) {
		switch {
		case x.Item.ID != it.ID || x.Value == 0 || x.Item.Kind != ledger.Entry:
		case x.Unit.Kind == ledger.City:
			own = append(own, x)
		case d.selected(x):
			chosen = append(chosen, x)
		}
	}
	return append(own, chosen...)
}

// selected tells what the last word on a piece was.
func (d *Dossier) selected(x Detail) bool {
	verdict := ""
	for _, r := range d.Reviews {
		if r.Unit == x.Unit.ID && r.Item == x.Item.ID && (r.Title == "" || r.Title == x.Title) {
			verdict = r.Verdict
		}
	}
	return verdict == "select"
}
