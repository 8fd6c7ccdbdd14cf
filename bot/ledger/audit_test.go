package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func auditPlan() *Plan {
	county := []string{"county"}
	return &Plan{
		Campaign: Campaign{Start: Date{2026, 12, 1}, End: Date{2026, 12, 31}, Zone: time.UTC},
		Units:    []Unit{{ID: "a", Name: "甲县", Kind: County}, {ID: "b", Name: "乙县", Kind: County}},
		Items: []Item{
			{ID: "article", Name: "署名文章", Kind: Entry, OwedBy: county, Min: 1, Files: []string{Word, PDF}},
			{ID: "essay", Name: "征文", Kind: Entry, OwedBy: county, Min: 1},
			{ID: "quiz", Name: "答题", Kind: Count, OwedBy: county, Measure: "人", Max: 5000},
			{ID: "outreach", Name: "宣讲", Kind: Sessions, OwedBy: county, Min: 1},
			{ID: "report", Name: "总结", Kind: Mail, OwedBy: county, Min: 1},
		},
	}
}

// audited gives the findings on unit a as short text.
func audited(t *testing.T, item ItemID, records ...Record) []string {
	t.Helper()
	p := auditPlan()
	at := time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC)
	byUnit := map[UnitID][]Record{}
	for i, r := range records {
		r.Seq, r.At = uint64(i+1), at
		if r.Unit == "" {
			r.Unit = "a"
		}
		byUnit[r.Unit] = append(byUnit[r.Unit], r)
	}
	var gaps []Gap
	for _, u := range p.Units {
		for _, it := range p.Items {
			var of []Record
			if it.ID == item {
				of = byUnit[u.ID]
			}
			if tally := Fold(it, of); it.Owes(u) {
				gaps = append(gaps, NewGap(u, it, tally, p.Deadline(it)))
			}
		}
	}
	var out []string
	for _, f := range Audit(p, gaps, Date{2026, 12, 10}) {
		if f.Unit.ID != "a" {
			continue
		}
		s := strings.TrimSpace(fmt.Sprintf("%s %s %d %d %s", f.Level, f.Rule, f.A, f.B, strings.Join(f.Text, ",")))
		if !f.Open() {
			s += " explained"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func TestAudit(t *testing.T) {
	quiz := func(op Op, n int, scope string) Record { return Record{Verb: Counted, Op: op, Value: n, Scope: scope} }
	day := func(d int) Date { return Date{2026, 12, d} }
	for name, test := range map[string]struct {
		item    ItemID
		records []Record
		want    []string
	}{
		"nothing said":              {"quiz", nil, nil},
		"a figure":                  {"quiz", []Record{quiz(Set, 126, "")}, nil},
		"parts that make the total": {"quiz", []Record{quiz(Set, 32, ScopeOwn), quiz(Set, 415, ScopeOthers), quiz(Set, 447, "")}, nil},
		"parts that do not":         {"quiz", []Record{quiz(Set, 32, ScopeOwn), quiz(Set, 415, ScopeOthers), quiz(Set, 500, "")}, []string{"error parts 447 500"}},
		"a rest in no box":          {"quiz", []Record{quiz(Set, 100, ""), quiz(Detail, 30, ScopeOwn)}, []string{"query unsorted 70 100"}},
		"visits":                    {"quiz", []Record{{Verb: Counted, Op: Set, Value: 90, Measure: "人次"}}, []string{"query measure 0 90 人次"}},
		"about":                     {"quiz", []Record{{Verb: Counted, Op: Set, Value: 90, Approx: true}}, []string{"query approx 0 90"}},
		"a jump":                    {"quiz", []Record{quiz(Set, 126, ""), quiz(Set, 480, "")}, []string{"query leap 126 480"}},
		"a jump explained": {"quiz", []Record{quiz(Set, 126, ""), quiz(Set, 480, ""), {Verb: Explained, Query: "leap/126/480/", Text: "新增两个学校"}},
			[]string{"query leap 126 480 explained"}},
		"an old explanation":    {"quiz", []Record{quiz(Set, 126, ""), quiz(Set, 480, ""), {Verb: Explained, Query: "leap/126/480/"}, quiz(Set, 1200, "")}, []string{"query leap 480 1200"}},
		"a jump taken back":     {"quiz", []Record{quiz(Set, 126, ""), quiz(Set, 480, ""), quiz(Set, 148, "")}, nil},
		"small figures double":  {"quiz", []Record{quiz(Set, 20, ""), quiz(Set, 60, "")}, nil},
		"a fall":                {"quiz", []Record{quiz(Set, 480, ""), quiz(Set, 48, "")}, []string{"query leap 480 48"}},
		"beyond all":            {"quiz", []Record{quiz(Set, 6000, "")}, []string{"query toomuch 5000 6000"}},
		"an undated session":    {"outreach", []Record{{Verb: Held, Op: Set, Value: 2}, {Verb: Held, Op: Detail, Value: 1, Date: day(8)}}, []string{"query undated 1 2"}},
		"a session to come":     {"outreach", []Record{{Verb: Held, Op: Add, Value: 1, Date: day(20)}}, []string{"error eventday 0 0 2026-12-20"}},
		"a session of last May": {"outreach", []Record{{Verb: Held, Op: Add, Value: 1, Date: Date{2026, 5, 8}}}, []string{"error eventday 0 0 2026-05-08"}},
		"the same session twice": {"outreach", []Record{{Verb: Held, Op: Add, Value: 1, Date: day(8), Place: "三塘"}, {Verb: Held, Op: Add, Value: 1, Date: day(8), Place: "三塘"}},
			[]string{"query twinevents 0 0 2026-12-08,三塘"}},
		"published nowhere": {"article", []Record{{Verb: Handed, Stage: Published, Titles: []string{"甲"}}}, []string{"error published 1 0"}},
		"published with its medium, no file": {"article", []Record{{Verb: Handed, Stage: Published, Titles: []string{"甲"}, Media: "县报"}, {Verb: Handed, Stage: Submitted}},
			[]string{"query unseen 0 1"}},
		"a clipping is a proof": {"article", []Record{{Verb: Handed, Stage: Published, Titles: []string{"甲"}}, {Verb: Filed, Format: Picture, File: 1}}, nil},
		"handed in, not published, PDF missing": {"article", []Record{{Verb: Handed, Op: Add, Value: 1, Titles: []string{"甲"}}, {Verb: Filed, Format: Word, File: 1}},
			[]string{"error files 0 0 pdf", "query unpublished 1 1"}},
		"a title of two units": {"essay", []Record{{Verb: Handed, Op: Add, Value: 1, Titles: []string{"守好底线"}}, {Unit: "b", Verb: Handed, Op: Add, Value: 1, Titles: []string{"守好底线"}}},
			[]string{"query twintitles 0 0 守好底线,乙县"}},
		"without titles":      {"essay", []Record{{Verb: Handed, Op: Set, Value: 2}}, []string{"query untitled 2 2"}},
		"sent before all":     {"report", []Record{{Verb: Mailed, State: StateSent}}, []string{"query early 0 0 署名文章,征文,答题,宣讲", "query unconfirmed 0 0"}},
		"received before all": {"report", []Record{{Verb: Mailed, State: StateReceived}}, []string{"query early 0 0 署名文章,征文,答题,宣讲"}},
	} {
		if diff := cmp.Diff(test.want, audited(t, test.item, test.records...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
