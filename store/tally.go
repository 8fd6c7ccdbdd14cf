package store

import (
	"bytes"
	"sync"
	"sync/atomic"
	"time"

	"pufabot/bot/ledger"
)

// TallyKey names a tally.
type TallyKey struct {
	Unit ledger.UnitID
	Item ledger.ItemID
}

// storedTally is a running tally and the number of records of its unit and item,
// undone ones and undos included.
type storedTally struct {
	Unit    ledger.UnitID `json:"unit"`
	Item    ledger.ItemID `json:"item"`
	Records int           `json:"records"`
	Tally   ledger.Tally  `json:"tally"`
}

// Tally gives the running tally of a unit and item; the zero Tally when nothing
// was said. It is shared with other readers: its maps and slices must not be changed.
func (tx *Tx) Tally(u ledger.UnitID, it ledger.ItemID) ledger.Tally {
	return tx.storedTally(u, it).Tally
}

func (tx *Tx) storedTally(u ledger.UnitID, it ledger.ItemID) storedTally {
	if tx.err != nil {
		return storedTally{}
	}
	key := unitItemKey(kTally, u, it)
	raw := tx.raw(key)
	if raw == nil {
		tx.unrecorded(u, it)
		return storedTally{Unit: u, Item: it}
	}
	return *tx.decodeTally(key, raw)
}

// unrecorded makes sure of what a missing tally says: no tally is right only when
// there is no record either.
func (tx *Tx) unrecorded(u ledger.UnitID, it ledger.ItemID) {
	if tx.err != nil {
		return
	}
	prefix := unitItemKey(kByUnit, u, it)
	if bytes.HasPrefix(tx.notBefore(prefix), prefix) {
		tx.corrupt("a tally is missing")
	}
}

// unrecordedBut makes sure that nothing of a unit is recorded but what has a tally, as
// is known of some items. It goes from item to item, past all their records.
func (tx *Tx) unrecordedBut(u ledger.UnitID, known func(ledger.ItemID) bool) {
	prefix := textKey(kByUnit, string(u))
	for from := prefix; ; {
		k := tx.notBefore(from)
		if !bytes.HasPrefix(k, prefix) || len(k) < len(prefix)+1+seqLen {
			return
		}
		item := ledger.ItemID(k[len(prefix)+1 : len(k)-seqLen])
		if !known(item) && tx.raw(append([]byte{kTally}, k[1:len(k)-seqLen]...)) == nil {
			tx.corrupt("a tally is missing")
			return
		}
		from = after(k[:len(k)-seqLen])
	}
}

func (tx *Tx) putTally(u ledger.UnitID, it ledger.ItemID, st storedTally) {
	st.Unit, st.Item = u, it
	key := unitItemKey(kTally, u, it)
	if raw := tx.putJSON(key, &st); tx.err == nil {
		tx.db.tallies.keep(key, raw, &st)
	}
}

// Tallies gives every tally that exists. As with [Tx.Tally], they are shared.
func (tx *Tx) Tallies() map[TallyKey]ledger.Tally {
	out := map[TallyKey]ledger.Tally{}
	tx.eachTally([]byte{kTally}, func(st *storedTally) { out[TallyKey{st.Unit, st.Item}] = st.Tally })
	if tx.err != nil {
		return nil
	}
	return out
}

// eachTally visits the tallies under a prefix, which must not be changed.
func (tx *Tx) eachTally(prefix []byte, fn func(*storedTally)) {
	tx.keysUnder(prefix, func(key, raw []byte) bool {
		st := tx.decodeTally(key, raw)
		if tx.err == nil {
			fn(st)
		}
		return tx.err == nil
	})
}

// tallyMemo remembers decoded tallies by their bytes at rest. The same bytes are
// the same tally, whichever transaction reads them, so nothing has to be
// invalidated: a summary decodes only what has changed since the last one.
type tallyMemo struct {
	mu sync.Mutex
	m  map[string]remembered
	// seen is the last record at a time when all tallies were remembered.
	seen atomic.Uint64
}

type remembered struct {
	raw []byte
	st  *storedTally
}

// keep remembers a tally by bytes that nobody changes.
func (memo *tallyMemo) keep(key, raw []byte, st *storedTally) {
	memo.mu.Lock()
	defer memo.mu.Unlock()
	if memo.m == nil {
		memo.m = map[string]remembered{}
	}
	memo.m[string(key)] = remembered{raw: raw, st: st}
}

func (memo *tallyMemo) of(key, raw []byte) (*storedTally, bool) {
	memo.mu.Lock()
	defer memo.mu.Unlock()
	was, ok := memo.m[string(key)]
	return was.st, ok && bytes.Equal(was.raw, raw)
}

func (tx *Tx) decodeTally(key, raw []byte) *storedTally {
	if st, ok := tx.db.tallies.of(key, raw); ok {
		return st
	}
	st := &storedTally{}
	body, err := unseal(tx.name, key, raw)
	if err != nil {
		tx.fail(err)
		return st
	}
	if !tx.decode(key, body, st) {
		return &storedTally{}
	}
	tx.db.tallies.keep(key, bytes.Clone(raw), st)
	return st
}

// item gives the item as planned, or a bare one when it is not (any more).
func (tx *Tx) item(id ledger.ItemID) ledger.Item {
	if it, ok := tx.Plan().Item(id); ok {
		return it
	}
	return ledger.Item{ID: id}
}

type storedExtension struct {
	Due  time.Time `json:"due"`
	Line uint64    `json:"line,omitempty"`
}

// Deadline of an item for one unit, with its extension if it has one.
func (tx *Tx) Deadline(u ledger.UnitID, it ledger.Item) ledger.Deadline {
	d := tx.Plan().Deadline(it)
	var e storedExtension
	if tx.getJSON(unitItemKey(kExtension, u, it.ID), &e) {
		d = tx.Plan().Extend(d, e.Due)
	}
	return d
}

// extensions are the due instants that were moved, under a prefix, by their keys.
func (tx *Tx) extensions(prefix []byte) map[string]time.Time {
	var out map[string]time.Time
	tx.scan(prefix, func(key, body []byte) bool {
		var e storedExtension
		if tx.decode(key, body, &e) {
			if out == nil {
				out = map[string]time.Time{}
			}
			out[string(key)] = e.Due
		}
		return true
	})
	return out
}

// ExtendedBy is the line of the order that moved a due instant; 0: none did.
func (tx *Tx) ExtendedBy(u ledger.UnitID, it ledger.ItemID) uint64 {
	var e storedExtension
	tx.getJSON(unitItemKey(kExtension, u, it), &e)
	return e.Line
}

// SetExtension moves the due instant of an item for one unit; the line is the
// order that said so. A zero due takes the extension back.
func (tx *Tx) SetExtension(u ledger.UnitID, it ledger.ItemID, due time.Time, line uint64) {
	key := unitItemKey(kExtension, u, it)
	if due.IsZero() {
		tx.drop(key)
		return
	}
	tx.putJSON(key, storedExtension{Due: utc(due), Line: line})
}
