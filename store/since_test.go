package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pufabot/bot/ledger"
)

// Whatever was asked before, what has moved since an instant is what the records say.
func TestMovesAreThoseOfTheRecords(t *testing.T) {
	db, c := openNew(t)
	start := c.t
	essay := ledger.Record{Unit: "leiyang", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1}
	append1 := func(r ledger.Record) (seq uint64) {
		update(t, db, func(tx *Tx) {
			_, rec := say(tx, "", r)
			seq = rec.Seq
		})
		return seq
	}
	check := func(step string) {
		t.Helper()
		for _, from := range []time.Time{start, start.Add(time.Hour), start.Add(2 * time.Hour), c.t.Add(time.Minute)} {
			compare := func(tx *Tx) {
				t.Helper()
				want := map[TallyKey]Move{}
				for key, after := range tx.Tallies() {
					all := tx.RecordsOf(key.Unit, key.Item)
					if all[len(all)-1].At.Before(from) {
						continue
					}
					it, _ := tx.Plan().Item(key.Item)
					before := ledger.Fold(it, ledger.Until(all, from.Add(-time.Nanosecond)))
					want[key] = Move{Before: &before, After: &after}
				}
				if diff := cmp.Diff(want, tx.Moves(from), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s, since %s: %s", step, from.Format("15:04"), diff)
				}
			}
			view(t, db, compare)
			update(t, db, compare)
		}
	}
	check("nothing")
	append1(quiz(5))
	append1(essay)
	check("first reports")
	c.forward(time.Hour)
	first := append1(quiz(7))
	check("a later report")
	c.forward(time.Hour)
	append1(ledger.Record{Verb: ledger.Undone, Undoes: first})
	check("taken back")
	c.forward(time.Hour)
	append1(essay)
	view(t, db, func(tx *Tx) { tx.Remember(start, start.Add(time.Hour)) })
	check("remembered")
}

// What was read in a transaction that came to nothing is not remembered: its numbers
// are given out again.
func TestMovesForgetWhatWasRolledBack(t *testing.T) {
	db, c := openNew(t)
	failed := errors.New("failed")
	err := db.Update(context.Background(), func(tx *Tx) error {
		say(tx, "", quiz(5))
		if n := tx.Since(c.t)[TallyKey{"hengnan", "quiz"}]; n != 1 {
			t.Errorf("%d records in the transaction itself", n)
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatal(err)
	}
	update(t, db, func(tx *Tx) {
		say(tx, "", ledger.Record{Unit: "leiyang", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1})
	})
	for range 2 {
		view(t, db, func(tx *Tx) {
			if diff := cmp.Diff(map[TallyKey]int{{"leiyang", "essay"}: 1}, tx.Since(c.t)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A view that began before others wrote sees what there was.
func TestMovesOfAnOlderView(t *testing.T) {
	db, c := openNew(t)
	update(t, db, func(tx *Tx) { say(tx, "", quiz(5)) })
	view(t, db, func(old *Tx) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			update(t, db, func(tx *Tx) { say(tx, "", quiz(7)) })
			view(t, db, func(tx *Tx) { tx.Moves(c.t) })
		}()
		<-done
		if m := old.Moves(c.t)[TallyKey{"hengnan", "quiz"}]; m.After == nil || m.After.Value() != 5 {
			t.Errorf("%+v", m)
		}
	})
}

// A tally that is lost is missed aloud, however many are read at once.
func TestALostTallyIsMissed(t *testing.T) {
	for name, read := range map[string]func(*Tx, time.Time){
		"all":    func(tx *Tx, _ time.Time) { tx.Gaps() },
		"each":   func(tx *Tx, _ time.Time) { tx.EachGap() },
		"one":    func(tx *Tx, _ time.Time) { u, _ := tx.Plan().Unit("hengnan"); tx.GapsOf(u) },
		"moves":  func(tx *Tx, from time.Time) { tx.Moves(from) },
		"behind": func(tx *Tx, _ time.Time) { tx.RecordsOfAll([]TallyKey{{"hengnan", "quiz"}}, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			db, c := openNew(t)
			update(t, db, func(tx *Tx) { say(tx, "", quiz(5)) })
			update(t, db, func(tx *Tx) { tx.drop(unitItemKey(kTally, "hengnan", "quiz")) })
			if err := db.View(func(tx *Tx) error { read(tx, c.t); return nil }); !errors.Is(err, ErrCorrupt) {
				t.Error(err)
			}
		})
	}
}
