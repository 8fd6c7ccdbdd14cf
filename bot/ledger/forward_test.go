package ledger

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHandovers(t *testing.T) {
	article := Item{Kind: Entry, Files: []string{Word, PDF}}
	essay := Item{Kind: Entry}
	piece := func(title string, v Verdict) Piece { return Piece{Title: title, Submitted: true, Verdict: v} }
	file := func(format, title string) File { return File{Format: format, Title: title} }
	published := Piece{Title: "甲", Submitted: true, Published: true, Verdict: Accepted}
	tests := map[string]struct {
		item  Item
		tally Tally
		own   bool
		want  []Need
	}{
		"a figure":                     {article, Tally{Parts: map[string]int{"": 2}}, false, []Need{NeedFiles, NeedFiles}},
		"a figure of what has no file": {essay, Tally{Parts: map[string]int{"": 1}}, false, []Need{NeedVerdict}},
		"accepted without files":       {article, Tally{Parts: map[string]int{"": 1}, Pieces: []Piece{piece("甲", Accepted)}}, false, []Need{NeedFiles}},
		"files without a verdict":      {article, Tally{Parts: map[string]int{"": 1}, Files: []File{file(Word, "甲"), file(PDF, "")}}, false, []Need{NeedVerdict}},
		"half a pair":                  {article, Tally{Parts: map[string]int{"": 1}, Pieces: []Piece{piece("甲", Accepted)}, Files: []File{file(Word, "甲")}}, false, []Need{NeedFiles}},
		"both":                         {article, Tally{Parts: map[string]int{"": 1}, Pieces: []Piece{piece("甲", Selected)}, Files: []File{file(Word, "甲"), file(PDF, "甲")}}, false, []Need{NeedNothing}},
		"the city's own":               {article, Tally{Parts: map[string]int{"": 1}, Files: []File{file(Word, "甲"), file(PDF, "甲")}}, true, []Need{NeedNothing}},
		"the pair is the other's": {article, Tally{Parts: map[string]int{"": 2}, Pieces: []Piece{piece("甲", Accepted), piece("乙", "")},
			Files: []File{file(Word, "乙"), file(PDF, "乙")}}, false, []Need{NeedFiles, NeedVerdict}},
		"a pair without a title goes to the accepted": {article, Tally{Parts: map[string]int{"": 2}, Pieces: []Piece{piece("甲", ""), piece("乙", Accepted)},
			Files: []File{file(Word, ""), file(PDF, "")}}, false, []Need{NeedFiles, NeedNothing}},
		"published nowhere": {essay, Tally{Parts: map[string]int{"": 1}, Pieces: []Piece{published}}, false, []Need{NeedPlace}},
		"a clipping": {article, Tally{Parts: map[string]int{"": 1}, Pieces: []Piece{published},
			Files: []File{file(Word, "甲"), file(PDF, "甲"), file(Picture, "")}}, false, []Need{NeedNothing}},
		"returned ones are with their unit": {essay, Tally{Parts: map[string]int{"": 0}, Pieces: []Piece{{Title: "甲", Verdict: Returned}}}, false, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []Need
			for _, h := range test.tally.Handovers(test.item, test.own) {
				got = append(got, h.Need)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
