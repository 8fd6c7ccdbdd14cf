package ledger

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// tell writes a tally down shortly: total, boxes, pieces (w written, p published,
// s submitted), sessions, names.
func tell(t Tally) string {
	b, _ := json.Marshal(t.Parts)
	s := fmt.Sprintf("%d %s", t.Value(), strings.ReplaceAll(string(b), `"`, ""))
	for _, p := range t.Pieces {
		s += " 《" + p.Title + "》" + p.Author
		for _, f := range []struct {
			letter string
			on     bool
		}{{",w", p.Written}, {",p", p.Published}, {",s", p.Submitted}} {
			if f.on {
				s += f.letter
			}
		}
	}
	for _, e := range t.Events {
		s += fmt.Sprintf(" @%s%d", e.Place, e.People)
	}
	for _, n := range t.NamesFor("community") {
		s += " " + n
	}
	if t.Approx {
		s += " approx"
	}
	return s
}

func TestTally(t *testing.T) {
	entry := func(op Op, n int, titles ...string) Record {
		return Record{Verb: Handed, Op: op, Value: n, Titles: titles}
	}
	stage := func(s Stage, title string) Record {
		r := Record{Verb: Handed, Op: Add, Value: 1, Stage: s}
		if title != "" {
			r.Titles = []string{title}
		}
		return r
	}
	count := func(op Op, n int, scope string) Record { return Record{Verb: Counted, Op: op, Value: n, Scope: scope} }
	held := func(op Op, n int, place string, people int) Record {
		return Record{Verb: Held, Op: op, Value: n, Place: place, People: people}
	}
	sign := func(op Op, event MilestoneID, names ...string) Record {
		return Record{Verb: SignedUp, Op: op, Event: event, Names: names, Value: len(names)}
	}
	for name, test := range map[string]struct {
		records []Record
		want    string
	}{
		"a figure":                 {[]Record{entry(Set, 2)}, "2 {:2}"},
		"zero":                     {[]Record{entry(Set, 0)}, "0 {:0}"},
		"add and take back":        {[]Record{entry(Set, 2), entry(Add, 3), entry(Sub, 1)}, "4 {:4}"},
		"never below zero":         {[]Record{entry(Set, 1), entry(Sub, 5)}, "0 {:0}"},
		"a title":                  {[]Record{entry(Add, 1, "甲")}, "1 {:1} 《甲》,s"},
		"two titles":               {[]Record{entry(Add, 2, "甲", "乙")}, "2 {:2} 《甲》,s 《乙》,s"},
		"a title taken back":       {[]Record{entry(Add, 2, "甲", "乙"), entry(Sub, 1, "甲")}, "1 {:1} 《乙》,s"},
		"another title":            {[]Record{entry(Add, 2, "甲", "乙"), {Verb: Handed, Op: Detail, Text: "甲", Titles: []string{"丙"}}}, "2 {:2} 《丙》,s 《乙》,s"},
		"titles set anew":          {[]Record{entry(Add, 2, "甲", "乙"), entry(Set, 1, "丙")}, "1 {:1} 《丙》,s"},
		"a figure below the names": {[]Record{entry(Add, 2, "甲", "乙"), entry(Set, 1)}, "1 {:1} 《甲》,s"},
		"a figure above the names": {[]Record{entry(Add, 1, "甲"), entry(Set, 3)}, "3 {:3} 《甲》,s"},
		"an author":                {[]Record{{Verb: Handed, Op: Add, Value: 1, Author: "张"}}, "1 {:1} 《》张,s"},

		"written is not handed in":   {[]Record{stage(Written, "甲")}, "0 {} 《甲》,w"},
		"published is written, too":  {[]Record{stage(Published, "甲")}, "0 {} 《甲》,w,p"},
		"through all stages":         {[]Record{stage(Written, "甲"), stage(Published, ""), stage(Submitted, "")}, "1 {:1} 《甲》,w,p,s"},
		"submitted before published": {[]Record{stage(Submitted, "甲"), stage(Published, "甲")}, "1 {:1} 《甲》,w,p,s"},
		"submitted twice":            {[]Record{stage(Submitted, "甲"), stage(Submitted, "甲")}, "1 {:1} 《甲》,w,s"},
		"two articles":               {[]Record{stage(Written, "甲"), stage(Written, "乙"), stage(Submitted, "甲")}, "1 {:1} 《甲》,w,s 《乙》,w"},
		"the title comes later":      {[]Record{stage(Written, ""), stage(Published, "甲")}, "0 {} 《甲》,w,p"},
		"a figure hands in":          {[]Record{stage(Written, "甲"), entry(Set, 1)}, "1 {:1} 《甲》,w,s"},
		"a figure, then its stage":   {[]Record{entry(Set, 1), stage(Published, "甲")}, "1 {:1} 《甲》,w,p,s"},
		"a title hands in":           {[]Record{stage(Published, "甲"), entry(Add, 1, "甲")}, "1 {:1} 《甲》,w,p,s"},

		"a figure hands in no more":  {[]Record{stage(Written, "甲"), stage(Written, "乙"), entry(Set, 1)}, "1 {:1} 《甲》,w,s 《乙》,w"},
		"the bare one gets its name": {[]Record{entry(Set, 1), stage(Published, ""), {Verb: Handed, Op: Detail, Value: 1, Titles: []string{"甲"}, Type: "动漫"}}, "1 {:0,动漫:1} 《甲》,s"},

		"heads by box":               {[]Record{count(Set, 100, ""), count(Set, 20, ScopeOwn), count(Set, 50, ScopeOthers)}, "170 {:100,others:50,own:20}"},
		"a whole clears the boxes":   {[]Record{count(Set, 20, ScopeOwn), count(Set, 100, "")}, "100 {:100}"},
		"detail of a whole":          {[]Record{count(Set, 100, ""), count(Detail, 30, ScopeOwn)}, "100 {:70,own:30}"},
		"taken from the rest":        {[]Record{count(Set, 100, ""), count(Set, 5, ScopeOwn), count(Sub, 10, ScopeOwn)}, "95 {:95,own:0}"},
		"about":                      {[]Record{{Verb: Counted, Op: Set, Value: 60, Approx: true}}, "60 {:60} approx"},
		"exact after about":          {[]Record{{Verb: Counted, Op: Set, Value: 60, Approx: true}, count(Set, 63, "")}, "63 {:63}"},
		"taking back makes no boxes": {[]Record{entry(Set, 3), entry(Sub, 1)}, "2 {:2}"},

		"a title in other marks":  {[]Record{entry(Add, 1, "数据，“生命线”（上）"), stage(Published, `数据,"生命线"(上)`)}, "1 {:1} 《数据,\"生命线\"(上)》,w,p,s"},
		"detail of a named piece": {[]Record{entry(Set, 2), entry(Detail, 1, "甲"), entry(Detail, 1, "甲")}, "2 {:2} 《甲》,s"},

		"sessions":                  {[]Record{held(Set, 1, "", 0), held(Add, 1, "三塘", 60)}, "2 {:2} @三塘60"},
		"detail of a session":       {[]Record{held(Set, 1, "", 0), held(Detail, 1, "三塘", 60)}, "1 {:1} @三塘60"},
		"the same session again":    {[]Record{held(Set, 1, "三塘", 60), held(Set, 1, "三塘", 65)}, "1 {:1} @三塘65"},
		"more of a session":         {[]Record{held(Add, 1, "三塘", 60), held(Detail, 0, "三塘", 65), held(Detail, 0, "三塘", 0)}, "1 {:1} @三塘65"},
		"as many sessions as dated": {[]Record{held(Add, 1, "甲", 0), held(Add, 1, "乙", 0), held(Set, 2, "", 0)}, "2 {:2} @甲0 @乙0"},
		"no session with a place":   {[]Record{held(Set, 0, "三塘", 0)}, "0 {:0}"},
		"fewer sessions than dated": {[]Record{held(Add, 1, "甲", 0), held(Add, 1, "乙", 0), held(Sub, 1, "", 0)}, "1 {:1} @甲0"},
		"the session taken back":    {[]Record{held(Add, 1, "甲", 0), held(Add, 1, "乙", 0), held(Sub, 1, "甲", 0)}, "1 {:1} @乙0"},

		"names":               {[]Record{sign(Add, "community", "甲", "乙"), sign(Add, "community", "甲")}, "2 {} 甲 乙"},
		"names for all":       {[]Record{sign(Add, "", "甲"), sign(Add, "community", "乙")}, "2 {} 乙 甲"},
		"a name taken off":    {[]Record{sign(Add, "community", "甲", "乙"), sign(Sub, "community", "甲")}, "1 {} 乙"},
		"names of another":    {[]Record{sign(Add, "enterprise", "甲")}, "1 {}"},
		"names set anew":      {[]Record{sign(Add, "community", "甲"), sign(Set, "community", "丙")}, "1 {} 丙"},
		"one for both events": {[]Record{sign(Add, "community", "甲"), sign(Add, "enterprise", "甲")}, "1 {} 甲"},

		"mail sent and received": {[]Record{{Verb: Mailed, State: StateSent}, {Verb: Mailed, State: StateReceived}}, "1 {}"},
		"texts":                  {[]Record{{Verb: Told, Text: "甲"}, {Verb: Told, Text: "乙"}}, "2 {}"},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range test.records {
				test.records[i].Seq = uint64(i + 1)
			}
			got := Fold(Item{}, test.records)
			if s := tell(got); s != test.want {
				t.Errorf("%s\nwant %s", s, test.want)
			}
			if !got.Answered || got.Last != uint64(len(test.records)) {
				t.Errorf("answered %v, last %d", got.Answered, got.Last)
			}
		})
	}
}

func TestDoneAt(t *testing.T) {
	it := Item{Min: 2}
	at := func(m int) time.Time { return time.Date(2026, 12, 1, 9, m, 0, 0, time.UTC) }
	add := func(m, n int) Record { return Record{Verb: Handed, Op: Add, Value: n, At: at(m)} }
	sub := Record{Verb: Handed, Op: Sub, Value: 1, At: at(3)}
	for name, test := range map[string]struct {
		records []Record
		want    time.Time
	}{
		"not yet":           {[]Record{add(1, 1)}, time.Time{}},
		"since the second":  {[]Record{add(1, 1), add(2, 1)}, at(2)},
		"more changes none": {[]Record{add(1, 1), add(2, 1), add(4, 5)}, at(2)},
		"lost":              {[]Record{add(1, 2), sub}, time.Time{}},
		"lost and back":     {[]Record{add(1, 2), sub, add(5, 1)}, at(5)},
	} {
		if got := Fold(it, test.records).DoneAt; !got.Equal(test.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestStates(t *testing.T) {
	due := time.Date(2026, 12, 20, 23, 59, 59, 0, zone)
	before, after := due.Add(-time.Hour), due.Add(time.Hour)
	county, section := Unit{Kind: County}, Unit{Kind: Section}
	owed := Item{OwedBy: []string{"county"}, Min: 2, Kind: Entry}
	asked := Item{OwedBy: []string{"county"}, Kind: Count}
	duty := Item{OwedBy: []string{"section"}, Min: 1, Kind: Signup, Events: []MilestoneID{"community", "enterprise"}}
	handed := func(at time.Time, n int) []Record { return []Record{{Verb: Handed, Op: Set, Value: n, At: at}} }
	for name, test := range map[string]struct {
		unit    Unit
		item    Item
		records []Record
		want    State
		owing   bool
	}{
		"silent":              {county, owed, nil, StateMissing, true},
		"zero":                {county, owed, handed(before, 0), StateZero, true},
		"one of two":          {county, owed, handed(before, 1), StatePartial, true},
		"done":                {county, owed, handed(before, 2), StateDone, false},
		"late":                {county, owed, handed(after, 2), StateLate, false},
		"only written":        {county, owed, []Record{{Verb: Handed, Stage: Written}}, StatePartial, true},
		"asked, silent":       {county, asked, nil, StateMissing, true},
		"asked, zero":         {county, asked, []Record{{Verb: Counted, Op: Set}}, StateZero, false},
		"asked, answered":     {county, asked, []Record{{Verb: Counted, Op: Set, Value: 5, At: before}}, StateDone, false},
		"not asked":           {section, owed, nil, StateNone, false},
		"not asked, answered": {section, owed, handed(after, 1), StateDone, false},
		"one event":           {section, duty, []Record{{Verb: SignedUp, Event: "community", Names: []string{"甲"}}}, StatePartial, true},
		"both events":         {section, duty, []Record{{Verb: SignedUp, Names: []string{"甲"}, At: before}}, StateDone, false},
	} {
		g := NewGap(test.unit, test.item, Fold(test.item, test.records), Deadline{Due: due})
		if g.State != test.want || g.Owing() != test.owing {
			t.Errorf("%s: %s, owing %v", name, g.State, g.Owing())
		}
	}
}

var kinds = map[ItemKind]Verb{Entry: Handed, Sessions: Held, Count: Counted, Signup: SignedUp, Text: Told, Mail: Mailed}

// anyRecords are records of one item in order, with undos among them.
func anyRecords(it Item) *rapid.Generator[[]Record] {
	return rapid.Custom(func(t *rapid.T) []Record {
		var out []Record
		var open []uint64
		n := rapid.IntRange(0, 12).Draw(t, "n")
		for i := range n {
			r := Record{Seq: uint64(i + 1), At: time.Date(2026, 12, 1, 9, i, 0, 0, time.UTC)}
			if len(open) > 0 && rapid.IntRange(0, 3).Draw(t, "undo") == 0 {
				k := rapid.IntRange(0, len(open)-1).Draw(t, "which")
				r.Verb, r.Undoes = Undone, open[k]
				open = append(open[:k:k], open[k+1:]...)
				out = append(out, r)
				continue
			}
			r.Verb = kinds[it.Kind]
			r.Op = rapid.SampledFrom([]Op{Set, Add, Sub, Detail}).Draw(t, "op")
			r.Value = rapid.IntRange(0, 4).Draw(t, "value")
			switch it.Kind {
			case Entry:
				r.Titles = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"甲", "乙", "丙"}), 0, 2, rapid.ID).Draw(t, "titles")
				if len(r.Titles) > 0 {
					r.Value = len(r.Titles)
				}
				r.Stage = rapid.SampledFrom([]Stage{"", "", Written, Published, Submitted}).Draw(t, "stage")
				if rapid.IntRange(0, 3).Draw(t, "review") == 0 {
					r.Verb, r.Titles, r.Stage, r.Op = Reviewed, nil, "", Detail
					r.Verdict = rapid.SampledFrom([]Verdict{Accepted, Returned, Selected, OnHold}).Draw(t, "verdict")
				}
				if r.Verb == Reviewed || rapid.IntRange(0, 5).Draw(t, "again") == 0 {
					r.Pieces = rapid.SliceOfNDistinct(rapid.IntRange(1, 4), 1, 2, rapid.ID).Draw(t, "pieces")
				}
			case Count:
				r.Scope = rapid.SampledFrom([]string{"", ScopeOwn, ScopeOthers}).Draw(t, "scope")
				r.Approx = rapid.Bool().Draw(t, "approx")
			case Sessions:
				r.Place = rapid.SampledFrom([]string{"", "社区"}).Draw(t, "place")
			case Signup:
				r.Names = rapid.SliceOfN(rapid.SampledFrom([]string{"甲", "乙", "丙"}), 0, 3).Draw(t, "names")
				r.Event = rapid.SampledFrom([]MilestoneID{"", "community"}).Draw(t, "event")
			case Mail:
				r.State = rapid.SampledFrom([]string{StateSent, StateReceived}).Draw(t, "state")
			}
			out = append(out, r)
			open = append(open, r.Seq)
		}
		return out
	})
}

func anyItem() *rapid.Generator[Item] {
	return rapid.Custom(func(t *rapid.T) Item {
		return Item{ID: "x", Kind: rapid.SampledFrom([]ItemKind{Entry, Sessions, Count, Signup, Text, Mail}).Draw(t, "kind"),
			Min: rapid.IntRange(0, 2).Draw(t, "min")}
	})
}

// A tally kept running, through JSON as the store keeps it, is the fold of the
// records in force; and no Apply changes the tally that it began with.
func TestApplyEqualsFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		it := anyItem().Draw(t, "item")
		records := anyRecords(it).Draw(t, "records")
		var running Tally
		for i, r := range records {
			before, _ := json.Marshal(running)
			var next Tally
			if r.Verb == Undone {
				next = Fold(it, records[:i+1])
			} else {
				next = running.Apply(it, r)
			}
			if after, _ := json.Marshal(running); string(before) != string(after) {
				t.Fatalf("Apply changed its receiver from\n%s to\n%s", before, after)
			}
			kept, _ := json.Marshal(next)
			running = Tally{}
			if err := json.Unmarshal(kept, &running); err != nil {
				t.Fatal(err)
			}
			fold := Fold(it, records[:i+1])
			if diff := cmp.Diff(fold, running, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("after %d records (-fold +running):\n%s", i+1, diff)
			}
			again, _ := json.Marshal(fold)
			if string(again) != string(kept) {
				t.Fatalf("fold\n%s kept\n%s", again, kept)
			}
		}
	})
}

// To undo a record is as if it had never been said.
func TestUndoIsNever(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		it := anyItem().Draw(t, "item")
		records := anyRecords(it).Draw(t, "records")
		gone := map[uint64]bool{}
		for _, r := range records {
			if r.Verb == Undone {
				gone[r.Undoes] = true
			}
		}
		var left []Record
		for _, r := range records {
			if r.Verb != Undone && !gone[r.Seq] {
				left = append(left, r)
			}
		}
		if diff := cmp.Diff(Fold(it, left), Fold(it, records)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Whatever is said, in whatever order: no total below zero, no more named pieces
// or sessions than are in the total, and a whole figure is believed.
func TestTallySane(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		it := anyItem().Draw(t, "item")
		var tally Tally
		for _, r := range anyRecords(it).Draw(t, "records") {
			if r.Verb == Undone || r.Op == Detail && r.Value > tally.Unnamed() {
				continue // the bot refuses details of what was not reported
			}
			if (r.Op == Add || r.Op == Detail) && r.Value == 0 {
				continue // and to add nothing
			}
			tally = tally.Apply(it, r)
			for box, n := range tally.Parts {
				if n < 0 {
					t.Fatalf("%d in box %q after %+v", n, box, r)
				}
			}
			if n := len(tally.Entries()) - tally.Standing()[ReviewReturned]; it.Kind == Entry && n != tally.Value() {
				t.Fatalf("%d entries of %d after %+v", n, tally.Value(), r)
			}
			if got := tally.Value(); r.Op == Set && r.Box() == "" && r.Stage == "" && len(r.Pieces) == 0 &&
				(r.Verb == Handed || r.Verb == Held || r.Verb == Counted) && got != r.Value {
				t.Fatalf("%d after %+v", got, r)
			}
			if it.Kind == Entry && r.Op != Detail && tally.submitted() > tally.Value() {
				t.Fatalf("%d pieces of %d after %+v", tally.submitted(), tally.Value(), r)
			}
			if it.Kind == Sessions && r.Op != Detail && len(tally.Events) > tally.Value() {
				t.Fatalf("%d sessions of %d after %+v", len(tally.Events), tally.Value(), r)
			}
		}
	})
}
