package dossier

import (
	"cmp"
	"iter"
	"slices"

	"pufabot/bot/ledger"
)

// Place is a unit and an item.
type Place struct {
	Unit ledger.UnitID
	Item ledger.ItemID
}

// History is what was said and recorded until the look that a dossier is. It may be
// long: it is read a stretch at a time, while something is made of it. Nothing in
// it changes after the look.
type History interface {
	// Lines gives the lines with these numbers, which rise.
	Lines(seqs []uint64) ([]Line, error)
	// Records gives the records with these numbers, which rise.
	Records(seqs []uint64) ([]ledger.Record, error)
	// Of gives all records of the first n of some places, in the order of their numbers;
	// n is at least one and as many as make a good stretch.
	Of([]Place) (records []ledger.Record, n int, err error)
}

// stretch is how many lines, records or places are read at once.
const stretch = 500

// Reader reads the history behind a dossier. Its first error sticks: from then on it
// gives nothing, and what was made with it must not be handed on.
type Reader struct {
	d       *Dossier
	history History
	err     error
	near    near
}

// Reader gives a new reader.
func (d *Dossier) Reader() *Reader {
	r := &Reader{d: d, history: d.History}
	if d.History == nil {
		r.history = kept{}
	}
	return r
}

// Err is the error that sticks.
func (r *Reader) Err() error { return r.err }

// Line gives a journal line by its number.
func (r *Reader) Line(seq uint64) (Line, bool) {
	if l, ok := r.near.lines[seq]; ok {
		return l, true
	}
	return one(r, r.history.Lines, seq, r.d.Lines)
}

// Record gives a record by its number.
func (r *Reader) Record(seq uint64) (ledger.Record, bool) {
	if i, ok := slices.BinarySearchFunc(r.near.records, seq, func(x ledger.Record, seq uint64) int { return cmp.Compare(x.Seq, seq) }); ok {
		return r.near.records[i], true
	}
	return one(r, r.history.Records, seq, r.d.Records)
}

// Lines are all lines in their order.
func (r *Reader) Lines() iter.Seq[Line] { return all(r, r.history.Lines, r.d.Lines) }

// Records are all records in their order.
func (r *Reader) Records() iter.Seq[ledger.Record] {
	return all(r, r.history.Records, r.d.Records)
}

func one[T any](r *Reader, read func([]uint64) ([]T, error), seq, count uint64) (v T, ok bool) {
	if seq == 0 || seq > count || r.err != nil {
		return v, false
	}
	got, err := read([]uint64{seq})
	if err != nil {
		r.err = err
		return v, false
	}
	return got[0], true
}

func all[T any](r *Reader, read func([]uint64) ([]T, error), count uint64) iter.Seq[T] {
	return func(yield func(T) bool) {
		for from := uint64(1); from <= count && r.err == nil; from += stretch {
			got, err := read(numbers(from, min(from+stretch-1, count)))
			r.err = err
			for _, v := range got {
				if err != nil || !yield(v) {
					return
				}
			}
		}
	}
}

// numbers are those from one to another, both included.
func numbers(from, to uint64) []uint64 {
	out := make([]uint64, 0, to-from+1)
	for n := from; n <= to; n++ {
		out = append(out, n)
	}
	return out
}

// kept is a history in memory.
type kept struct {
	lines   []Line
	records []ledger.Record
	of      map[Place][]ledger.Record
}

// Keep makes a history of lines and records in the order of their numbers.
func Keep(lines []Line, records []ledger.Record) History {
	k := kept{lines, records, map[Place][]ledger.Record{}}
	for _, r := range records {
		at := Place{r.Unit, r.Item}
		k.of[at] = append(k.of[at], r)
	}
	return k
}

func (k kept) Lines(seqs []uint64) ([]Line, error) { return picked(k.lines, seqs), nil }

func (k kept) Records(seqs []uint64) ([]ledger.Record, error) { return picked(k.records, seqs), nil }

func (k kept) Of(places []Place) ([]ledger.Record, int, error) { return k.of[places[0]], 1, nil }

// picked are entries by their numbers.
func picked[T any](all []T, seqs []uint64) []T {
	out := make([]T, len(seqs))
	for i, n := range seqs {
		out[i] = all[n-1]
	}
	return out
}
