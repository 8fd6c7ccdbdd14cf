package dossier

import (
	"iter"

	"pufabot/bot/ledger"
)

// History is what was said and recorded until the look that a dossier is. It may be
// long: it is read a stretch at a time, while something is made of it. Nothing in
// it changes after the look, and nothing later is in it.
type History interface {
	// Lines gives the lines with these numbers, both included.
	Lines(from, to uint64) ([]Line, error)
	// Records gives the records with these numbers, both included.
	Records(from, to uint64) ([]ledger.Record, error)
	// RecordsOf gives all records of a unit and item.
	RecordsOf(ledger.UnitID, ledger.ItemID) ([]ledger.Record, error)
}

// stretch is how many lines or records are read at once.
const stretch = 500

// Reader reads the history behind a dossier. Its first error sticks: from then on it
// gives nothing, and what was made with it must not be handed on.
type Reader struct {
	history        History
	lines, records uint64
	err            error
	// at is the place of which the records in force were read last.
	at place
	of []ledger.Record
}

type place struct {
	unit ledger.UnitID
	item ledger.ItemID
}

// Reader gives a new reader.
func (d *Dossier) Reader() *Reader {
	if d.History == nil {
		return &Reader{history: kept{}}
	}
	return &Reader{history: d.History, lines: d.Lines, records: d.Records}
}

// Err is the error that sticks.
func (r *Reader) Err() error { return r.err }

// Line gives a journal line by its number.
func (r *Reader) Line(seq uint64) (Line, bool) { return one(r, r.history.Lines, seq, r.lines) }

// Record gives a record by its number.
func (r *Reader) Record(seq uint64) (ledger.Record, bool) {
	return one(r, r.history.Records, seq, r.records)
}

// Lines are all lines in their order.
func (r *Reader) Lines() iter.Seq[Line] { return all(r, r.history.Lines, r.lines) }

// Records are all records in their order.
func (r *Reader) Records() iter.Seq[ledger.Record] {
	return all(r, r.history.Records, r.records)
}

func one[T any](r *Reader, read func(from, to uint64) ([]T, error), seq, count uint64) (v T, ok bool) {
	if seq == 0 || seq > count || r.err != nil {
		return v, false
	}
	got, err := read(seq, seq)
	if err != nil {
		r.err = err
		return v, false
	}
	return got[0], true
}

func all[T any](r *Reader, read func(from, to uint64) ([]T, error), count uint64) iter.Seq[T] {
	return func(yield func(T) bool) {
		for from := uint64(1); from <= count && r.err == nil; from += stretch {
			got, err := read(from, min(from+stretch-1, count))
			r.err = err
			for _, v := range got {
				if err != nil || !yield(v) {
					return
				}
			}
		}
	}
}

// inForce are the records in force of a unit and item.
func (r *Reader) inForce(at place) []ledger.Record {
	if r.at == at || r.err != nil {
		return r.of
	}
	records, err := r.history.RecordsOf(at.unit, at.item)
	r.at, r.of, r.err = at, ledger.InForce(records), err
	return r.of
}

// kept is a history in memory.
type kept struct {
	lines   []Line
	records []ledger.Record
	of      map[place][]ledger.Record
}

// Keep makes a history of lines and records in the order of their numbers.
func Keep(lines []Line, records []ledger.Record) History {
	k := kept{lines, records, map[place][]ledger.Record{}}
	for _, r := range records {
		at := place{r.Unit, r.Item}
		k.of[at] = append(k.of[at], r)
	}
	return k
}

func (k kept) Lines(from, to uint64) ([]Line, error) { return k.lines[from-1 : to], nil }

func (k kept) Records(from, to uint64) ([]ledger.Record, error) { return k.records[from-1 : to], nil }

func (k kept) RecordsOf(u ledger.UnitID, it ledger.ItemID) ([]ledger.Record, error) {
	return k.of[place{u, it}], nil
}
