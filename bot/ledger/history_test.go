package ledger

import (
	stdcmp "cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFreeze(t *testing.T) {
	cut := time.Date(2026, 12, 25, 23, 59, 59, 0, time.UTC)
	at := func(h int, r Record) Record { r.At = cut.Add(time.Duration(h) * time.Hour); return r }
	set := func(n int) Record { return Record{Verb: Counted, Op: Set, Value: n} }
	part := func(scope string, n int) Record { return Record{Verb: Counted, Op: Set, Scope: scope, Value: n} }
	on := func(line uint64, r Record) Record { r.Line = line; return r }
	for name, test := range map[string]struct {
		records []Record
		want    string
	}{
		"nothing later":        {[]Record{at(-2, set(126))}, "126 126"},
		"a supplement":         {[]Record{at(-2, set(126)), at(2, set(141))}, "126 141 126→141"},
		"two":                  {[]Record{at(-2, set(126)), at(2, set(141)), at(9, Record{Verb: Counted, Op: Add, Value: 5})}, "126 146 126→141 141→146"},
		"only a supplement":    {[]Record{at(2, set(7))}, "0 7 0→7"},
		"an explicit zero":     {[]Record{at(2, set(0))}, "0 0 0→0"},
		"undone later":         {[]Record{at(-2, set(126)), at(2, Record{Verb: Undone, Undoes: 1})}, "126 0 126→0"},
		"undone before":        {[]Record{at(-3, set(126)), at(-2, Record{Verb: Undone, Undoes: 1}), at(2, set(9))}, "0 9 0→9"},
		"a mistake withdrawn":  {[]Record{at(-2, set(126)), at(2, set(500)), at(3, Record{Verb: Undone, Undoes: 2})}, "126 126"},
		"one of two withdrawn": {[]Record{at(-2, set(126)), at(2, set(500)), at(3, Record{Verb: Undone, Undoes: 2}), at(4, set(130))}, "126 130 126→130"},
		"up and down again":    {[]Record{at(-2, set(126)), at(2, set(500)), at(3, set(126))}, "126 126"},
		"two parts of a line":  {[]Record{at(-2, set(126)), on(7, at(2, part(ScopeOwn, 30))), on(7, at(2, part(ScopeOthers, 200)))}, "126 356 126→356"},
		"a word, not a figure": {[]Record{at(-2, set(126)), at(2, Record{Verb: Explained, Query: "x"})}, "126 126"},
	} {
		for i := range test.records {
			test.records[i].Seq = uint64(i + 1)
			test.records[i].Line = stdcmp.Or(test.records[i].Line, uint64(i+100))
		}
		f := Freeze(Item{Kind: Count}, test.records, len(Until(test.records, cut)), cut)
		got := fmt.Sprintf("%d %d", f.Tally.Value(), f.Now.Value())
		for _, s := range f.Supplements {
			got += fmt.Sprintf(" %d→%d", s.From, s.To)
		}
		if got != test.want {
			t.Errorf("%s: %s\nwant %s", name, got, test.want)
		}
		if f.Changed() != (len(f.Supplements) > 0) {
			t.Errorf("%s: changed %v, %d supplements", name, f.Changed(), len(f.Supplements))
		}
	}
}

// What an order froze ends at its line, not at its minute; a text in the place of
// another is a supplement though the figure stays.
func TestFreezeByOrderAndOfWords(t *testing.T) {
	cut := time.Date(2026, 12, 25, 12, 0, 0, 0, time.UTC)
	told := func(seq uint64, words string) Record {
		return Record{Seq: seq, Line: seq, At: cut, Verb: Told, Op: Add, Text: words}
	}
	records := []Record{told(1, "甲"), {Seq: 3, Line: 3, At: cut, Verb: Undone, Undoes: 1}, told(4, "乙")}
	f := Freeze(Item{Kind: Text}, records, 1, cut)
	named, dropped := f.Reworded()
	if !f.Changed() || len(f.Supplements) != 2 || fmt.Sprint(f.Tally.Texts, named, dropped) != "[甲] [乙] [甲]" {
		t.Errorf("changed %v, %d supplements: %v, %v for %v", f.Changed(), len(f.Supplements), f.Tally.Texts, named, dropped)
	}
	if f := Freeze(Item{Kind: Text}, records, 3, cut); f.Changed() {
		t.Error("all came before the order")
	}
}

// A mail that is received after the freeze is news, though the figure stays 1; a piece
// returned and taken after all is none.
func TestFreezeOfVerdicts(t *testing.T) {
	cut := time.Date(2026, 12, 25, 23, 59, 59, 0, time.UTC)
	freeze := func(it Item, records ...Record) Frozen {
		for i := range records {
			records[i].Seq, records[i].Line, records[i].At = uint64(i+1), uint64(i+1), cut.Add(time.Duration(i)*time.Hour)
		}
		return Freeze(it, records, len(Until(records, cut)), cut)
	}
	mail := freeze(Item{Kind: Mail}, Record{Verb: Mailed, State: StateSent}, Record{Verb: Mailed, State: StateReceived})
	if !mail.Changed() || len(mail.Supplements) != 1 || mail.Tally.Received {
		t.Errorf("%+v", mail)
	}
	verdict := func(v Verdict) Record { return Record{Verb: Reviewed, Verdict: v, Pieces: []int{1}} }
	essay := []Record{{Verb: Handed, Op: Add, Value: 1, Titles: []string{"甲"}}, verdict(Returned), verdict(Accepted)}
	if back := freeze(Item{Kind: Entry}, essay[:2]...); len(back.Supplements) != 1 || back.Supplements[0].To != 0 {
		t.Errorf("%+v", back)
	}
	if again := freeze(Item{Kind: Entry}, essay...); again.Changed() || len(again.Supplements) != 0 {
		t.Errorf("%+v", again)
	}
}

func TestCorrects(t *testing.T) {
	records := []Record{
		{Verb: Counted, Op: Set, Value: 126}, {Verb: Counted, Op: Add, Value: 4}, {Verb: Counted, Op: Set, Value: 130}, {Verb: Counted, Op: Set, Value: 150},
		{Verb: Counted, Op: Sub, Value: 50}, {Verb: Undone, Undoes: 5}, {Verb: Explained, Query: "x"},
	}
	for i := range records {
		records[i].Seq = uint64(i + 1)
	}
	var got []string
	for _, s := range Steps(Item{Kind: Count}, records) {
		if s.Corrects() {
			got = append(got, fmt.Sprintf("%d→%d", s.From, s.To))
		}
	}
	if diff := cmp.Diff("130→150 150→100 100→150", strings.Join(got, " ")); diff != "" {
		t.Error(diff)
	}
}

// What stood at an instant does not depend on what was said later; all steps lead
// from nothing to now.
func TestFreezeIsForEver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		it := anyItem().Draw(t, "item")
		records := anyRecords(it).Draw(t, "records")
		for i := range records {
			records[i].Line = uint64(i / 2)
		}
		cut := time.Date(2026, 12, 1, 9, rapid.IntRange(0, 13).Draw(t, "minute"), 30, 0, time.UTC)
		before := Until(records, cut)
		f := Freeze(it, records, len(before), cut)
		if diff := cmp.Diff(Fold(it, before), f.Tally); diff != "" {
			t.Fatal(diff)
		}
		from := f.Tally.Value()
		for _, s := range f.Supplements {
			if s.From != from {
				t.Fatalf("a step from %d after %d", s.From, from)
			}
			from = s.To
		}
		if from != f.Now.Value() {
			t.Fatalf("the steps lead to %d, not to %d", from, f.Now.Value())
		}
	})
}
