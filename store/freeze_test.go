package store

import (
	"errors"
	"fmt"
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

// A clock that was ahead, or years behind as one without a battery, and was put right
// moves nothing to the other side of a freeze: the numbers of the records say what came
// first. It is the same after a restart, and whatever was asked on the way.
func TestFrozenByAClockThatWasWrong(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 12, day, 10, 0, 0, 0, time.UTC) }
	battery := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	type step struct {
		at     time.Time
		quiz   int // 0: none
		freeze bool
	}
	for name, test := range map[string]struct {
		steps []step
		late  int // 0: nothing is a supplement
		was   int
	}{
		"ahead, before it is due":        {[]step{{at(20), 5, false}, {at(27), 7, false}, {at(21), 9, false}, {at(28), 0, false}}, 0, 9},
		"ahead, and late later":          {[]step{{at(20), 5, false}, {at(27), 7, false}, {at(21), 9, false}, {at(28), 11, false}}, 1, 21},
		"ahead, another unit shows it":   {[]step{{at(27), 7, false}, {at(21), -1, false}, {at(28), 0, false}}, 0, 7},
		"behind, before it is due":       {[]step{{at(20), 5, false}, {battery, 7, false}, {at(28), 0, false}}, 0, 7},
		"behind, after it was due":       {[]step{{at(20), 5, false}, {at(26), 7, false}, {battery, 9, false}, {at(28), 0, false}}, 2, 5},
		"frozen by one that is ahead":    {[]step{{at(27), 5, true}, {at(21), 7, false}, {at(21), 0, false}}, 1, 5},
		"frozen by one that was ahead":   {[]step{{at(27), 5, false}, {at(21), 0, true}, {at(21), 7, false}}, 1, 5},
		"frozen by one that is behind":   {[]step{{at(20), 5, false}, {battery, 0, true}, {at(21), 7, false}}, 1, 5},
		"frozen, then late by one ahead": {[]step{{at(20), 5, true}, {at(29), 7, false}, {at(21), 9, false}}, 2, 5},
		"frozen, and right all the time": {[]step{{at(20), 5, false}, {at(21), 0, true}, {at(22), 0, false}}, 0, 5},
	} {
		t.Run(name, func(t *testing.T) {
			db, c := openNew(t)
			it, _ := testPlan().Item("quiz")
			look := func() (f ledger.Frozen, ok bool, touched int) {
				view(t, db, func(tx *Tx) {
					f, ok = tx.Frozen("hengnan", it)
					touched = tx.SinceCut()[TallyKey{"hengnan", "quiz"}]
				})
				return f, ok, touched
			}
			for i, s := range test.steps {
				c.t = s.at
				update(t, db, func(tx *Tx) {
					if r := quiz(s.quiz); s.quiz != 0 {
						if s.quiz < 0 {
							r = ledger.Record{Unit: "leiyang", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1}
						}
						say(tx, fmt.Sprint(i), r)
					}
					if s.freeze {
						tx.SetFreeze(Freeze{At: tx.Now(), Line: tx.AppendLine(Line{Outcome: "apply"})})
					}
				})
				look()
			}
			for range 2 {
				f, ok, touched := look()
				if ok != (test.late > 0) || touched != test.late || ok && (f.Tally.Value() != test.was || len(f.Supplements) != test.late) {
					t.Errorf("%v: %d, %d supplements, %d touched; want %d, %d", ok, f.Tally.Value(), len(f.Supplements), touched, test.was, test.late)
				}
				path := db.Path()
				db.Close()
				db = openAt(t, path, c)
			}
		})
	}
}

// A file of before the order that was fetched after it came with a line of before.
func TestFetchedAfterTheOrder(t *testing.T) {
	db, c := openNew(t)
	var line uint64
	update(t, db, func(tx *Tx) { line, _ = say(tx, "a", quiz(5)) })
	update(t, db, func(tx *Tx) { tx.SetFreeze(Freeze{At: tx.Now(), Line: tx.AppendLine(Line{})}) })
	fetched := quiz(6)
	fetched.Line = line
	c.forward(time.Minute)
	update(t, db, func(tx *Tx) { tx.Append(fetched) })
	late := func(want int) {
		t.Helper()
		view(t, db, func(tx *Tx) {
			if n := tx.SinceCut()[TallyKey{"hengnan", "quiz"}]; n != want {
				t.Errorf("%d, want %d", n, want)
			}
		})
	}
	late(0)
	update(t, db, func(tx *Tx) { say(tx, "b", quiz(7)) })
	c.forward(time.Minute)
	update(t, db, func(tx *Tx) { tx.Append(fetched) })
	late(2)
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
