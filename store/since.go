package store

import (
	"slices"
	"sync"
	"time"

	"pufabot/bot/ledger"
)

// Since tells of which units and items something was recorded since an instant, and
// how many records. It is shared with other readers and must not be changed.
func (tx *Tx) Since(from time.Time) map[TallyKey]int { return tx.latelyOf(border{from: from}).touched }

// Move is a tally before an instant and now; both are shared and must not be changed.
type Move struct{ Before, After *ledger.Tally }

// Moves gives the tallies of the same units and items as they were before that
// instant, and as they are now.
func (tx *Tx) Moves(from time.Time) map[TallyKey]Move {
	l := tx.latelyOf(border{from: from})
	if len(l.touched) == 0 {
		return nil
	}
	out := make(map[TallyKey]Move, len(l.touched))
	tx.eachTally([]byte{kTally}, func(st *storedTally) {
		key := TallyKey{st.Unit, st.Item}
		if n := l.touched[key]; n > 0 {
			out[key] = Move{Before: tx.before(l, key, st.Records-n), After: &st.Tally}
		}
	})
	if len(out) < len(l.touched) {
		tx.corrupt("a tally is missing")
	}
	if tx.err != nil {
		return nil
	}
	return out
}

// before is a tally without what came since; so many records are older.
func (tx *Tx) before(l lately, key TallyKey, older int) *ledger.Tally {
	was := l.before.get(key)
	if was != nil || tx.err != nil {
		return was
	}
	was = &ledger.Tally{}
	if older > 0 {
		if records := tx.RecordsOf(key.Unit, key.Item); tx.err == nil {
			*was = ledger.Fold(tx.item(key.Item), records[:older])
		}
	}
	if tx.err == nil {
		l.before.put(key, was)
	}
	return was
}

// mostUnread is how many records a transaction may have to read for a question.
const mostUnread = 200

// Remember reads what a question about all units will need, about the freeze and about
// some instants, unless it is remembered but for a little. Asked in a view before a
// transaction, it spares that the reading for which the others would wait.
func (tx *Tx) Remember(instants ...time.Time) {
	unread := func(seen uint64) bool { return tx.count().Records > seen+mostUnread }
	if unread(tx.db.tallies.seen.Load()) {
		tx.eachTally([]byte{kTally}, func(*storedTally) {})
		if tx.err == nil {
			tx.db.tallies.seen.Store(tx.count().Records)
		}
	}
	if at, ok := tx.firstCut(); ok && unread(tx.db.lately.get(at).seen) {
		tx.latelyOf(at)
	}
	for _, from := range instants {
		if unread(tx.db.lately.get(border{from: from}).seen) {
			tx.Moves(from)
		}
	}
}

// RememberCut reads what a report of a unit will need once its figures are fixed.
func (tx *Tx) RememberCut(u ledger.UnitID) {
	order, _ := tx.Freeze()
	if cut := tx.cutUnder(order, u); tx.closedUnder(order, cut) {
		tx.latelyOf(borderOf(order, cut))
	}
}

// lately is what has been recorded since a border, as far as it has been read. A
// record never changes, so every question goes on from where the one before came to;
// what is asked for all day costs the records of the day once.
type lately struct {
	border  border
	seen    uint64 // the last record that was read
	touched map[TallyKey]int
	before  *tallies
}

// latelyMemo remembers some borders, the latest question first. Each is replaced,
// never changed.
type latelyMemo struct {
	mu sync.Mutex
	of []lately
}

// mostBorders is how many are remembered: yesterday, today, the freeze, and one more.
const mostBorders = 4

// latelyOf reads what has been recorded since. Only what is committed is remembered.
func (tx *Tx) latelyOf(at border) lately {
	l := tx.db.lately.get(at)
	if l.seen > tx.count().Records { // of a later view
		l = fresh(at)
	}
	more := map[TallyKey]int{}
	var unclear []TallyKey // on the side of the record before them
	for r := range tx.Latest() {
		if r.Seq <= l.seen {
			break
		}
		key := TallyKey{r.Unit, r.Item}
		if at.after(&r) {
			for _, key := range append(unclear, key) {
				more[key]++
			}
			unclear = nil
			continue
		}
		if tx.settles(at, &r) {
			l = fresh(at)
			break
		}
		unclear = append(unclear, key)
	}
	if tx.err != nil {
		return fresh(at)
	}
	if len(l.touched) > 0 {
		for _, key := range unclear {
			more[key]++
		}
	} else if len(unclear) > 0 {
		l = fresh(at)
	}
	if l.seen = tx.count().Records; len(more) > 0 {
		for key, n := range l.touched {
			more[key] += n
		}
		l.touched = more
	}
	if tx.top == nil {
		tx.db.lately.put(l)
	}
	return l
}

func fresh(at border) lately { return lately{border: at, before: &tallies{}} }

func (m *latelyMemo) get(at border) lately {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range m.of {
		if l.border.equal(at) {
			return l
		}
	}
	return fresh(at)
}

func (m *latelyMemo) put(l lately) {
	if m.get(l.border).seen > l.seen {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	others := slices.DeleteFunc(slices.Clone(m.of), func(o lately) bool { return o.border.equal(l.border) })
	m.of = append([]lately{l}, others[:min(len(others), mostBorders-1)]...)
}

// tallies are shared between transactions.
type tallies struct {
	mu sync.Mutex
	m  map[TallyKey]*ledger.Tally
}

func (s *tallies) get(key TallyKey) *ledger.Tally {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m[key]
}

func (s *tallies) put(key TallyKey, t *ledger.Tally) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.m == nil {
		s.m = map[TallyKey]*ledger.Tally{}
	}
	s.m[key] = t
}
