package store

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"pufabot/bot/ledger"
)

// The report's due instant freezes the figures by itself; what comes later stands
// beside them, also after a restart, and the coordinator's word goes first.
func TestFrozen(t *testing.T) {
	db, c := openNew(t)
	it, _ := testPlan().Item("quiz")
	frozen := func(want bool, was, now int) {
		t.Helper()
		view(t, db, func(tx *Tx) {
			f, ok := tx.Frozen("hengnan", it)
			if ok != want || ok && (f.Tally.Value() != was || f.Now.Value() != now) {
				t.Errorf("%v: %d, now %d, want %v %d %d", ok, f.Tally.Value(), f.Now.Value(), want, was, now)
			}
		})
	}
	update(t, db, func(tx *Tx) { say(tx, "a", quiz(126)) })
	frozen(false, 0, 0)
	var due time.Time
	view(t, db, func(tx *Tx) { due = tx.Cut("hengnan") })
	if due.IsZero() {
		t.Fatal("no cut")
	}
	c.t = due.Add(time.Hour)
	frozen(false, 0, 0)
	update(t, db, func(tx *Tx) { say(tx, "b", quiz(15)) })
	frozen(true, 126, 141)
	update(t, db, func(tx *Tx) { tx.SetExtension("hengnan", "report", due.Add(48*time.Hour), 1) })
	frozen(false, 0, 0)
	update(t, db, func(tx *Tx) { tx.SetFreeze(Freeze{At: due.Add(2 * time.Minute), Line: 1}) })
	frozen(true, 126, 141)
	path := db.Path()
	db.Close()
	db = openAt(t, path, c)
	frozen(true, 126, 141)
	update(t, db, func(tx *Tx) {
		tx.SetFreeze(Freeze{})
		tx.SetExtension("hengnan", "report", time.Time{}, 1)
	})
	frozen(true, 126, 141)
	db.Close()
	mustVerify(t, path)
}

// Verdicts and explanations are records: chained, undone and folded like the others.
func TestVerdictsAreRecords(t *testing.T) {
	db, _ := openNew(t)
	var seq uint64
	update(t, db, func(tx *Tx) {
		say(tx, "a", ledger.Record{Unit: "hengnan", Item: "essay", Verb: ledger.Handed, Op: ledger.Set, Value: 2})
		r, _, after := tx.Append(ledger.Record{Line: 1, By: hn, Unit: "hengnan", Item: "essay", Verb: ledger.Reviewed, Verdict: ledger.Returned, Pieces: []int{2}, Text: "缺署名"})
		if seq = r.Seq; after.Value() != 1 {
			t.Errorf("%d after the return", after.Value())
		}
	})
	update(t, db, func(tx *Tx) {
		if _, _, after := tx.Append(ledger.Record{Line: 1, By: hn, Verb: ledger.Undone, Undoes: seq}); after.Value() != 2 {
			t.Errorf("%d after the return was taken back", after.Value())
		}
	})
	path := db.Path()
	db.Close()
	mustVerify(t, path)
}

// In one batch each sees the order of those before it, and nothing of one that failed.
func TestFreezeInOneBatch(t *testing.T) {
	db, c := openNew(t)
	refused := errors.New("refused")
	first, second := Freeze{At: c.now().UTC(), Line: 1}, Freeze{At: c.now().Add(time.Minute).UTC(), Line: 2}
	var seen []Freeze
	look := func(tx *Tx) {
		f, ok := tx.Freeze()
		if ok == f.At.IsZero() {
			t.Errorf("%+v %v", f, ok)
		}
		seen = append(seen, f)
	}
	release := hold(db)
	var wg sync.WaitGroup
	for i, fn := range []func(tx *Tx) error{
		func(tx *Tx) error { look(tx); tx.SetFreeze(first); look(tx); return nil },
		func(tx *Tx) error { look(tx); tx.SetFreeze(second); look(tx); return refused },
		func(tx *Tx) error { look(tx); tx.SetFreeze(Freeze{}); look(tx); return refused },
		func(tx *Tx) error { look(tx); return nil },
		func(tx *Tx) error { tx.SetFreeze(Freeze{}); look(tx); return nil },
		func(tx *Tx) error { look(tx); return nil },
	} {
		wg.Go(func() {
			if err := db.Update(t.Context(), fn); err != nil && !errors.Is(err, refused) {
				t.Error(err)
			}
		})
		queued(db, i+1)
	}
	release()
	wg.Wait()
	none := Freeze{}
	if want := []Freeze{none, first, first, second, first, none, first, none, none}; !slices.Equal(seen, want) {
		t.Errorf("seen %v, want %v", seen, want)
	}
}
