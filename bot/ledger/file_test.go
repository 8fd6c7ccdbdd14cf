package ledger

import (
	"slices"
	"testing"
)

func TestFilesOfAPair(t *testing.T) {
	article := Item{ID: "article", Kind: Entry, Measure: "篇", Min: 1, OwedBy: []string{"county"}, Files: []string{Word, PDF}}
	essay := Item{ID: "essay", Kind: Entry, Measure: "篇", Min: 1, OwedBy: []string{"county"}}
	file := func(seq, id uint64, format, title string) Record {
		return Record{Seq: seq, Verb: Filed, File: id, Format: format, Titles: []string{title}}
	}
	handed := Record{Seq: 1, Verb: Handed, Op: Add, Value: 1, Stage: Submitted}
	undo := func(seq, of uint64) Record { return Record{Seq: seq, Verb: Undone, Undoes: of} }
	newer := file(4, 40, Word, "b")
	newer.Replaces = 20
	for _, c := range []struct {
		name    string
		item    Item
		records []Record
		lacks   []string
		shown   int
		state   State
	}{
		{"a bare figure lacks nothing", article, []Record{handed}, nil, 0, StateDone},
		{"Word alone", article, []Record{handed, file(2, 20, Word, "a")}, []string{PDF}, 1, StatePartial},
		{"PDF alone", article, []Record{handed, file(2, 20, PDF, "a")}, []string{Word}, 1, StatePartial},
		{"the pair", article, []Record{handed, file(2, 20, Word, "a"), file(3, 30, PDF, "a")}, nil, 1, StateDone},
		{"a photo shows nothing", article, []Record{handed, file(2, 20, Picture, "")}, nil, 0, StateDone},
		{"a newer version", article, []Record{handed, file(2, 20, Word, "a"), file(3, 30, PDF, "a"), newer}, nil, 1, StateDone},
		{"taken back", article, []Record{handed, file(2, 20, Word, "a"), file(3, 30, PDF, "a"), undo(4, 3)}, []string{PDF}, 1, StatePartial},
		{"two articles", article, []Record{handed, file(2, 20, Word, "a"), file(3, 30, Word, "b"), file(4, 40, PDF, "a")}, []string{PDF}, 2, StatePartial},
		{"a file alone answers nothing", article, []Record{file(2, 20, Word, "a")}, []string{PDF}, 1, StateMissing},
		{"an essay has no pair", essay, []Record{handed, file(2, 20, Word, "a")}, nil, 1, StateDone},
		{"both formats of one essay", essay, []Record{handed, file(2, 20, Word, "a"), file(3, 30, PDF, "a")}, nil, 1, StateDone},
	} {
		tally := Fold(c.item, c.records)
		state := NewGap(Unit{ID: "u", Kind: County}, c.item, tally, Deadline{}).State
		if !slices.Equal(tally.Lacks(c.item), c.lacks) || tally.Shown(c.item) != c.shown || state != c.state {
			t.Errorf("%s: lacks %v, shows %d, %s", c.name, tally.Lacks(c.item), tally.Shown(c.item), state)
		}
	}
	// The version that was replaced counts again when its successor is taken back.
	back := Fold(article, []Record{handed, file(2, 20, Word, "a"), file(3, 30, PDF, "a"), newer, undo(5, 4)})
	if back.Files[0].ID != 20 || len(back.Files) != 2 {
		t.Errorf("%+v", back.Files)
	}
}
