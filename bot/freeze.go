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
	if lift := a.Kind == command.KindLift; lift && old.At.IsZero() { // nothing to be asked
		t.outcome, t.said, t.options, t.acts = command.Reply, messages.NotFrozen(t.local(t.reportDue()), t.now), nil, nil
		return
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

// Supplements are the figures that are others now than when they were frozen, in the
// plan's order, with instants in the campaign's zone.
func Supplements(tx *store.Tx) []messages.Supplement {
	return slices.DeleteFunc(touched(tx), func(s messages.Supplement) bool { return !s.Frozen.Changed() })
}

// touched are the units and items of which something was said after their figures
// were frozen. Where nothing was, nothing is read.
func touched(tx *store.Tx) []messages.Supplement {
	said := tx.SinceCut()
	if len(said) == 0 {
		return nil
	}
	var out []messages.Supplement
	for _, u := range tx.Plan().Units {
		for _, it := range tx.Plan().Items {
			if said[store.TallyKey{Unit: u.ID, Item: it.ID}] == 0 {
				continue
			}
			if s, ok := supplement(tx, u, it); ok && (it.Owes(u) || s.Frozen.Now.Answered) {
				out = append(out, s)
			}
		}
	}
	return out
}

// supplement is what was said of one unit and item after it was frozen, if anything was.
func supplement(tx *store.Tx, u ledger.Unit, it ledger.Item) (messages.Supplement, bool) {
	f, ok := tx.Frozen(u.ID, it)
	if !ok {
		return messages.Supplement{}, false
	}
	zone := tx.Plan().Campaign.Zone
	f.Cut = f.Cut.In(zone)
	for i := range f.Supplements {
		f.Supplements[i].Record.At = f.Supplements[i].Record.At.In(zone)
	}
	return messages.Supplement{Unit: u, Item: it, Frozen: f}, true
}

// supplementsTo are those to some units and items.
func (t *turn) supplementsTo(keys []store.TallyKey) []messages.Supplement {
	var out []messages.Supplement
	seen := map[store.TallyKey]bool{}
	for _, key := range keys {
		if seen[key] {
			continue
		}
		seen[key] = true
		if s, ok := supplement(t.tx, t.unit(key.Unit), t.item(key.Item)); ok && s.Frozen.Changed() {
			out = append(out, s)
		}
	}
	return out
}

// cuts are the instant whose figures the reports have, and those of units whose own
// report is due at another one; none before it.
func cuts(tx *store.Tx) (general time.Time, others []messages.Cut) {
	zone := tx.Plan().Campaign.Zone
	general, own := tx.Cuts()
	if !tx.Closed(general) {
		return time.Time{}, nil
	}
	for _, u := range tx.Plan().Units {
		if at, ok := own[u.ID]; ok {
			others = append(others, messages.Cut{Unit: u, At: at.In(zone)})
		}
	}
	return general.In(zone), others
}

// supplemented tells a receipt's reader that the report keeps the frozen figures of
// what the line has just changed.
func (t *turn) supplemented(changed ...store.TallyKey) messages.Message {
	return messages.SupplementNote(t.supplementsTo(changed))
}

// keysOf are the units and items of changes.
func keysOf(changes []messages.Change) []store.TallyKey {
	var out []store.TallyKey
	for _, c := range changes {
		out = append(out, store.TallyKey{Unit: c.Unit.ID, Item: c.Item.ID})
	}
	return out
}

// keysOfGaps are the same of standings.
func keysOfGaps(gaps []ledger.Gap) []store.TallyKey {
	out := make([]store.TallyKey, len(gaps))
	for i, g := range gaps {
		out[i] = store.TallyKey{Unit: g.Unit.ID, Item: g.Item.ID}
	}
	return out
}
