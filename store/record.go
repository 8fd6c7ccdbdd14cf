package store

import (
	"encoding/binary"
	"iter"
	"maps"
	"slices"

	"pufabot/bot/ledger"
)

// Append adds one record and gives it back with its number, along with the tally
// of its unit and item before and after. At defaults to the transaction's time.
//
// A record with the verb Undone takes back the record that it names: unit and
// item are that record's, and the tally is folded anew without it. What is
// already undone, or is an undo itself, cannot be undone.
func (tx *Tx) Append(r ledger.Record) (rec ledger.Record, before, after ledger.Tally) {
	if r.At.IsZero() {
		r.At = tx.now
	}
	r.At, r.By.UserID = utc(r.At), printable(r.By.UserID)
	var target ledger.Record
	if r.Verb == ledger.Undone {
		var ok bool
		if target, ok = tx.Record(r.Undoes); !ok || !tx.inForce(target) {
			tx.misuse("record %d cannot be undone", r.Undoes)
			return r, before, after
		}
		r.Unit, r.Item = target.Unit, target.Item
	}
	st := tx.storedTally(r.Unit, r.Item)
	before = st.Tally
	c := tx.change()
	c.Records++
	r.Seq = c.Records
	c.RecordHead = tx.putLink(kRecord, r.Seq, c.RecordHead, &r)
	tx.put(byUnitKey(r), nil)
	st.Records++
	if r.Verb == ledger.Undone {
		tx.put(seqKey(kUndone, target.Seq), binary.BigEndian.AppendUint64(nil, r.Seq))
		tx.countInForce(target, -1)
		tx.putTally(r.Unit, r.Item, st) // RecordsOf compares the number
		st.Tally = ledger.Fold(tx.item(r.Item), tx.RecordsOf(r.Unit, r.Item))
	} else {
		tx.put(byLineKey(r), nil)
		tx.countInForce(r, +1)
		st.Tally = before.Apply(tx.item(r.Item), r)
	}
	tx.putTally(r.Unit, r.Item, st)
	return r, before, st.Tally
}

// Record gives one record, be it in force or not.
func (tx *Tx) Record(seq uint64) (ledger.Record, bool) {
	var r ledger.Record
	if seq == 0 || seq > tx.count().Records || !tx.getLink(kRecord, seq, &r) {
		return ledger.Record{}, false
	}
	return r, true
}

// Records visits records by their numbers, which rise, until fn gives false. It must
// not write.
func (tx *Tx) Records(seqs []uint64, fn func(ledger.Record) bool) {
	eachLink(tx, kRecord, seqs, func(r *ledger.Record) bool { return fn(*r) })
}

// RecordsAfter visits the records behind a number in the same way.
func (tx *Tx) RecordsAfter(seq uint64, fn func(ledger.Record) bool) {
	linksFrom(tx, kRecord, seq+1, tx.count().Records, func(r *ledger.Record) bool { return fn(*r) })
}

// Latest gives the records from the last one back. Whoever takes them must not write.
func (tx *Tx) Latest() iter.Seq[ledger.Record] {
	return func(yield func(ledger.Record) bool) {
		var some []ledger.Record
		for to, n := tx.count().Records, uint64(8); to > 0; to, n = to-uint64(len(some)), min(2*n, proveLinks) {
			some = some[:0]
			linksFrom(tx, kRecord, to-min(n, to)+1, to, func(r *ledger.Record) bool { some = append(some, *r); return true })
			for _, r := range slices.Backward(some) {
				if tx.err != nil || !yield(r) {
					return
				}
			}
			if tx.err != nil {
				return
			}
		}
	}
}

// CountRecords is the number of the last record.
func (tx *Tx) CountRecords() uint64 { return tx.count().Records }

// UndoneBy gives the number of the record that took this one back.
func (tx *Tx) UndoneBy(seq uint64) (uint64, bool) {
	body, ok := tx.get(seqKey(kUndone, seq))
	return seqAt(body), ok
}

func (tx *Tx) inForce(r ledger.Record) bool {
	if r.Verb == ledger.Undone {
		return false
	}
	_, undone := tx.UndoneBy(r.Seq)
	return !undone
}

// RecordsOf gives all records of a unit and item in order, with the undone ones
// and the undos: what [ledger.Fold] wants.
func (tx *Tx) RecordsOf(u ledger.UnitID, it ledger.ItemID) []ledger.Record {
	key := TallyKey{u, it}
	seqs := tx.numbersOf(key)
	out := make([]ledger.Record, 0, len(seqs))
	tx.Records(seqs, func(r ledger.Record) bool {
		out = append(out, tx.filedUnder(key, r))
		return true
	})
	if tx.err != nil {
		return nil
	}
	return out
}

// RecordsOfAll gives those of several units and items, in the order of their numbers,
// which is a walk along the records and not a jump for each. It takes in one place
// after the other until there are as many as wanted, and tells how many it has taken.
func (tx *Tx) RecordsOfAll(keys []TallyKey, wanted int) (out []ledger.Record, done int) {
	of := map[uint64]TallyKey{}
	for done < len(keys) && (done == 0 || len(of) < wanted) && tx.err == nil {
		for _, seq := range tx.numbersOf(keys[done]) {
			of[seq] = keys[done]
		}
		done++
	}
	tx.Records(slices.Sorted(maps.Keys(of)), func(r ledger.Record) bool {
		out = append(out, tx.filedUnder(of[r.Seq], r))
		return true
	})
	if tx.err != nil {
		return nil, 0
	}
	return out, done
}

// numbersOf are the numbers of the records of a unit and item.
func (tx *Tx) numbersOf(key TallyKey) []uint64 {
	var out []uint64
	tx.scan(unitItemKey(kByUnit, key.Unit, key.Item), func(k, _ []byte) bool {
		out = append(out, seqAt(k))
		return true
	})
	if want := tx.storedTally(key.Unit, key.Item).Records; want != len(out) { // a lost index entry must not make a smaller total
		tx.corrupt("%d records of a tally of %d", len(out), want)
	}
	return out
}

// filedUnder makes sure that a record is one of a unit and item.
func (tx *Tx) filedUnder(key TallyKey, r ledger.Record) ledger.Record {
	if key != (TallyKey{r.Unit, r.Item}) {
		tx.corrupt("record %d under another unit", r.Seq)
	}
	return r
}

// RecordsOfLine gives the records of one chat line that are in force.
func (tx *Tx) RecordsOfLine(line uint64) []ledger.Record {
	var out []ledger.Record
	tx.scan(seqKey(kByLine, line), func(key, _ []byte) bool {
		r, ok := tx.Record(seqAt(key))
		if ok && tx.inForce(r) {
			out = append(out, r)
		}
		return ok
	})
	return out
}

// LastLineBy gives the newest line with records of this person that are in force:
// what 撤销 takes back.
func (tx *Tx) LastLineBy(a ledger.Account) (line uint64, ok bool) {
	key, _, ok := tx.last(accountKey(kByAccount, a))
	return seqAt(key), ok
}

// firstOfLine tells whether a record is the one after its line, as far as this batch knows.
func (tx *Tx) firstOfLine(r ledger.Record) bool {
	c := tx.count()
	return r.Line == c.Lines && r.Seq == c.recordsBefore+1
}

// countInForce keeps how many records of a person and line are in force; at none
// the entry goes away, so that the newest entry is the newest line to undo.
func (tx *Tx) countInForce(r ledger.Record, by int) {
	key := byAccountKey(r.By, r.Line)
	n := by
	if by < 0 || !tx.firstOfLine(r) { // else there is nothing to be found
		if body, ok := tx.get(key); ok {
			n += int(seqAt(body))
		}
	}
	switch {
	case n > 0:
		tx.put(key, binary.BigEndian.AppendUint64(nil, uint64(n)))
	case n == 0:
		tx.drop(key)
	default:
		tx.corrupt("fewer records in force than undone")
	}
}
