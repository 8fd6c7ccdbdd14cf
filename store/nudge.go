package store

import (
	"encoding/binary"
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// NudgesOn is how many nudges a unit has had on a day.
func (tx *Tx) NudgesOn(u ledger.UnitID, d ledger.Date) int {
	body, _ := tx.get(nudgeKey(u, d))
	return int(seqAt(body))
}

// CountNudge counts one more.
func (tx *Tx) CountNudge(u ledger.UnitID, d ledger.Date) {
	n := uint64(tx.NudgesOn(u, d))
	tx.put(nudgeKey(u, d), binary.BigEndian.AppendUint64(nil, n+1))
}

// UncountNudge takes back one that did not go out.
func (tx *Tx) UncountNudge(u ledger.UnitID, d ledger.Date) {
	if n := uint64(tx.NudgesOn(u, d)); n > 0 {
		tx.put(nudgeKey(u, d), binary.BigEndian.AppendUint64(nil, n-1))
	}
}

// DropNudgesAfter forgets those of all days after a day.
func (tx *Tx) DropNudgesAfter(d ledger.Date) {
	var later [][]byte
	tx.scan([]byte{kNudges}, func(key, _ []byte) bool {
		if day := d.String(); string(key[len(key)-len(day):]) > day {
			later = append(later, key)
		}
		return true
	})
	for _, key := range later {
		tx.drop(key)
	}
}

func nudgeKey(u ledger.UnitID, d ledger.Date) []byte {
	return textKey(kNudges, string(u), d.String())
}

// Acked is when a unit last said 收到; zero: never.
func (tx *Tx) Acked(u ledger.UnitID) time.Time {
	var t time.Time
	tx.getJSON(textKey(kAck, string(u)), &t)
	return t
}

// Ack keeps when a unit said 收到.
func (tx *Tx) Ack(u ledger.UnitID, at time.Time) {
	tx.putJSON(textKey(kAck, string(u)), utc(at))
}

// Silence keeps reminders from units, from its beginning up to an instant.
type Silence struct {
	Units []ledger.UnitID // none: all
	From  time.Time       // zero: since it was said
	Until time.Time
	Line  uint64 // the order that said so
}

type storedSilence struct {
	Units []ledger.UnitID `json:"units,omitempty"`
	From  time.Time       `json:"from,omitzero"`
	Until time.Time       `json:"until"`
	Line  uint64          `json:"line,omitempty"`
}

// Covers tells whether the silence is about a unit.
func (s Silence) Covers(u ledger.UnitID) bool {
	return len(s.Units) == 0 || slices.Contains(s.Units, u)
}

// Silences gives the silences in force at an instant, oldest first.
func (tx *Tx) Silences(at time.Time) []Silence {
	var out []Silence
	tx.silences(func(_ []byte, s Silence) {
		if !at.Before(s.From) && at.Before(s.Until) {
			out = append(out, s)
		}
	})
	if tx.err != nil {
		return nil
	}
	return out
}

// AddSilence adds one, and forgets those that have ended.
func (tx *Tx) AddSilence(s Silence) {
	var ended [][]byte
	tx.silences(func(key []byte, s Silence) {
		if !tx.now.Before(s.Until) {
			ended = append(ended, append([]byte(nil), key...))
		}
	})
	for _, key := range ended {
		tx.drop(key)
	}
	c := tx.change()
	c.Silences++
	s.Until = utc(s.Until)
	if !s.From.IsZero() {
		s.From = utc(s.From)
	}
	tx.putJSON(seqKey(kSilence, c.Silences), storedSilence(s))
}

// EndSilences ends those of exactly these units (none: all there are) and tells how
// many had not ended.
func (tx *Tx) EndSilences(units []ledger.UnitID) int {
	var gone [][]byte
	n := 0
	tx.silences(func(key []byte, s Silence) {
		if len(units) == 0 || slices.Equal(units, s.Units) {
			gone = append(gone, append([]byte(nil), key...))
			if tx.now.Before(s.Until) {
				n++
			}
		}
	})
	for _, key := range gone {
		tx.drop(key)
	}
	return n
}

// SilencedBy tells whether an order's silence has not ended.
func (tx *Tx) SilencedBy(line uint64) bool {
	found := false
	tx.silences(func(_ []byte, s Silence) { found = found || s.Line == line && tx.now.Before(s.Until) })
	return found
}

// EndSilencesBy ends those of one order.
func (tx *Tx) EndSilencesBy(line uint64) {
	var gone [][]byte
	tx.silences(func(key []byte, s Silence) {
		if s.Line == line {
			gone = append(gone, append([]byte(nil), key...))
		}
	})
	for _, key := range gone {
		tx.drop(key)
	}
}

// EndSilencesOf takes a unit out of the silences that name it and tells whether one was
// in force, or would have been.
func (tx *Tx) EndSilencesOf(u ledger.UnitID) bool {
	type kept struct {
		key []byte
		s   Silence
	}
	var of []kept
	tx.silences(func(key []byte, s Silence) {
		if slices.Contains(s.Units, u) && tx.now.Before(s.Until) {
			of = append(of, kept{append([]byte(nil), key...), s})
		}
	})
	for _, k := range of {
		k.s.Units = slices.DeleteFunc(slices.Clone(k.s.Units), func(x ledger.UnitID) bool { return x == u })
		if len(k.s.Units) == 0 { // no unit would be all of them
			tx.drop(k.key)
			continue
		}
		tx.putJSON(k.key, storedSilence(k.s))
	}
	return len(of) > 0
}

func (tx *Tx) silences(fn func(key []byte, s Silence)) {
	tx.scan([]byte{kSilence}, func(key, body []byte) bool {
		var s storedSilence
		if !tx.decode(key, body, &s) {
			return false
		}
		fn(key, Silence(s))
		return true
	})
}
