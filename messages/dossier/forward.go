package dossier

import (
	"slices"

	"pufabot/bot/ledger"
)

// Forwarded are the pieces of an item that go to the province, the city's first, then
// in the plan's order: those that a review selected. A selection without a title means
// all that the unit has handed in. The city's own article goes without, see [ownGoes].
func Forwarded(d Dossier, it ledger.Item) []Detail {
	var own, chosen []Detail
	forwards := d.Forwarder()
	for i := range d.Gaps {
		g := &d.Gaps[i]
		if g.Item.ID != it.ID || g.Item.Kind != ledger.Entry || !g.Tally.Answered {
			continue
		}
		details := detailsOf(*g)
		judged := slices.ContainsFunc(details, func(x Detail) bool { return x.Verdict != "" }) // the ledger itself knows
		for _, x := range details {
			switch {
			case x.Value == 0:
			case x.Unit.Kind == ledger.City && ownGoes(it), x.Verdict == ledger.Selected, !judged && forwards(x.Unit, it.ID, x.Title):
				if x.Unit.Kind == ledger.City {
					own = append(own, x)
				} else {
					chosen = append(chosen, x)
				}
			}
		}
	}
	return append(own, chosen...)
}

// Bare are those of them that go without a file, or without one of a format that the
// item demands. A file without a title may be any of its unit's.
func Bare(d Dossier, it ledger.Item) []Detail {
	return slices.DeleteFunc(Forwarded(d, it), func(x Detail) bool {
		have := map[string]bool{}
		for _, g := range d.Gaps {
			if g.Unit.ID != x.Unit.ID || g.Item.ID != it.ID {
				continue
			}
			for _, f := range g.Tally.Files {
				if f.Title == "" || x.Title == "" || ledger.SameTitle(f.Title, x.Title) {
					have[f.Format] = true
				}
			}
		}
		return len(have) > 0 && !slices.ContainsFunc(it.Files, func(f string) bool { return !have[f] })
	})
}

// Forwarder tells whether pieces go to the province: those of which the last word
// of a review was that they are selected, and the city's own article unless it was
// returned.
func (d *Dossier) Forwarder() func(u ledger.Unit, it ledger.ItemID, title string) bool {
	of := map[Place][]Review{}
	for _, r := range d.Reviews {
		of[Place{r.Unit, r.Item}] = append(of[Place{r.Unit, r.Item}], r)
	}
	return func(u ledger.Unit, it ledger.ItemID, title string) bool {
		verdict := ""
		for _, r := range of[Place{u.ID, it}] {
			if r.Title == "" || title == "" || ledger.SameTitle(r.Title, title) {
				verdict = r.Verdict
			}
		}
		if item, ok := d.Plan.Item(it); ok && u.Kind == ledger.City && ownGoes(item) {
			return verdict != "return"
		}
		return verdict == "select"
	}
}

// ownGoes tells whether the notice itself sends the city's own piece to the province:
// its article, handed in as files, on the afternoon of 5 December, beside the county
// ones that are selected. Of all else only what was chosen goes.
func ownGoes(it ledger.Item) bool { return len(it.Files) > 0 }
