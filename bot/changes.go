package bot

import (
	"iter"
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
func Changes(tx *store.Tx, since time.Time) iter.Seq[messages.Difference] {
	return func(yield func(messages.Difference) bool) {
		moves := tx.Moves(since)
		if len(moves) == 0 {
			return
		}
		for _, it := range tx.Plan().Items {
			for _, u := range tx.Plan().Units {
				m, touched := moves[store.TallyKey{Unit: u.ID, Item: it.ID}]
				if touched && differs(*m.Before, *m.After) && !yield(messages.Difference{Unit: u, Item: it, Before: *m.Before, After: *m.After}) {
					return
				}
			}
		}
	}
}

// differs tells whether people would call it a change.
func differs(a, b ledger.Tally) bool {
	return a.Value() != b.Value() || a.Answered != b.Answered || a.Sent != b.Sent || a.Received != b.Received ||
		b.Progress().Since(a.Progress()) != (ledger.Progress{})
}
