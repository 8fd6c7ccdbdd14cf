package store

import (
	"time"

	"pufabot/bot/ledger"
)

// border divides the records into those before and those after. What an order fixes ends
// at its line, everything else at an instant.
type border struct {
	from time.Time
	line uint64
}

func (b border) equal(o border) bool { return b.line == o.line && b.from.Equal(o.from) }

func (b border) after(r *ledger.Record) bool {
	if b.line != 0 {
		return r.Line > b.line
	}
	return !r.At.Before(b.from)
}

// forgotten is how far back a clock is that has lost the time.
const forgotten = 365 * 24 * time.Hour

// settles tells whether a record before the border says that all earlier ones are before
// it, too, even if the clock was ahead at some: who put it right knew better. A clock that
// is years behind says nothing, nor does the line of a file that was fetched later.
func (tx *Tx) settles(b border, r *ledger.Record) bool {
	if b.line == 0 {
		return b.from.Sub(r.At) < forgotten
	}
	l, ok := tx.Line(r.Line)
	return !ok || l.At.Equal(r.At)
}

// borderOf is where a cut divides the records: an order behind its own line, whatever the
// clocks said, and a due instant behind itself.
func borderOf(order Freeze, cut time.Time) border {
	if order.Line != 0 {
		return border{line: order.Line}
	}
	return border{from: cut.Add(time.Nanosecond)}
}
