package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// verifier checks one campaign. Each step starts without the error of the one before.
type verifier struct {
	tx     *Tx
	report *Report
	id     ledger.CampaignID
	fold   bool
	counts counters
}

func never() time.Time { return time.Time{} }

func (v *verifier) bad(k Kind, where string, args ...any) {
	v.report.add(k, v.id, fmt.Sprintf(where, args...))
}

// step runs one check; an error that sticks is a problem of the given kind.
func (v *verifier) step(k Kind, fn func(tx *Tx)) {
	fn(v.tx)
	if v.tx.err != nil {
		v.bad(k, "%v", v.tx.err)
		v.tx.err = nil
	}
}

func (v *verifier) run() {
	v.step(BadCount, func(tx *Tx) { v.counts = *tx.count() })
	v.report.Lines += v.counts.Lines
	v.report.Records += v.counts.Records
	v.report.Deliveries += v.counts.Deliveries
	v.report.Requests += v.counts.Requests
	v.chain(BadLine, kLine, v.counts.Lines, v.counts.LineHead)
	v.chain(BadRecord, kRecord, v.counts.Records, v.counts.RecordHead)
	v.step(BadIndex, v.records)
	v.step(BadTally, v.tallies)
	v.step(BadIndex, v.deliveries)
	v.step(BadIndex, v.requests)
	v.step(BadIndex, v.files)
	v.step(BadIndex, v.seen)
}

// chain walks one hash chain from its first link to the head.
func (v *verifier) chain(k Kind, kind byte, n uint64, head []byte) {
	v.size(kind, int(n))
	var previous []byte
	for seq := uint64(1); seq <= n; seq++ {
		v.step(k, func(tx *Tx) {
			body, ok := tx.get(seqKey(kind, seq))
			if tx.err == nil && (!ok || len(body) < sha256.Size) {
				tx.corrupt("%q %d is missing", kind, seq)
			}
			if tx.err != nil {
				previous = nil // the next link counts as unproven, too
				return
			}
			if hash := tx.link(kind, previous, body[sha256.Size:]); !bytes.Equal(hash, body[:sha256.Size]) {
				v.bad(k, "%q %d does not follow from the one before", kind, seq)
			}
			previous = bytes.Clone(body[:sha256.Size])
		})
	}
	if !bytes.Equal(previous, head) {
		v.bad(k, "the head of %q is not the last link", kind)
	}
}

// size compares how many keys of a kind there are.
func (v *verifier) size(kind byte, want int) {
	v.step(BadCount, func(tx *Tx) {
		n := 0
		tx.scan([]byte{kind}, func(_, _ []byte) bool { n++; return true })
		if tx.err == nil && n != want {
			v.bad(BadCount, "%d of %q instead of %d", n, kind, want)
		}
	})
}

// records checks the indexes that lead to records.
func (v *verifier) records(tx *Tx) {
	inForce := map[string]uint64{}
	facts, undos := 0, 0
	for seq := uint64(1); seq <= v.counts.Records; seq++ {
		v.step(BadRecord, func(tx *Tx) {
			r, ok := tx.Record(seq)
			if !ok {
				return
			}
			if _, ok := tx.get(byUnitKey(r)); !ok {
				v.bad(BadIndex, "record %d is missing under its unit", seq)
			}
			if r.Verb == ledger.Undone {
				undos++
				if by, _ := tx.UndoneBy(r.Undoes); by != seq {
					v.bad(BadIndex, "undo %d is not marked", seq)
				}
				return
			}
			facts++
			if _, ok := tx.get(byLineKey(r)); !ok {
				v.bad(BadIndex, "record %d is missing under its line", seq)
			}
			if tx.inForce(r) {
				inForce[string(byAccountKey(r.By, r.Line))]++
			}
		})
	}
	v.size(kByUnit, facts+undos)
	v.size(kByLine, facts)
	v.size(kUndone, undos)
	v.size(kByAccount, len(inForce))
	tx.scan([]byte{kByAccount}, func(key, body []byte) bool {
		if inForce[string(key)] != seqAt(body) {
			v.bad(BadIndex, "records in force of line %d", seqAt(key))
		}
		return true
	})
}

// tallies compares each running tally with the fold of its records.
func (v *verifier) tallies(tx *Tx) {
	had, want := tx.fingerprints(), planned(tx.Plan())
	skipped, sum := 0, 0
	for key := range tx.Tallies() {
		v.step(BadTally, func(tx *Tx) {
			st := tx.storedTally(key.Unit, key.Item)
			records := tx.RecordsOf(key.Unit, key.Item)
			sum += st.Records
			switch {
			case tx.err != nil || !v.fold:
			case had.of(key.Item) != want.of(key.Item):
				skipped++
			default:
				fold, _ := json.Marshal(ledger.Fold(tx.item(key.Item), records))
				kept, _ := json.Marshal(st.Tally)
				if !bytes.Equal(fold, kept) {
					v.bad(BadTally, "tally of %s and %s", key.Unit, key.Item)
				}
			}
		})
	}
	if uint64(sum) != v.counts.Records {
		v.bad(BadTally, "tallies of %d records instead of %d", sum, v.counts.Records)
	}
	if skipped > 0 {
		v.report.Notes = append(v.report.Notes, NoteRefold)
	}
}

func (v *verifier) deliveries(*Tx) {
	pending, keyed := 0, 0
	for seq := uint64(1); seq <= v.counts.Deliveries; seq++ {
		v.step(BadIndex, func(tx *Tx) {
			d, ok := tx.delivery(seq)
			if !ok {
				return
			}
			if byKey, ok := tx.DeliveryByKey(d.Key); ok && byKey.Seq != seq || !ok && tx.err == nil {
				v.bad(BadIndex, "delivery %d is not under its key", seq)
			}
			if _, ok := tx.get(hashKey(kByKey, d.Key)); ok {
				keyed++
			}
			if d.State == messages.Pending {
				pending++
				if _, ok := tx.get(dueKey(d)); !ok {
					v.bad(BadIndex, "delivery %d has no due time", seq)
				}
			}
		})
	}
	v.size(kDelivery, int(v.counts.Deliveries))
	v.size(kByKey, keyed)
	v.size(kDue, pending)
	if pending != v.counts.Pending {
		v.bad(BadCount, "%d deliveries pending instead of %d", pending, v.counts.Pending)
	}
}

func (v *verifier) requests(*Tx) {
	open := 0
	for id := uint64(1); id <= v.counts.Requests; id++ {
		v.step(BadIndex, func(tx *Tx) {
			if r, ok := tx.Request(id); ok && r.State == RequestOpen {
				open++
				if _, ok := tx.get(seqKey(kOpen, id)); !ok {
					v.bad(BadIndex, "request %d is not among the open ones", id)
				}
			}
		})
	}
	v.size(kRequest, int(v.counts.Requests))
	v.size(kOpen, open)
}

func (v *verifier) files(*Tx) {
	due := 0
	for id := uint64(1); id <= v.counts.Files; id++ {
		v.step(BadIndex, func(tx *Tx) {
			if f, ok := tx.File(id); ok && !f.Due.IsZero() {
				due++
				if _, ok := tx.get(fileDueKey(f)); !ok {
					v.bad(BadIndex, "file %d has no due time", id)
				}
			}
		})
	}
	v.size(kFile, int(v.counts.Files))
	v.size(kFileDue, due)
}

// seen makes sure that each message that was answered by a delivery has its own.
func (v *verifier) seen(tx *Tx) {
	tx.scan([]byte{kSeen}, func(key, body []byte) bool {
		var s storedSeen
		if !tx.decode(key, body, &s) {
			return false
		}
		if s.Delivery == 0 {
			return true
		}
		d, ok := tx.delivery(s.Delivery)
		message, reply := strings.CutPrefix(d.Key, replyPrefix)
		if ok && (!reply || !bytes.Equal(hashKey(kSeen, message), key)) {
			v.bad(BadIndex, "delivery %d answers another message", s.Delivery)
		}
		return true
	})
}
