package bot

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/store"
)

// View runs a function on a consistent view of the store.
type View func(func(*store.Tx) error) error

// stretch is how many entries are read in one transaction: one that takes long
// keeps old pages of the file from being used again.
const stretch = 1000

// history is what was said and recorded up to a look. Lines and records are never
// changed, so that every transaction after the look finds them as they were.
type history struct {
	view           View
	zone           *time.Location
	lines, records uint64
}

// Lines gives a stretch of the journal.
func (h *history) Lines(from, to uint64) (out []dossier.Line, err error) {
	err = h.view(func(tx *store.Tx) error {
		tx.Lines(from, func(l store.Line) bool {
			if l.Seq > min(to, h.lines) {
				return false
			}
			said, answer := tx.Said(l.Seq)
			if answer.Seq == 0 {
				said.Seq = 0
			}
			out = append(out, dossier.Line{Seq: l.Seq, At: l.At.In(h.zone), Chat: l.Chat, Nick: l.Nick, By: l.By,
				Role: l.Role, Unit: l.Unit, Text: l.Text, Quote: l.Quote, Outcome: l.Outcome, Said: said.Seq})
			return l.Seq < to
		})
		return nil
	})
	return out, err
}

// Records gives a stretch of the records.
func (h *history) Records(from, to uint64) (out []ledger.Record, err error) {
	err = h.view(func(tx *store.Tx) error {
		for seq := from; seq <= min(to, h.records) && tx.Err() == nil; seq++ {
			r, _ := tx.Record(seq)
			r.At = r.At.In(h.zone)
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// RecordsOf gives the records of a unit and item.
func (h *history) RecordsOf(u ledger.UnitID, it ledger.ItemID) (out []ledger.Record, err error) {
	err = h.view(func(tx *store.Tx) error {
		out = slices.DeleteFunc(tx.RecordsOf(u, it), func(r ledger.Record) bool { return r.Seq > h.records })
		return nil
	})
	for i := range out {
		out[i].At = out[i].At.In(h.zone)
	}
	return out, err
}

// survey is what a look needs to know of everything before it. It only ever grows,
// by entries that never change: so it can go ahead of the look.
type survey struct {
	line, record, delivery uint64                       // the last ones
	heard                  map[store.TallyKey]time.Time // when the unit itself last reported on the item
	reviewed               []store.TallyKey             // what was ever reviewed, in that order
	known                  map[store.TallyKey]bool
	pushes                 []uint64 // the deliveries that are no replies
}

func newSurvey() *survey {
	return &survey{heard: map[store.TallyKey]time.Time{}, known: map[store.TallyKey]bool{}}
}

// ahead surveys what there is, a stretch in each transaction.
func (s *survey) ahead(view View) error {
	for more := true; more; {
		if err := view(func(tx *store.Tx) error { more = s.more(tx, stretch); return nil }); err != nil {
			return err
		}
	}
	return nil
}

// more surveys at most so many entries of each kind, and tells whether it found that many.
func (s *survey) more(tx *store.Tx, most int) bool {
	n := 0
	tx.Lines(s.line+1, func(l store.Line) bool {
		s.line, n = l.Seq, n+1
		return n < most
	})
	full := n == most
	for n = 0; s.record < tx.CountRecords() && n < most && tx.Err() == nil; n++ {
		s.record++
		r, _ := tx.Record(s.record)
		at := store.TallyKey{Unit: r.Unit, Item: r.Item}
		if r.Answers() {
			s.heard[at] = r.At
		}
		if r.Verb == ledger.Reviewed && !s.known[at] {
			s.known[at] = true
			s.reviewed = append(s.reviewed, at)
		}
	}
	full = full || n == most
	n = 0
	tx.DeliveriesAfter(s.delivery, func(v messages.Delivery) bool {
		if v.Kind != messages.KindReply {
			s.pushes = append(s.pushes, v.Seq)
		}
		s.delivery, n = v.Seq, n+1
		return n < most
	})
	return full || n == most
}
