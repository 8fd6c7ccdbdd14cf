package ledger

import (
	"fmt"
	"testing"
	"time"
)

// stand writes down how the pieces stand: the total, then each piece's title and review.
func stand(t Tally) string {
	s := fmt.Sprint(t.Value())
	for _, p := range t.Entries() {
		s += " " + p.Title + p.Type + ":" + string(p.Review())
		if p.Reason != "" {
			s += "(" + p.Reason + ")"
		}
	}
	return s
}

func verdict(v Verdict, reason string, places ...int) Record {
	return Record{Verb: Reviewed, Verdict: v, Text: reason, Pieces: places}
}

func TestReview(t *testing.T) {
	figure := func(op Op, n int) Record { return Record{Verb: Handed, Op: op, Value: n} }
	title := func(op Op, titles ...string) Record {
		return Record{Verb: Handed, Op: op, Value: len(titles), Titles: titles}
	}
	again := func(title string, places ...int) Record {
		r := Record{Verb: Handed, Op: Detail, Pieces: places}
		if title != "" {
			r.Titles = []string{title}
		}
		return r
	}
	for name, test := range map[string]struct {
		records []Record
		want    string
	}{
		"nothing said yet":            {[]Record{title(Add, "甲")}, "1 甲:waiting"},
		"accepted":                    {[]Record{title(Add, "甲"), verdict(Accepted, "", 1)}, "1 甲:accepted"},
		"accepted, then selected":     {[]Record{title(Add, "甲"), verdict(Accepted, "", 1), verdict(Selected, "", 1)}, "1 甲:selected"},
		"returned leaves the total":   {[]Record{title(Add, "甲", "乙"), verdict(Returned, "缺署名", 2)}, "1 甲:waiting 乙:returned(缺署名)"},
		"the second of a figure":      {[]Record{figure(Set, 2), verdict(Returned, "缺署名", 2)}, "1 :waiting :returned(缺署名)"},
		"all of a figure":             {[]Record{figure(Set, 2), verdict(Accepted, "", 1, 2)}, "2 :accepted :accepted"},
		"no such piece":               {[]Record{figure(Set, 1), verdict(Returned, "", 3)}, "1 :waiting"},
		"returned twice":              {[]Record{figure(Set, 1), verdict(Returned, "甲", 1), verdict(Returned, "乙", 1)}, "0 :returned(乙)"},
		"taken after all":             {[]Record{figure(Set, 1), verdict(Returned, "", 1), verdict(Accepted, "", 1)}, "1 :accepted"},
		"handed in again":             {[]Record{title(Add, "甲"), verdict(Returned, "", 1), again("", 1)}, "1 甲:revised"},
		"again with another title":    {[]Record{title(Add, "甲"), verdict(Returned, "", 1), again("丙", 1)}, "1 丙:revised"},
		"again by its title":          {[]Record{title(Add, "甲"), verdict(Returned, "", 1), title(Add, "甲")}, "1 甲:revised"},
		"again by its stage":          {[]Record{title(Add, "甲"), verdict(Returned, "", 1), {Verb: Handed, Op: Add, Stage: Submitted}}, "1 甲:revised"},
		"a figure is another piece":   {[]Record{title(Add, "甲"), verdict(Returned, "", 1), figure(Add, 1)}, "1 甲:returned :waiting"},
		"other titles keep a return":  {[]Record{title(Add, "甲"), verdict(Returned, "", 1), title(Set, "丙")}, "1 甲:returned 丙:waiting"},
		"the same titles keep all":    {[]Record{title(Add, "甲", "乙"), verdict(Accepted, "", 1, 2), title(Set, "乙")}, "1 乙:accepted"},
		"accepted goes last":          {[]Record{title(Add, "甲", "乙"), verdict(Accepted, "", 2), figure(Set, 1)}, "1 乙:accepted"},
		"a returned one is withdrawn": {[]Record{title(Add, "甲", "乙"), verdict(Returned, "", 1), title(Sub, "甲")}, "1 乙:waiting"},
		"of one type": {[]Record{{Verb: Handed, Op: Add, Value: 2, Type: "海报"}, {Verb: Handed, Op: Add, Value: 1, Type: "漫画"}, verdict(Returned, "太糊", 1)},
			"2 海报:returned(太糊) 海报:waiting 漫画:waiting"},
		"a title after a verdict": {[]Record{figure(Set, 2), verdict(Accepted, "", 1), {Verb: Handed, Op: Detail, Value: 1, Titles: []string{"甲"}}}, "2 甲:accepted :waiting"},
		"on its way only":         {[]Record{{Verb: Handed, Stage: Written, Titles: []string{"甲"}}, verdict(Accepted, "", 1)}, "0"},
	} {
		for i := range test.records {
			test.records[i].Seq = uint64(i + 1)
		}
		if got := stand(Fold(Item{Kind: Entry}, test.records)); got != test.want {
			t.Errorf("%s: %s\nwant %s", name, got, test.want)
		}
	}
}

// A return makes the unit owe again; what comes back was in time if it was in time before.
func TestReturnIsNotLate(t *testing.T) {
	it := Item{Kind: Entry, Min: 1, OwedBy: []string{"county"}}
	due := time.Date(2026, 12, 20, 23, 59, 59, 0, zone)
	d := Deadline{Due: due}
	at := func(r Record, seq uint64, h int) Record {
		r.Seq, r.At = seq, due.Add(time.Duration(h)*time.Hour)
		return r
	}
	records := []Record{at(Record{Verb: Handed, Op: Set, Value: 1}, 1, -30), at(verdict(Returned, "缺署名", 1), 2, 10)}
	if g := NewGap(Unit{Kind: County}, it, Fold(it, records), d); g.State != StatePartial || !g.Owing() {
		t.Errorf("after the return: %s, owing %v", g.State, g.Owing())
	}
	records = append(records, at(Record{Verb: Handed, Op: Detail, Pieces: []int{1}}, 3, 40))
	if g := NewGap(Unit{Kind: County}, it, Fold(it, records), d); g.State != StateDone || g.Owing() {
		t.Errorf("after the revision: %s, owing %v", g.State, g.Owing())
	}
	late := []Record{at(Record{Verb: Handed, Op: Set, Value: 1}, 1, 5), at(verdict(Returned, "", 1), 2, 10), at(Record{Verb: Handed, Op: Detail, Pieces: []int{1}}, 3, 40)}
	if g := NewGap(Unit{Kind: County}, it, Fold(it, late), d); g.State != StateLate {
		t.Errorf("late before the return: %s", g.State)
	}
}

// A report is its own only piece: what is returned is owed again.
func TestReviewOfMail(t *testing.T) {
	it := Item{Kind: Mail, Min: 1, OwedBy: []string{"county"}}
	mailed := func(state string) Record { return Record{Verb: Mailed, State: state} }
	for name, test := range map[string]struct {
		records []Record
		want    State
	}{
		"returned":             {[]Record{mailed(StateSent), mailed(StateReceived), verdict(Returned, "没盖章")}, StatePartial},
		"returned, sent again": {[]Record{mailed(StateReceived), verdict(Returned, "没盖章"), mailed(StateSent)}, StateDone},
		"accepted":             {[]Record{mailed(StateSent), verdict(Accepted, "")}, StateDone},
		"a verdict on nothing": {[]Record{verdict(Returned, "没盖章")}, StateMissing},
	} {
		g := NewGap(Unit{Kind: County}, it, Fold(it, test.records), Deadline{Due: time.Date(2026, 12, 25, 0, 0, 0, 0, zone)})
		if g.State != test.want {
			t.Errorf("%s: %s", name, g.State)
		}
	}
}

// A large figure is a number and never a list of that length.
func TestLargeFiguresAreNoLists(t *testing.T) {
	it := Item{ID: "quiz", Kind: Count}
	tally := Fold(it, []Record{{Seq: 1, Verb: Counted, Op: Set, Value: 999_999_999}, {Seq: 2, Verb: Handed, Op: Add, Value: 1, Titles: []string{"x"}}})
	if n := tally.Standing()[ReviewWaiting]; n != tally.Value() {
		t.Errorf("%d wait of %d", n, tally.Value())
	}
	if n := len(tally.Entries()); n != maxPlaces {
		t.Errorf("%d can be called by their place", n)
	}
	if p := tally.entry(maxPlaces+1, 3); p != nil {
		t.Errorf("place %d is %+v", maxPlaces+1, p)
	}
}

// The verdicts that are handed out are all in force, on pieces as on mails.
func TestVerdicts(t *testing.T) {
	mailed := func(state string) Record { return Record{Verb: Mailed, State: state} }
	titles := Record{Verb: Handed, Op: Add, Value: 2, Titles: []string{"甲", "乙"}}
	for name, tt := range map[string]struct {
		kind    ItemKind
		records []Record
		want    string
	}{
		"pieces":          {Entry, []Record{titles, verdict(Accepted, "", 1), verdict(Returned, "错字", 2)}, " 1甲:accepted 2乙:returned"},
		"both at once":    {Entry, []Record{titles, verdict(Accepted, "", 1, 2)}, " 1甲:accepted 2乙:accepted"},
		"taken back":      {Entry, []Record{titles, verdict(Accepted, "", 1), {Verb: Undone, Undoes: 2}}, ""},
		"no such piece":   {Entry, []Record{titles, verdict(Accepted, "", 3)}, ""},
		"a mail":          {Mail, []Record{mailed(StateReceived), verdict(Accepted, "", 1)}, " 1:accepted"},
		"a mail, by name": {Mail, []Record{mailed(StateSent), verdict(Selected, "")}, " 1:selected"},
		"a mail on hold":  {Mail, []Record{mailed(StateSent), verdict(OnHold, "", 1)}, " 1:held"},
		"a mail sent back, and taken after all": {Mail, []Record{mailed(StateSent), verdict(Returned, "缺数", 1), mailed(StateSent), verdict(Accepted, "", 1)},
			" 1:returned 1:accepted"},
	} {
		for i := range tt.records {
			tt.records[i].Seq = uint64(i + 1)
		}
		got := ""
		for _, j := range Verdicts(Item{Kind: tt.kind}, tt.records) {
			got += fmt.Sprintf(" %d%s:%s", j.Place, j.Piece.Title, j.Piece.Review())
			if j.Record.Verdict != j.Piece.Verdict {
				t.Errorf("%s: %s is told of %s", name, j.Record.Verdict, j.Piece.Verdict)
			}
		}
		if got != tt.want {
			t.Errorf("%s:%s, want%s", name, got, tt.want)
		}
	}
}
