package bot

import (
	"cmp"
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/store"
)

// Gather copies everything that leaves the bureau out of one transaction, so that
// the renderers, which take their time, hold nobody up.
func Gather(tx *store.Tx) dossier.Dossier {
	zone := tx.Plan().Campaign.Zone
	d := Glance(tx)
	_, d.Proof = tx.Head()
	for seq := uint64(1); seq <= tx.CountRecords(); seq++ {
		r, ok := tx.Record(seq)
		if !ok {
			break
		}
		r.At = r.At.In(zone)
		d.Records = append(d.Records, r)
	}
	d.Reviews = reviews(tx, d.Records)
	d.Orders = orders(tx, d.Gaps)
	heard := map[ledger.UnitID]time.Time{} // when somebody of the unit last said something
	tx.Lines(1, func(l store.Line) bool {
		said, answer := tx.Said(l.Seq)
		if answer.Seq == 0 {
			said.Seq = 0
		}
		d.Lines = append(d.Lines, dossier.Line{Seq: l.Seq, At: l.At.In(zone), Chat: l.Chat, Nick: l.Nick, By: l.By,
			Role: l.Role, Unit: l.Unit, Text: l.Text, Quote: l.Quote, Outcome: l.Outcome, Said: said.Seq})
		if l.Unit != "" {
			heard[l.Unit] = l.At
		}
		return true
	})
	tx.Deliveries(func(v messages.Delivery) bool {
		if v.Kind != messages.KindReply {
			d.Reminders = append(d.Reminders, reminder(v, zone, heard))
		}
		return true
	})
	return d
}

// orders are the orders in force that are no records: more time, and the freeze.
func orders(tx *store.Tx, gaps []ledger.Gap) []dossier.Order {
	var out []dossier.Order
	for _, g := range gaps {
		if g.Deadline.Extended {
			out = append(out, dossier.Order{Line: tx.ExtendedBy(g.Unit.ID, g.Item.ID), Words: messages.ExtensionWords(g)})
		}
	}
	if f, ok := tx.Freeze(); ok {
		out = append(out, dossier.Order{Line: f.Line, Words: messages.FreezeWords(f.At.In(tx.Plan().Campaign.Zone))})
	}
	return out
}

// reviews are the verdicts in force, in the order in which they were given.
func reviews(tx *store.Tx, records []ledger.Record) []dossier.Review {
	seen := map[store.TallyKey]bool{}
	type judged struct {
		seq uint64
		dossier.Review
	}
	var all []judged
	for _, r := range records {
		key := store.TallyKey{Unit: r.Unit, Item: r.Item}
		if r.Verb != ledger.Reviewed || seen[key] {
			continue
		}
		seen[key] = true
		it, _ := tx.Plan().Item(r.Item)
		for _, v := range ledger.Verdicts(it, tx.RecordsOf(r.Unit, r.Item)) {
			line, _ := tx.Line(v.Record.Line)
			all = append(all, judged{v.Record.Seq, dossier.Review{At: v.Record.At.In(tx.Plan().Campaign.Zone), Unit: v.Record.Unit, Item: v.Record.Item,
				Title: v.Piece.Title, Verdict: string(v.Record.Verdict), Reason: v.Record.Text, By: line.Nick}})
		}
	}
	slices.SortStableFunc(all, func(x, y judged) int { return cmp.Compare(x.seq, y.seq) })
	var out []dossier.Review
	for _, j := range all {
		out = append(out, j.Review)
	}
	return out
}

// Glance is a dossier with the standing and what was frozen only: enough for a
// picture or a board, and until the figures freeze as quick for a million records
// as for ten.
func Glance(tx *store.Tx) dossier.Dossier {
	p := tx.Plan()
	d := dossier.Dossier{Plan: p, At: tx.Now().In(p.Campaign.Zone), Gaps: tx.Gaps()}
	d.Frozen = touched(tx, d.Gaps)
	d.Cut, d.Cuts = cuts(tx)
	return d
}

func reminder(v messages.Delivery, zone *time.Location, heard map[ledger.UnitID]time.Time) dossier.Reminder {
	r := dossier.Reminder{At: v.Created.In(zone), Kind: v.Kind, To: v.To, Channel: v.Address.Channel, About: v.About, Units: slices.Clone(v.Units),
		State: v.State, Text: messages.Render(v.Message, messages.DialectText)}
	if v.To.Unit != "" && len(r.Units) == 0 {
		r.Units = []ledger.UnitID{v.To.Unit}
	}
	if v.SentAt.IsZero() {
		return r
	}
	r.SentAt = v.SentAt.In(zone)
	for _, u := range r.Units {
		if heard[u].After(v.SentAt) {
			r.Heard = append(r.Heard, u)
		}
	}
	return r
}
