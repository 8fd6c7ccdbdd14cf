package bot

import (
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// previewFreeze says what the order would do; nothing is fixed before a yes.
func (t *turn) previewFreeze(a command.Act) {
	if a.OpStated || t.outcome != command.Confirm {
		return
	}
	old, ok := t.tx.Freeze()
	if !ok {
		old.At = time.Time{}
	}
	t.said = messages.FreezePreview(t.now, t.local(old.At), t.local(t.reportDue()), a.Kind == command.KindLift)
}

func (t *turn) freeze(a command.Act) messages.Message {
	if a.Kind == command.KindLift {
		t.tx.SetFreeze(store.Freeze{})
		return messages.Thawed(t.local(t.reportDue()), t.now)
	}
	t.tx.SetFreeze(store.Freeze{At: t.now, Line: t.line})
	return messages.Frozen(t.now)
}

// reportDue is when the reports freeze by themselves.
func (t *turn) reportDue() time.Time {
	for _, it := range t.h.Plan.Items {
		if it.Kind == ledger.Mail {
			return t.h.Plan.Deadline(it).Due
		}
	}
	return time.Time{}
}

func (t *turn) local(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return at.In(t.h.Plan.Campaign.Zone)
}

// Supplements are the figures of units and items that are others now than when they
// were frozen, with instants in the campaign's zone.
func Supplements(tx *store.Tx, gaps []ledger.Gap) []messages.Supplement {
	return slices.DeleteFunc(touched(tx, gaps), func(s messages.Supplement) bool { return !s.Frozen.Changed() })
}

// touched are the units and items of which something was said after their figures were frozen.
func touched(tx *store.Tx, gaps []ledger.Gap) []messages.Supplement {
	var out []messages.Supplement
	zone := tx.Plan().Campaign.Zone
	for _, g := range gaps {
		if f, ok := tx.Frozen(g.Unit.ID, g.Item); ok {
			f.Cut = f.Cut.In(zone)
			for i := range f.Supplements {
				f.Supplements[i].Record.At = f.Supplements[i].Record.At.In(zone)
			}
			out = append(out, messages.Supplement{Unit: g.Unit, Item: g.Item, Frozen: f})
		}
	}
	return out
}

// cuts are the instant whose figures the reports have, and those of units whose own
// report is due at another one; none before it.
func cuts(tx *store.Tx) (general time.Time, others []messages.Cut) {
	zone := tx.Plan().Campaign.Zone
	if general = tx.Cut(""); !tx.Closed(general) {
		return time.Time{}, nil
	}
	for _, u := range tx.Plan().Units {
		if at := tx.Cut(u.ID); !at.Equal(general) {
			others = append(others, messages.Cut{Unit: u, At: at.In(zone)})
		}
	}
	return general.In(zone), others
}

// supplemented tells a receipt's reader that the report keeps the frozen figures of
// what the line has just changed.
func (t *turn) supplemented(changed ...store.TallyKey) messages.Message {
	var gaps []ledger.Gap
	seen := map[store.TallyKey]bool{}
	for _, key := range changed {
		if !seen[key] {
			seen[key] = true
			gaps = append(gaps, ledger.Gap{Unit: t.unit(key.Unit), Item: t.item(key.Item)})
		}
	}
	return messages.SupplementNote(Supplements(t.tx, gaps))
}

// keysOf are the units and items of changes.
func keysOf(changes []messages.Change) []store.TallyKey {
	var out []store.TallyKey
	for _, c := range changes {
		out = append(out, store.TallyKey{Unit: c.Unit.ID, Item: c.Item.ID})
	}
	return out
}
