package ledger

import "testing"

// A session is another one as soon as anything that is known of both differs.
func TestKnownSessions(t *testing.T) {
	d8, d9, d10 := Date{2026, 12, 8}, Date{2026, 12, 9}, Date{2026, 12, 10}
	tally := Tally{Events: []Event{{Date: d8, Place: "三塘镇"}, {Date: d9}, {Place: "西渡"}}}
	for _, tt := range []struct {
		day         Date
		place       string
		known, near int
	}{
		{d8, "三塘镇", 0, 0},
		{d8, "", 0, -1},
		{Date{}, "三塘镇", 0, -1},
		{d8, "三塘", -1, 0},
		{d8, "三塘镇社区", -1, 0},
		{d8, "万福", -1, -1},
		{d9, "万福", 1, -1},
		{d9, "三塘镇", 1, -1},
		{d10, "三塘镇", -1, -1},
		{d10, "西渡", 2, -1},
		{d10, "", -1, -1},
		{Date{}, "西渡", 2, -1},
		{Date{}, "万福", -1, -1},
		{Date{}, "", -1, -1},
	} {
		if got := tally.Known(tt.day, tt.place); got != tt.known {
			t.Errorf("%v %q is session %d, want %d", tt.day, tt.place, got, tt.known)
		}
		if got := tally.Near(tt.day, tt.place); got != tt.near {
			t.Errorf("%v %q is near session %d, want %d", tt.day, tt.place, got, tt.near)
		}
	}
}

// What is told later of a session is added; what was known stays, but for a new audience.
func TestSessionToldAgain(t *testing.T) {
	d8 := Date{2026, 12, 8}
	got := Fold(Item{}, []Record{
		{Seq: 1, Verb: Held, Op: Add, Value: 1, Date: d8, People: 60, Approx: true},
		{Seq: 2, Verb: Held, Op: Detail, Date: d8, Place: "三塘"},
		{Seq: 3, Verb: Held, Op: Add, Value: 1, Place: "西渡"},
		{Seq: 4, Verb: Held, Op: Detail, Date: Date{2026, 12, 9}, Place: "西渡", People: 30},
	}).Events
	want := []Event{{Seq: 1, Date: d8, Place: "三塘", People: 60, Approx: true}, {Seq: 3, Date: Date{2026, 12, 9}, Place: "西渡", People: 30}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

// All that a stage or a name tells of a piece stays with it; a returned piece is not in
// the total, whatever is known of it.
func TestWhatIsKnownOfAPiece(t *testing.T) {
	d := Date{2026, 12, 3}
	tally := Fold(Item{}, []Record{
		{Seq: 1, Verb: Handed, Op: Add, Value: 1, Stage: Published, Titles: []string{"甲"}, Author: "张三", Type: "动漫", Media: "日报", Date: d},
		{Seq: 2, Verb: Handed, Op: Add, Value: 1, Titles: []string{"乙"}, Author: "李四", Type: "海报", Media: "晚报", Date: d},
		{Seq: 3, Verb: Handed, Op: Add, Value: 1, Stage: Published, Titles: []string{"乙"}, Date: Date{2026, 12, 4}},
	})
	want := []Piece{
		{Seq: 1, Title: "甲", Author: "张三", Type: "动漫", Media: "日报", Date: d, Written: true, Published: true},
		{Seq: 2, Title: "乙", Author: "李四", Type: "海报", Media: "晚报", Date: Date{2026, 12, 4}, Written: true, Published: true, Submitted: true},
	}
	if len(tally.Pieces) != 2 || tally.Pieces[0] != want[0] || tally.Pieces[1] != want[1] {
		t.Errorf("%+v\nwant %+v", tally.Pieces, want)
	}
	back := tally.Apply(Item{}, Record{Seq: 4, Verb: Reviewed, Verdict: Returned, Pieces: []int{1}, Text: "错字"})
	if tally.HasPiece("甲") || !tally.HasPiece("乙") || back.HasPiece("乙") || tally.HasPiece("丙") {
		t.Error("what is in the total")
	}
}
