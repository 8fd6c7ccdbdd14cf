package dossier

import "pufabot/bot/ledger"

// Forwarded are the pieces of an item that go to the province: the city's own
// that are handed in, then those that a review selected, in the plan's order. A
// selection without a title means all that the unit has handed in.
func Forwarded(d Dossier, it ledger.Item) []Detail {
	var own, chosen []Detail
	all := Details(d.Gaps)
	judged := map[ledger.UnitID]bool{} // units of whose pieces the ledger itself knows the verdict
	for x := range all {
		judged[x.Unit.ID] = judged[x.Unit.ID] || x.Item.ID == it.ID && x.Verdict != ""
	}
	for x := range all {
		switch {
		case x.Item.ID != it.ID || x.Value == 0 || x.Item.Kind != ledger.Entry:
		case x.Unit.Kind == ledger.City:
			own = append(own, x)
		case x.Verdict == ledger.Selected, !judged[x.Unit.ID] && d.Forwards(x.Unit, it.ID, x.Title):
			chosen = append(chosen, x)
		}
	}
	return append(own, chosen...)
}

// Forwards tells whether a piece goes to the province: the city's own all do, of
// the others those of which the last word of a review was that they are selected.
func (d *Dossier) Forwards(u ledger.Unit, it ledger.ItemID, title string) bool {
	if u.Kind == ledger.City {
		return true
	}
	verdict := ""
	for _, r := range d.Reviews {
		if r.Unit == u.ID && r.Item == it && (r.Title == "" || title == "" || ledger.SameTitle(r.Title, title)) {
			verdict = r.Verdict
		}
	}
	return verdict == "select"
}
