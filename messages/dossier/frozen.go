package dossier

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// frozen is a unit and item as it was at the cut, when something was said of it since.
func (d *Dossier) frozen(g ledger.Gap) (messages.Supplement, bool) {
	i, ok := d.find(len(d.Frozen), func(i int) Place { return Place{d.Frozen[i].Unit.ID, d.Frozen[i].Item.ID} }, Place{g.Unit.ID, g.Item.ID})
	if !ok {
		return messages.Supplement{}, false
	}
	return d.Frozen[i], true
}

// Supplement is how a figure differs from the one that was frozen, if it does.
func (d *Dossier) Supplement(g ledger.Gap) (messages.Supplement, bool) {
	f, ok := d.frozen(g)
	return f, ok && f.Frozen.Changed()
}

// Supplements are all figures that differ from what was frozen, in the plan's order.
func (d *Dossier) Supplements() []messages.Supplement {
	return slices.DeleteFunc(slices.Clone(d.Frozen), func(f messages.Supplement) bool { return !f.Frozen.Changed() })
}

// Reported is a standing as the reports have it: with everything that was known at
// the cut, and nothing that was said later.
func (d *Dossier) Reported(g ledger.Gap) ledger.Gap {
	f, ok := d.frozen(g)
	if !ok {
		return g
	}
	return ledger.NewGap(g.Unit, g.Item, f.Frozen.Tally, g.Deadline)
}

// AsReported is the dossier with all standings as the reports have them. What
// somebody still has to do is told from the dossier itself.
func (d Dossier) AsReported() Dossier {
	if len(d.Frozen) == 0 {
		return d
	}
	d.Gaps = slices.Clone(d.Gaps)
	for i, g := range d.Gaps {
		d.Gaps[i] = d.Reported(g)
	}
	return d
}

// SupplementWords lists all supplements in plain words under their heading; nil
// without any.
func (d *Dossier) SupplementWords() []string {
	list := d.Supplements()
	if len(list) == 0 {
		return nil
	}
	out := []string{messages.SupplementHead(list[0].Frozen.Cut)}
	for _, f := range list {
		out = append(out, f.Words())
	}
	return out
}

// AsOf tells of which instant the figures of a unit's report are, or with the zero
// Unit those of all.
func (d *Dossier) AsOf(u ledger.Unit) messages.AsOf {
	a := messages.AsOf{Now: d.At, Cut: d.Cut}
	if u.ID == "" {
		a.Others = d.Cuts
		return a
	}
	for _, c := range d.Cuts {
		if c.Unit.ID == u.ID {
			if a.Cut = c.At; c.At.After(d.At) { // has more time, and is not frozen yet
				a.Cut = time.Time{}
			}
		}
	}
	return a
}
