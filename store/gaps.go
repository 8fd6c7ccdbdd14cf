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
	var out []ledger.Gap
	for _, it := range tx.Plan().Items {
		t := tx.Tally(u.ID, it.ID)
		if it.Owes(u) || t.Answered {
			out = append(out, ledger.NewGap(u, it, t, tx.Deadline(u.ID, it)))
		}
	}
	if tx.err != nil {
		return nil
	}
	return out
}
