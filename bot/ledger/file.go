package ledger

import "slices"

// The formats of files, told by their content. Items name those that every piece
// must have.
const (
	Word    = "word"
	PDF     = "pdf"
	Excel   = "excel"
	Picture = "picture"
	Video   = "video"
	Other   = "other"
)

// File is a file in force: one that has not been taken back or replaced.
type File struct {
	Seq    uint64 `json:"seq"` // the record that filed it
	ID     uint64 `json:"id"`  // the file in the store
	Format string `json:"format"`
	Title  string `json:"title,omitempty"`
}

// file puts a file beside the others; the one that it replaces goes. A file alone
// answers nothing: figures and pieces have records of their own.
func (t *Tally) file(r Record) {
	f := File{Seq: r.Seq, ID: r.File, Format: r.Format}
	if len(r.Titles) > 0 {
		f.Title = r.Titles[0]
	}
	for i, old := range t.Files {
		if old.ID == r.Replaces && r.Replaces != 0 {
			t.Files[i] = f
			return
		}
	}
	t.Files = append(t.Files, f)
}

// Shown is how many pieces the files show: of one piece there is one file in each
// format. Where the item names formats, others (a photo of the newspaper) show nothing.
func (t Tally) Shown(it Item) int { return most(t.formats(&it)) }

func most(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n = max(n, c)
	}
	return n
}

// Lacks are the formats of which a file is missing. A bare figure lacks nothing,
// since files may have gone by mail; once a file is here, the others must follow.
func (t Tally) Lacks(it Item) []string { return t.lacks(&it) }

func (t *Tally) lacks(it *Item) []string {
	if it.Kind != Entry || len(t.Files) == 0 {
		return nil
	}
	var out []string
	have := t.formats(it)
	n := most(have)
	for _, f := range it.Files {
		if have[f] < n {
			out = append(out, f)
		}
	}
	return out
}

// formats counts the files by format.
func (t *Tally) formats(it *Item) map[string]int {
	have := map[string]int{}
	for _, f := range t.Files {
		if len(it.Files) == 0 || slices.Contains(it.Files, f.Format) {
			have[f.Format]++
		}
	}
	return have
}
