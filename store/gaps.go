package store

import (
	"iter"
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// Gaps gives every unit and item that is owed or answered, in the plan's order,
// units outermost. It reads tallies only, never the journal.
func (tx *Tx) Gaps() []ledger.Gap { return tx.everybody().gaps() }

// EachGap gives the same one by one: those of thousands of units take tens of megabytes.
func (tx *Tx) EachGap() iter.Seq[ledger.Gap] { return tx.everybody().each }

// Moved gives those whose deadline was moved: hardly any is, and mostly nothing has to
// be read but that.
func (tx *Tx) Moved() []ledger.Gap {
	if len(tx.extensions([]byte{kExtension})) == 0 {
		return nil
	}
	var out []ledger.Gap
	for g := range tx.EachGap() {
		if g.Deadline.Extended {
			out = append(out, g)
		}
	}
	return out
}

// GapsOf gives those of one unit.
func (tx *Tx) GapsOf(u ledger.Unit) []ledger.Gap { return tx.standingOf(u).gaps() }

// OwingOf gives those of one unit in which it still has to act, nearest deadline first.
func (tx *Tx) OwingOf(u ledger.Unit) []ledger.Gap {
	var out []ledger.Gap
	for g := range tx.EachOwing(u) {
		out = append(out, *g)
	}
	return out
}

// EachOwing gives the same one by one; each is good until the next.
func (tx *Tx) EachOwing(u ledger.Unit) iter.Seq[*ledger.Gap] {
	return func(yield func(*ledger.Gap) bool) { tx.standingOf(u).eachOwing(yield) }
}

func (s *standing) eachOwing(yield func(*ledger.Gap) bool) {
	owing := make([]int, 0, len(s.items))
	for i := range s.tallies {
		if u, it, st := s.at(i); ledger.StillOwes(u, it, &st.Tally) {
			owing = append(owing, i)
		}
	}
	slices.SortStableFunc(owing, func(a, b int) int { return s.deadline(a).Due.Compare(s.deadline(b).Due) })
	var g ledger.Gap
	for _, i := range owing {
		if s.tx.err != nil {
			return
		}
		if s.compare(&g, i); !yield(&g) {
			return
		}
	}
}

// standing is how units stand with all items, read in two scans whatever their number.
type standing struct {
	tx    *Tx
	units []ledger.Unit
	items []ledger.Item
	// tallies are those of the first unit, then of the next; nil: nothing was said.
	tallies []*storedTally
	due     []ledger.Deadline // of the items, without extensions
	// extended are the due instants that were moved, by their keys; hardly any is.
	extended map[string]time.Time
}

func (tx *Tx) standingOf(u ledger.Unit) *standing {
	s := &standing{tx: tx, units: []ledger.Unit{u}, items: tx.Plan().Items}
	s.read(string(u.ID), func(id ledger.UnitID) (int, bool) { return 0, id == u.ID })
	return s
}

func (tx *Tx) everybody() *standing {
	p := tx.Plan()
	s := &standing{tx: tx, units: p.Units, items: p.Items}
	s.read("", p.UnitPlace)
	return s
}

// read takes what there is of one unit, or without a name of all; place says where
// a unit stands among those that are wanted.
func (s *standing) read(only string, place func(ledger.UnitID) (int, bool)) {
	tallies, extensions := []byte{kTally}, []byte{kExtension}
	if only != "" {
		tallies, extensions = textKey(kTally, only), textKey(kExtension, only)
	}
	s.tallies = make([]*storedTally, len(s.units)*len(s.items))
	records := 0
	s.tx.eachTally(tallies, func(st *storedTally) {
		records += st.Records
		u, wanted := place(st.Unit)
		if it, planned := s.tx.Plan().ItemPlace(st.Item); wanted && planned {
			s.tallies[u*len(s.items)+it] = st
		}
	})
	s.due = make([]ledger.Deadline, len(s.items))
	for i := range s.items {
		s.due[i] = s.tx.Plan().Deadline(s.items[i])
	}
	s.extended = s.tx.extensions(extensions)
	if uint64(records) == s.tx.count().Records { // every record is in one of them, and none is lost
		return
	}
	for i, u := range s.units {
		s.tx.unrecordedBut(u.ID, func(id ledger.ItemID) bool {
			it, planned := s.tx.Plan().ItemPlace(id)
			return planned && s.tallies[i*len(s.items)+it] != nil
		})
	}
}

func (s *standing) gaps() []ledger.Gap {
	out := slices.AppendSeq(make([]ledger.Gap, 0, len(s.tallies)), s.each)
	if s.tx.err != nil {
		return nil
	}
	return out
}

// each gives the gaps one by one.
func (s *standing) each(yield func(ledger.Gap) bool) {
	for i := range s.tallies {
		u, it, st := s.at(i)
		if s.tx.err != nil || !st.Tally.Answered && !it.Owes(*u) {
			continue
		}
		var g ledger.Gap
		if s.compare(&g, i); !yield(g) {
			return
		}
	}
}

// unsaid is how everybody begins.
var unsaid storedTally

// at is what meets in a place of the tallies.
func (s *standing) at(i int) (*ledger.Unit, *ledger.Item, *storedTally) {
	st := s.tallies[i]
	if st == nil {
		st = &unsaid
	}
	return &s.units[i/len(s.items)], &s.items[i%len(s.items)], st
}

// compare puts the gap of a place together.
func (s *standing) compare(g *ledger.Gap, i int) {
	u, it, st := s.at(i)
	g.Unit, g.Item, g.Tally, g.Deadline = *u, *it, st.Tally, s.deadline(i)
	g.Compare()
}

// deadline is an item's own, or the one that the unit was given.
func (s *standing) deadline(i int) ledger.Deadline {
	d := s.due[i%len(s.items)]
	if len(s.extended) == 0 {
		return d
	}
	u, it, _ := s.at(i)
	if due, ok := s.extended[string(unitItemKey(kExtension, u.ID, it.ID))]; ok {
		return s.tx.Plan().Extend(d, due)
	}
	return d
}
