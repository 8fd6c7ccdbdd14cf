package bot

import (
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// yesterday is the beginning of the day before, in the instant's own zone.
func yesterday(now time.Time) time.Time {
	return ledger.DateOf(now).AddDays(-1).At(ledger.Clock{}, now.Location())
}

// Changes are the totals that have changed since an instant, in the plan's order,
// items outermost. It looks at what was recorded since then only.
func Changes(tx *store.Tx, since time.Time) []messages.Difference {
	touched := map[store.TallyKey]bool{}
	for seq := tx.CountRecords(); seq > 0; seq-- {
		r, ok := tx.Record(seq)
		if !ok || r.At.Before(since) {
			break
		}
		touched[store.TallyKey{Unit: r.Unit, Item: r.Item}] = true
	}
	var out []messages.Difference
	for _, it := range tx.Plan().Items {
		for _, u := range tx.Plan().Units {
			if !touched[store.TallyKey{Unit: u.ID, Item: it.ID}] {
				continue
			}
			before := ledger.Fold(it, ledger.Until(tx.RecordsOf(u.ID, it.ID), since.Add(-time.Nanosecond)))
			after := tx.Tally(u.ID, it.ID)
			if differs(before, after) {
				out = append(out, messages.Difference{Unit: u, Item: it, Before: before, After: after})
			}
		}
	}
	return out
}

// differs tells whether people would call it a change.
func differs(a, b ledger.Tally) bool {
	return a.Value() != b.Value() || a.Answered != b.Answered || a.Sent != b.Sent || a.Received != b.Received ||
		b.Progress().Since(a.Progress()) != (ledger.Progress{})
}
