package store

import "pufabot/bot/ledger"

// Gaps gives every unit and item that is owed or answered, in the plan's order,
// units outermost. It reads tallies only, never the journal.
func (tx *Tx) Gaps() []ledger.Gap {
	var out []ledger.Gap
	for _, u := range tx.Plan().Units {
		out = append(out, tx.GapsOf(u)...)
	}
	if tx.err != nil {
		return nil
	}
	return out
}

// GapsOf gives the same for one unit.
func (tx *Tx) GapsOf(u ledger.Unit) []ledger.Gap {
	p := tx.Plan()
	out := make([]ledger.Gap, 0, len(p.Items))
	extended := tx.extended(u.ID) // hardly any unit is, and every receipt asks
	tallies := tx.talliesOf(u.ID)
	tx.unrecordedBut(u.ID, tallies)
	for _, it := range p.Items {
		t := tallies[it.ID]
		if !it.Owes(u) && !t.Answered {
			continue
		}
		d := p.Deadline(it)
		if extended {
			d = tx.Deadline(u.ID, it)
		}
		out = append(out, ledger.NewGap(u, it, t, d))
	}
	if tx.err != nil {
		return nil
	}
	return out
}

// extended tells whether any due instant was moved for the unit.
func (tx *Tx) extended(u ledger.UnitID) (found bool) {
	tx.scan(textKey(kExtension, string(u)), func(_, _ []byte) bool {
		found = true
		return false
	})
	return found
}
