package store

import (
	"maps"
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// Freeze is the coordinator's word that the figures of the reports are those of an
// instant.
type Freeze struct {
	At   time.Time
	Line uint64 // the order that said so
}

type storedFreeze struct {
	At   time.Time `json:"at"`
	Line uint64    `json:"line,omitempty"`
}

// SetFreeze keeps it, in place of an older one; a zero At takes it back, and the
// due instant of the report counts again.
func (tx *Tx) SetFreeze(f Freeze) {
	f.At = utc(f.At)
	tx.order = &f
	if f.At.IsZero() {
		*tx.order = Freeze{}
		tx.drop(frozenKey)
		return
	}
	tx.putJSON(frozenKey, storedFreeze(f))
}

// Freeze gives the coordinator's word, if there is one. It is read once for all that
// write into the same batch, as the counters are.
func (tx *Tx) Freeze() (order Freeze, ok bool) {
	if tx.order == nil && tx.err == nil {
		var f storedFreeze
		tx.getJSON(frozenKey, &f)
		tx.order = (*Freeze)(&f)
	}
	if tx.err != nil {
		return Freeze{}, false
	}
	return *tx.order, !tx.order.At.IsZero()
}

// Cut is the instant whose figures a unit's report has: the coordinator's word, else
// the due instant of the unit's own report. Zero: the plan has no report. A due instant
// still to come freezes nothing yet.
func (tx *Tx) Cut(u ledger.UnitID) time.Time {
	order, _ := tx.Freeze()
	return tx.cutUnder(order, u)
}

// cutUnder is the same where the coordinator's word is known; a zero At: there is none.
func (tx *Tx) cutUnder(order Freeze, u ledger.UnitID) time.Time {
	if !order.At.IsZero() {
		return order.At
	}
	for i := range tx.Plan().Items {
		if it := &tx.Plan().Items[i]; it.Kind == ledger.Mail {
			return tx.Deadline(u, *it).Due
		}
	}
	return time.Time{}
}

// Cuts gives the instant that holds for all, and those of the units whose own report
// is due at another one.
func (tx *Tx) Cuts() (general time.Time, others map[ledger.UnitID]time.Time) {
	if general = tx.Cut(""); general.IsZero() {
		return general, nil
	}
	extended := tx.extensions([]byte{kExtension})
	if _, ordered := tx.Freeze(); ordered || len(extended) == 0 {
		return general, nil
	}
	others = map[ledger.UnitID]time.Time{}
	for _, u := range tx.Plan().Units {
		if at := tx.Cut(u.ID); !at.Equal(general) {
			others[u.ID] = at
		}
	}
	return general, others
}

// SinceCut tells of which units and items something was recorded after the first cut
// at which figures were fixed, and how many records. It is shared with other readers
// and must not be changed.
func (tx *Tx) SinceCut() map[TallyKey]int {
	at, ok := tx.firstCut()
	if !ok {
		return nil
	}
	return tx.latelyOf(at).touched
}

func (tx *Tx) firstCut() (border, bool) {
	order, _ := tx.Freeze()
	general, others := tx.Cuts()
	var first time.Time
	for _, cut := range append(slices.Collect(maps.Values(others)), general) {
		if tx.closedUnder(order, cut) && (first.IsZero() || cut.Before(first)) {
			first = cut
		}
	}
	return borderOf(order, first), !first.IsZero()
}

// Closed tells whether the figures of a cut are fixed: from the order on, also in the
// very minute of it and when the clock that it was given by was ahead, or once the due
// instant is over.
func (tx *Tx) Closed(cut time.Time) bool {
	order, _ := tx.Freeze()
	return tx.closedUnder(order, cut)
}

func (tx *Tx) closedUnder(order Freeze, cut time.Time) bool {
	if !order.At.IsZero() && cut.Equal(order.At) {
		return order.Line != 0 || !tx.now.Before(cut)
	}
	return !cut.IsZero() && tx.now.After(cut)
}

// Frozen gives a figure as it was at the cut, and what came after, which may have led
// back to it. It says false before the cut, and where nothing has been said since. Only figures with later
// records cost more than a look.
func (tx *Tx) Frozen(u ledger.UnitID, it ledger.Item) (ledger.Frozen, bool) {
	order, _ := tx.Freeze()
	cut := tx.cutUnder(order, u)
	if !tx.closedUnder(order, cut) {
		return ledger.Frozen{}, false
	}
	late := tx.latelyOf(borderOf(order, cut)).touched[TallyKey{u, it.ID}]
	if late == 0 {
		return ledger.Frozen{}, false
	}
	records := tx.RecordsOf(u, it.ID)
	if tx.err != nil {
		return ledger.Frozen{}, false
	}
	return ledger.Freeze(it, records, len(records)-late, cut), true
}
