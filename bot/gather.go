package bot

import (
	"cmp"
	"math"
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/store"
)

// Gather takes one look at everything that leaves the bureau: the standing, and
// whatever was said, recorded and pushed until then. The long histories are surveyed
// before the look and read after it, a stretch in each transaction, so that neither
// the memory nor the writer has to carry them; the look itself is one transaction.
func Gather(view View) (dossier.Dossier, error) {
	var d dossier.Dossier
	s := newSurvey()
	if err := s.ahead(view); err != nil {
		return d, err
	}
	err := view(func(tx *store.Tx) error {
		s.more(tx, math.MaxInt) // what has come meanwhile
		zone := tx.Plan().Campaign.Zone
		d = Glance(tx)
		h := &history{view: view, zone: zone}
		d.Lines, d.Proof = tx.Head()
		h.records = tx.CountRecords()
		d.History, d.Records = h, h.records
		d.Reviews = reviews(tx, s.reviewed)
		d.Orders = orders(tx, d.Gaps)
		for _, seq := range s.pushes {
			tx.DeliveriesAfter(seq-1, func(v messages.Delivery) bool {
				d.Reminders = append(d.Reminders, reminder(tx, v, s.heard))
				return false
			})
		}
		return nil
	})
	return d, err
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
func reviews(tx *store.Tx, reviewed []store.TallyKey) []dossier.Review {
	type judged struct {
		seq uint64
		dossier.Review
	}
	var all []judged
	for _, key := range reviewed {
		it, _ := tx.Plan().Item(key.Item)
		for _, v := range ledger.Verdicts(it, tx.RecordsOf(key.Unit, key.Item)) {
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
	d.Frozen = touched(tx)
	d.Cut, d.Cuts = cuts(tx)
	return d
}

// reminder is one push. Only what asks units for something has answers, and they are
// those of 提醒记录: what the unit itself reported since on what it was asked, or 收到.
func reminder(tx *store.Tx, v messages.Delivery, heard map[store.TallyKey]time.Time) dossier.Reminder {
	zone := tx.Plan().Campaign.Zone
	r := dossier.Reminder{At: v.Created.In(zone), Kind: v.Kind, To: v.To, Channel: v.Address.Channel, About: v.About, Units: slices.Clone(v.Units),
		State: v.State, Text: messages.Render(v.Message, messages.DialectText)}
	if v.To.Unit != "" && len(r.Units) == 0 {
		r.Units = []ledger.UnitID{v.To.Unit}
	}
	if v.SentAt.IsZero() {
		return r
	}
	r.SentAt = v.SentAt.In(zone)
	if !v.Reminds() {
		return r
	}
	for _, u := range r.Units {
		last := tx.Acked(u)
		for _, it := range tx.Plan().Items {
			if at := heard[store.TallyKey{Unit: u, Item: it.ID}]; it.Asks(v.About, v.Marks) && at.After(last) {
				last = at
			}
		}
		if !last.Before(v.SentAt) {
			r.Heard = append(r.Heard, u)
		}
	}
	return r
}
