package ledger

import (
	"maps"
	"slices"
)

// maxPlaces is how many pieces can be called by their place. A figure may be any
// number; nobody reviews the thousandth piece that is only counted.
const maxPlaces = 1000

// Entries are the pieces that were handed in, returned ones included: those of
// which something is known, then those that are only counted, up to a thousand in
// all. People and verdicts call them by their place, from 1.
func (t Tally) Entries() []Piece {
	var out []Piece
	for _, p := range t.Pieces {
		if p.handed() {
			out = append(out, p)
		}
	}
	for _, c := range t.counted() {
		for range min(c.n, maxPlaces-len(out)) {
			out = append(out, Piece{Type: c.box, Submitted: true})
		}
	}
	return out
}

// box is a part of a total.
type box struct {
	box string
	n   int
}

// counted tells of how many pieces nothing but the type is known.
func (t Tally) counted() []box {
	left := t.Value() - t.submitted()
	if left <= 0 {
		return nil
	}
	spare := maps.Clone(t.Parts)
	for _, p := range t.Pieces {
		if p.Submitted {
			spare[p.Type]--
		}
	}
	var out []box
	for _, name := range slices.Sorted(maps.Keys(spare)) {
		if n := min(left, spare[name]); n > 0 {
			out = append(out, box{name, n})
			left -= n
		}
	}
	return out
}

// entry gives the piece at a place of [Tally.Entries]; one that was only counted
// becomes known by this record.
func (t *Tally) entry(place int, seq uint64) *Piece {
	all := t.Entries()
	if place < 1 || place > len(all) {
		return nil
	}
	n := 0
	for i := range t.Pieces {
		if t.Pieces[i].handed() {
			if n++; n == place {
				return &t.Pieces[i]
			}
		}
	}
	for _, p := range all[n:place] {
		p.Seq = seq
		t.Pieces = append(t.Pieces, p)
	}
	return &t.Pieces[len(t.Pieces)-1]
}
