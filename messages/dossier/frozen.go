package dossier

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Supplement is what came of a unit and item after its figure was frozen, if anything did.
func (d *Dossier) Supplement(g ledger.Gap) (messages.Supplement, bool) {
	for _, f := range d.Frozen {
		if f.Unit.ID == g.Unit.ID && f.Item.ID == g.Item.ID {
			return f, true
		}
	}
	return messages.Supplement{}, false
}

// Reported is a standing as the reports have it: with the frozen tally where there
// have been supplements, which stand beside it, else as it is.
func (d *Dossier) Reported(g ledger.Gap) ledger.Gap {
	f, ok := d.Supplement(g)
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
	if len(d.Frozen) == 0 {
		return nil
	}
	out := []string{messages.SupplementHead(d.Frozen[0].Frozen.Cut)}
	for _, f := range d.Frozen {
		out = append(out, f.Words())
	}
	return out
}
