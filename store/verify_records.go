package store

import (
	"bytes"
	"encoding/json"

	"pufabot/bot/ledger"
)

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
