package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"pufabot/bot/ledger"
)

func TestAppendAndUndo(t *testing.T) {
	db, c := openNew(t)
	set := quiz(30)
	set.Op = ledger.Set
	var lines []uint64
	for i, r := range []ledger.Record{quiz(5), set, quiz(4)} {
		c.forward(time.Minute)
		update(t, db, func(tx *Tx) {
			line, _ := say(tx, fmt.Sprint(i), r)
			lines = append(lines, line)
		})
	}
	undo := func(seq uint64) (before, after int) {
		t.Helper()
		c.forward(time.Minute)
		update(t, db, func(tx *Tx) {
			line := tx.AppendLine(Line{Text: "撤销", By: hn})
			rec, b, a := tx.Append(ledger.Record{Line: line, By: hn, Verb: ledger.Undone, Undoes: seq})
			before, after = b.Value(), a.Value()
			if rec.Unit != "hengnan" || rec.Item != "quiz" {
				t.Errorf("undo of %s %s", rec.Unit, rec.Item)
			}
		})
		return before, after
	}
	last := func(want uint64, wantOK bool) {
		t.Helper()
		view(t, db, func(tx *Tx) {
			if line, ok := tx.LastLineBy(hn); line != want || ok != wantOK {
				t.Errorf("last line %d %v, want %d %v", line, ok, want, wantOK)
			}
		})
	}
	last(lines[2], true)
	if b, a := undo(2); b != 34 || a != 9 { // the set in the middle: 5 and 4 are left
		t.Errorf("undo of the set: %d → %d", b, a)
	}
	last(lines[2], true)
	if b, a := undo(3); b != 9 || a != 5 {
		t.Errorf("undo of the last: %d → %d", b, a)
	}
	last(lines[0], true)
	for _, seq := range []uint64{3, 4, 99, 0} { // undone already, an undo, none
		err := db.Update(context.Background(), func(tx *Tx) error {
			tx.Append(ledger.Record{Verb: ledger.Undone, Undoes: seq})
			return nil
		})
		if !errors.Is(err, ErrMisuse) {
			t.Errorf("undo of %d: %v", seq, err)
		}
	}
	undo(1)
	last(0, false)
	view(t, db, func(tx *Tx) {
		if tx.Tally("hengnan", "quiz").Answered {
			t.Error("still answered")
		}
		if by, ok := tx.UndoneBy(2); !ok || by != 4 {
			t.Errorf("undone by %d", by)
		}
		if n := len(tx.RecordsOf("hengnan", "quiz")); n != 6 {
			t.Errorf("%d records", n)
		}
		if r := tx.RecordsOfLine(lines[1]); len(r) != 0 {
			t.Errorf("in force: %+v", r)
		}
	})
	db.Close()
	mustVerify(t, db.Path())
}

// Accounts that are prefixes of each other must not see each other's lines.
func TestLastLineByKeepsPeopleApart(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) {
		for i, user := range []string{"a", "ab", "a\x00b", "", "b"} {
			r := quiz(1)
			r.By = ledger.Account{Platform: ledger.WeCom, UserID: user}
			r.Line = uint64(i + 1)
			tx.Append(r)
		}
		for i, user := range []string{"a", "ab", "a\x00b", "", "b"} {
			if line, ok := tx.LastLineBy(ledger.Account{Platform: ledger.WeCom, UserID: user}); !ok || line != uint64(i+1) {
				t.Errorf("%q: line %d %v", user, line, ok)
			}
		}
	})
}

// Whatever is said, undone, tried and repeated, across restarts: the store
// answers as a list of records in memory does.
func TestLikeAList(t *testing.T) {
	dir := t.TempDir()
	runs := 0
	plan := testPlan()
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		c := newClock()
		path := filepath.Join(dir, fmt.Sprintf("%d.db", runs))
		open := func() *DB {
			db := openAt(t, path, c)
			db.bolt.NoSync = true // nobody pulls the plug here
			return db
		}
		db := open()
		var all []ledger.Record
		undone := map[uint64]bool{}
		check := func(tx *Tx, u ledger.UnitID, item ledger.ItemID) {
			it, _ := plan.Item(item)
			var of []ledger.Record
			for _, r := range all {
				if r.Unit == u && r.Item == item {
					of = append(of, r)
				}
			}
			if diff := cmp.Diff(of, tx.RecordsOf(u, item), cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("records of %s %s:\n%s", u, item, diff)
			}
			if diff := cmp.Diff(ledger.Fold(it, of), tx.Tally(u, item), cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("tally of %s %s:\n%s", u, item, diff)
			}
			key := unitItemKey(kTally, u, item)
			var rest storedTally
			if tx.getJSON(key, &rest) {
				if diff := cmp.Diff(rest, tx.storedTally(u, item), cmpopts.EquateEmpty()); diff != "" { // what is remembered is what rests
					rt.Fatalf("tally of %s %s at rest:\n%s", u, item, diff)
				}
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"say": func(rt *rapid.T) {
				c.forward(time.Duration(rapid.IntRange(0, 100).Draw(rt, "minutes")) * time.Minute)
				r := anyRecord(plan).Draw(rt, "record")
				update(t, db, func(tx *Tx) {
					r.Line = tx.AppendLine(Line{By: r.By, Text: "…"})
					r, _, _ = tx.Append(r)
				})
				all = append(all, r)
			},
			"try": func(rt *rapid.T) {
				r := anyRecord(plan).Draw(rt, "record")
				if err := db.DryRun(func(tx *Tx) error { tx.Append(r); return nil }); err != nil {
					rt.Fatal(err)
				}
			},
			"undo": func(rt *rapid.T) {
				if len(all) == 0 {
					rt.Skip()
				}
				target := rapid.SampledFrom(all).Draw(rt, "target")
				if target.Verb == ledger.Undone || undone[target.Seq] {
					rt.Skip()
				}
				undone[target.Seq] = true
				update(t, db, func(tx *Tx) {
					r := ledger.Record{By: target.By, Verb: ledger.Undone, Undoes: target.Seq}
					r.Line = tx.AppendLine(Line{By: r.By, Text: "撤销"})
					r, _, _ = tx.Append(r)
					all = append(all, r)
				})
			},
			"reopen": func(*rapid.T) {
				db.Close()
				db = open()
			},
			"": func(*rapid.T) {
				if len(all) > 0 {
					last := all[len(all)-1]
					view(t, db, func(tx *Tx) { check(tx, last.Unit, last.Item) })
				}
			},
		})
		view(t, db, func(tx *Tx) {
			for _, u := range plan.Units {
				for _, it := range plan.Items {
					check(tx, u.ID, it.ID)
				}
			}
		})
		db.Close()
		if r, err := Verify(path, plan); err != nil || !r.OK() {
			rt.Fatalf("verify: %v %+v", err, r.Problems)
		}
	})
}

func anyRecord(plan *ledger.Plan) *rapid.Generator[ledger.Record] {
	verbs := map[ledger.ItemKind]ledger.Verb{ledger.Entry: ledger.Handed, ledger.Sessions: ledger.Held, ledger.Count: ledger.Counted,
		ledger.Signup: ledger.SignedUp, ledger.Text: ledger.Told, ledger.Mail: ledger.Mailed}
	return rapid.Custom(func(t *rapid.T) ledger.Record {
		it := rapid.SampledFrom(plan.Items).Draw(t, "item")
		r := ledger.Record{
			Unit:  rapid.SampledFrom(plan.Units).Draw(t, "unit").ID,
			Item:  it.ID,
			Verb:  verbs[it.Kind],
			Op:    rapid.SampledFrom([]ledger.Op{ledger.Set, ledger.Add, ledger.Add, ledger.Sub, ledger.Detail}).Draw(t, "op"),
			Value: rapid.IntRange(0, 5).Draw(t, "value"),
			By:    ledger.Account{Platform: ledger.WeCom, UserID: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "by")},
		}
		switch it.Kind {
		case ledger.Entry:
			if rapid.Bool().Draw(t, "named") {
				r.Titles = rapid.SliceOfN(rapid.SampledFrom([]string{"一", "二", "三"}), 0, 2).Draw(t, "titles")
				r.Stage = rapid.SampledFrom([]ledger.Stage{"", ledger.Written, ledger.Published, ledger.Submitted}).Draw(t, "stage")
			}
		case ledger.Count:
			r.Scope = rapid.SampledFrom([]string{"", ledger.ScopeOwn, ledger.ScopeOthers}).Draw(t, "scope")
		case ledger.Sessions:
			r.Place = rapid.SampledFrom([]string{"", "社区"}).Draw(t, "place")
		case ledger.Signup:
			r.Names = rapid.SliceOfN(rapid.SampledFrom([]string{"甲", "乙", "丙"}), 0, 3).Draw(t, "names")
			r.Event = rapid.SampledFrom([]ledger.MilestoneID{"", "community"}).Draw(t, "event")
		case ledger.Mail:
			r.State = rapid.SampledFrom([]string{ledger.StateSent, ledger.StateReceived}).Draw(t, "state")
		}
		return r
	})
}

// The records of a line are counted right whether they come with it, or with a later
// transaction, or after one that was taken back, and are undone in the line itself.
func TestLinesWithSeveralRecords(t *testing.T) {
	db, _ := openNew(t)
	record := func(tx *Tx, line uint64) uint64 {
		r := quiz(1)
		r.Line, r.By = line, hn
		rec, _, _ := tx.Append(r)
		return rec.Seq
	}
	undo := func(tx *Tx, line, seq uint64) {
		tx.Append(ledger.Record{Line: line, By: hn, Verb: ledger.Undone, Undoes: seq})
	}
	last := func(want uint64) {
		t.Helper()
		view(t, db, func(tx *Tx) {
			if line, _ := tx.LastLineBy(hn); line != want {
				t.Errorf("last line %d, want %d", line, want)
			}
		})
	}
	taken := errors.New("taken back")
	if err := db.Update(t.Context(), func(tx *Tx) error { record(tx, tx.AppendLine(Line{})); return taken }); !errors.Is(err, taken) {
		t.Fatal(err)
	}
	var line, one, two, three uint64
	update(t, db, func(tx *Tx) {
		line = tx.AppendLine(Line{})
		one, two = record(tx, line), record(tx, line)
		undo(tx, line, one)
	})
	last(line)
	update(t, db, func(tx *Tx) { three = record(tx, line) })
	update(t, db, func(tx *Tx) { undo(tx, line, two) })
	last(line)
	update(t, db, func(tx *Tx) { undo(tx, line, three) })
	last(0)
	update(t, db, func(tx *Tx) {
		line = tx.AppendLine(Line{})
		undo(tx, line, record(tx, line))
	})
	last(0)
}
