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
const stretch = 2000

// history is what was said and recorded up to a look. Lines and records are never
// changed, so that every transaction after the look finds them as they were.
type history struct {
	view    View
	zone    *time.Location
	records uint64
}

// Lines gives lines by their numbers.
func (h *history) Lines(seqs []uint64) (out []dossier.Line, err error) {
	err = h.view(func(tx *store.Tx) error {
		tx.Lines(seqs, func(l store.Line) bool {
			out = append(out, h.line(tx, l))
			return true
		})
		return nil
	})
	return out, err
}

func (h *history) line(tx *store.Tx, l store.Line) dossier.Line {
	var said store.Line
	if l.Answers != 0 {
		said, _ = tx.Said(l.Seq)
	}
	return dossier.Line{Seq: l.Seq, At: l.At.In(h.zone), Chat: l.Chat, Nick: l.Nick, By: l.By,
		Role: l.Role, Unit: l.Unit, Text: l.Text, Quote: l.Quote, Outcome: l.Outcome, Said: said.Seq}
}

// Records gives records by their numbers.
func (h *history) Records(seqs []uint64) (out []ledger.Record, err error) {
	err = h.view(func(tx *store.Tx) error {
		tx.Records(seqs, func(r ledger.Record) bool {
			r.At = r.At.In(h.zone)
			out = append(out, r)
			return true
		})
		return nil
	})
	return out, err
}

// Of gives the records of the first of some places.
func (h *history) Of(places []dossier.Place) (out []ledger.Record, n int, err error) {
	keys := make([]store.TallyKey, len(places))
	for i, p := range places {
		keys[i] = store.TallyKey{Unit: p.Unit, Item: p.Item}
	}
	err = h.view(func(tx *store.Tx) error {
		out, n = tx.RecordsOfAll(keys, stretch)
		return nil
	})
	out = slices.DeleteFunc(out, func(r ledger.Record) bool { return r.Seq > h.records })
	for i := range out {
		out[i].At = out[i].At.In(h.zone)
	}
	return out, n, err
}

// survey is what a look needs to know of everything before it. It only ever grows,
// by entries that never change: so it can go ahead of the look.
type survey struct {
	record, delivery uint64                       // the last ones
	heard            map[store.TallyKey]time.Time // when the unit itself last reported on the item
	reviewed         []store.TallyKey             // what was ever reviewed, in that order
	known            map[store.TallyKey]bool
	pushes           []uint64 // the deliveries that are no replies
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
	tx.RecordsAfter(s.record, func(r ledger.Record) bool {
		s.record, n = r.Seq, n+1
		at := store.TallyKey{Unit: r.Unit, Item: r.Item}
		if r.Answers() {
			s.heard[at] = r.At
		}
		if r.Verb == ledger.Reviewed && !s.known[at] {
			s.known[at] = true
			s.reviewed = append(s.reviewed, at)
		}
		return n < most
	})
	full := n == most
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
