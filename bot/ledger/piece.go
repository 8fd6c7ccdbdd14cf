package ledger

import "slices"

// Piece is an article, work or essay of which more than its number is known.
type Piece struct {
	Seq       uint64 `json:"seq"` // the record that named it first
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Type      string `json:"type,omitempty"`
	Media     string `json:"media,omitempty"`
	Date      Date   `json:"date,omitzero"`
	Written   bool   `json:"written,omitempty"`
	Published bool   `json:"published,omitempty"`
	// Submitted pieces are in the total; others are on their way, or were returned.
	Submitted bool `json:"submitted,omitempty"`

	// Verdict is the city's last word on it, with its reason and record. Returns
	// counts how often it went back, Revised is the record that handed it in again.
	Verdict  Verdict `json:"verdict,omitempty"`
	Reason   string  `json:"reason,omitempty"`
	Reviewed uint64  `json:"reviewed,omitempty"`
	Returns  int     `json:"returns,omitempty"`
	Revised  uint64  `json:"revised,omitempty"`
}

// known tells whether anything but its number is known of the piece.
func (p Piece) known() bool {
	return p.Title != "" || p.Author != "" || p.Media != "" || !p.Date.IsZero()
}

// handed tells whether the piece has ever been with the city.
func (p Piece) handed() bool { return p.Submitted || p.Verdict == Returned }

// handIn puts the piece into the city's hands, again after a return.
func (p *Piece) handIn() {
	p.Submitted = true
	if p.Verdict == Returned {
		p.Verdict, p.Reason = "", ""
	}
}

// HasPiece tells whether the total has a piece with a title.
func (t Tally) HasPiece(title string) bool {
	i := t.find(title)
	return i >= 0 && t.Pieces[i].Submitted
}

func (t *Tally) find(title string) int {
	if title == "" {
		return -1
	}
	for i, p := range t.Pieces {
		if SameTitle(p.Title, title) {
			return i
		}
	}
	return -1
}

func (t *Tally) behind(s Stage, title string) int {
	for i := len(t.Pieces) - 1; i >= 0; i-- {
		p := t.Pieces[i]
		if title != "" && p.Title != "" {
			continue
		}
		reached := s == Written && p.Written || s == Published && p.Published || s == Submitted && p.Submitted
		if !reached {
			return i
		}
	}
	return -1
}

func (t *Tally) submitted() int {
	n := 0
	for _, p := range t.Pieces {
		if p.Submitted {
			n++
		}
	}
	return n
}

// bare finds a piece of the total of which nothing but its type is known.
func (t *Tally) bare(kind string) int {
	return slices.IndexFunc(t.Pieces, func(p Piece) bool { return p.Submitted && !p.known() && p.Type == kind })
}

// outside counts the titles of pieces that are not in the total.
func (t *Tally) outside(titles []string) int {
	n := 0
	for _, title := range titles {
		if i := t.find(title); i >= 0 && !t.Pieces[i].Submitted {
			n++
		}
	}
	return n
}

// arrive marks up to n pieces on their way as submitted: a figure reports them.
// What was returned comes back only by being named.
func (t *Tally) arrive(n int) {
	for i := range t.Pieces {
		if n > 0 && !t.Pieces[i].Submitted && t.Pieces[i].Verdict != Returned {
			t.Pieces[i].Submitted = true
			n--
		}
	}
}

// trim forgets the latest named pieces when the total has become smaller than
// their number; those with a verdict last.
func (t *Tally) trim() {
	for _, ruled := range []bool{false, true} {
		for i := len(t.Pieces) - 1; i >= 0 && t.submitted() > t.Value(); i-- {
			if p := t.Pieces[i]; p.Submitted && (ruled || p.Verdict == "") {
				t.Pieces = append(t.Pieces[:i], t.Pieces[i+1:]...)
			}
		}
	}
}

func (t *Tally) drop(titles []string) {
	for _, title := range titles {
		if i := t.find(title); i >= 0 {
			t.Pieces = append(t.Pieces[:i], t.Pieces[i+1:]...)
		}
	}
	t.trim()
}
