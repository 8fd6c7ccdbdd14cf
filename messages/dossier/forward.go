package dossier

import "pufabot/bot/ledger"

// Forwarded are the pieces of an item that go to the province, the city's first, then
// in the plan's order: those that a review selected. A selection without a title means
// all that the unit has handed in. The city's own article goes without, see [ownGoes].
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
		case x.Unit.Kind == ledger.City && ownGoes(it), x.Verdict == ledger.Selected, !judged[x.Unit.ID] && d.Forwards(x.Unit, it.ID, x.Title):
			if x.Unit.Kind == ledger.City {
				own = append(own, x)
			} else {
				chosen = append(chosen, x)
			}
		}
	}
	return append(own, chosen...)
}

// Forwards tells whether a piece goes to the province: those of which the last word
// of a review was that they are selected, and the city's own article unless it was
// returned.
func (d *Dossier) Forwards(u ledger.Unit, it ledger.ItemID, title string) bool {
	verdict := ""
	for _, r := range d.Reviews {
		if r.Unit == u.ID && r.Item == it && (r.Title == "" || title == "" || ledger.SameTitle(r.Title, title)) {
			verdict = r.Verdict
		}
	}
	if of, ok := d.Plan.Item(it); ok && u.Kind == ledger.City && ownGoes(of) {
		return verdict != "return"
	}
	return verdict == "select"
}

// ownGoes tells whether the notice itself sends the city's own piece to the province:
// its article, handed in as files, on the afternoon of 5 December, beside the county
// ones that are selected. Of all else only what was chosen goes.
func ownGoes(it ledger.Item) bool { return len(it.Files) > 0 }
