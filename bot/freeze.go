package bot

import (
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
	t.said = messages.FreezePreview(t.now, t.local(old.At), t.local(t.reportDue()), a.Kind == "lift")
}

func (t *turn) freeze(a command.Act) messages.Message {
	if a.Kind == "lift" {
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

// Supplements are the figures of units and items that have changed since they were
// frozen, with instants in the campaign's zone.
func Supplements(tx *store.Tx, gaps []ledger.Gap) []messages.Supplement {
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

// supplemented tells a receipt's reader that the report keeps the frozen figure.
func (t *turn) supplemented(changes []messages.Change) {
	var gaps []ledger.Gap
	for _, c := range changes {
		gaps = append(gaps, ledger.Gap{Unit: c.Unit, Item: c.Item})
	}
	if list := Supplements(t.tx, gaps); len(list) > 0 {
		t.reply.Append(messages.SupplementNote(list))
	}
}
