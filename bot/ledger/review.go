package ledger

import (
	"maps"
	"slices"
)

// Verdict is what the city says of a piece that was handed in.
type Verdict string

// The verdicts. A returned piece leaves the total and is owed again until it is
// handed in once more; the others leave the total as it is.
const (
	Accepted Verdict = "accept"
	Returned Verdict = "return"
	Selected Verdict = "select" // accepted, and chosen for the province
	OnHold   Verdict = "hold"
)

// ReviewState is how far a piece has come in the review.
type ReviewState string

// The states of the review, in their usual order.
const (
	ReviewWaiting  ReviewState = "waiting"
	ReviewHeld     ReviewState = "held"
	ReviewReturned ReviewState = "returned"
	ReviewRevised  ReviewState = "revised" // handed in again after a return; waits, too
	ReviewAccepted ReviewState = "accepted"
	ReviewSelected ReviewState = "selected"
)

// Review is how far the piece has come.
func (p Piece) Review() ReviewState {
	switch {
	case p.Verdict == Returned:
		return ReviewReturned
	case p.Verdict == Accepted:
		return ReviewAccepted
	case p.Verdict == Selected:
		return ReviewSelected
	case p.Verdict == OnHold:
		return ReviewHeld
	case p.Returns > 0:
		return ReviewRevised
	}
	return ReviewWaiting
}

// Waits tells whether the piece is with the city and has no final verdict.
func (p Piece) Waits() bool {
	switch p.Review() {
	case ReviewWaiting, ReviewHeld, ReviewRevised:
		return true
	}
	return false
}

// known tells whether anything but its number is known of the piece.
func (p Piece) known() bool {
	return p.Title != "" || p.Author != "" || p.Media != "" || !p.Date.IsZero()
}

// Progress counts what is known of pieces beside their number: those of which a title
// or the like was told, those that are written, those that are published.
type Progress struct{ Named, Written, Published int }

// Progress of all pieces. Verdicts do not move it.
func (t Tally) Progress() Progress {
	var out Progress
	for _, p := range t.Pieces {
		for _, x := range []struct {
			is bool
			n  *int
		}{{p.known(), &out.Named}, {p.Written, &out.Written}, {p.Published, &out.Published}} {
			if x.is {
				*x.n++
			}
		}
	}
	return out
}

// Since is how much each part has grown, falls being none.
func (p Progress) Since(before Progress) Progress {
	return Progress{max(0, p.Named-before.Named), max(0, p.Written-before.Written), max(0, p.Published-before.Published)}
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

// maxPlaces is how many pieces can be called by their place. A figure may be any
// number; nobody reviews the thousandth piece that is only counted.
const maxPlaces = 1000

// Entries are the pieces that were handed in, returned ones included: those of
// which something is known, then those that are only counted, up to a thousand in
// all. People and verdicts call them by their place, from 1.
func (t Tally) Entries() []Piece {
	var out []Piece
	for _, p := range t.Pieces {
		if p.handed() {
			out = append(out, p)
		}
	}
	for _, c := range t.counted() {
		for range min(c.n, maxPlaces-len(out)) {
			out = append(out, Piece{Type: c.box, Submitted: true})
		}
	}
	return out
}

// box is a part of a total.
type box struct {
	box string
	n   int
}

// counted tells of how many pieces nothing but the type is known.
func (t Tally) counted() []box {
	left := t.Value() - t.submitted()
	if left <= 0 {
		return nil
	}
	spare := maps.Clone(t.Parts)
	for _, p := range t.Pieces {
		if p.Submitted {
			spare[p.Type]--
		}
	}
	var out []box
	for _, name := range slices.Sorted(maps.Keys(spare)) {
		if n := min(left, spare[name]); n > 0 {
			out = append(out, box{name, n})
			left -= n
		}
	}
	return out
}

// Standing counts the pieces by how far they have come in the review.
func (t Tally) Standing() map[ReviewState]int {
	out := map[ReviewState]int{}
	for _, p := range t.Pieces {
		if p.handed() {
			out[p.Review()]++
		}
	}
	for _, c := range t.counted() {
		out[ReviewWaiting] += c.n
	}
	return out
}

// entry gives the piece at a place of [Tally.Entries]; one that was only counted
// becomes known by this record.
func (t *Tally) entry(place int, seq uint64) *Piece {
	all := t.Entries()
	if place < 1 || place > len(all) {
		return nil
	}
	n := 0
	for i := range t.Pieces {
		if t.Pieces[i].handed() {
			if n++; n == place {
				return &t.Pieces[i]
			}
		}
	}
	for _, p := range all[n:place] {
		p.Seq = seq
		t.Pieces = append(t.Pieces, p)
	}
	return &t.Pieces[len(t.Pieces)-1]
}

// review keeps a verdict on the pieces that the record names; a mail is its own only piece.
func (t *Tally) review(r Record) {
	if t.Sent || t.Received {
		t.reviewMail(r)
		return
	}
	for _, place := range r.Pieces {
		p := t.entry(place, r.Seq)
		if p == nil {
			continue
		}
		switch {
		case r.Verdict == Returned && p.Submitted:
			p.Submitted = false
			p.Returns++
			t.shift(Record{Op: Sub, Value: 1, Type: p.Type})
		case r.Verdict != Returned && !p.Submitted: // taken after all
			p.Submitted = true
			t.Parts[p.Type]++
		}
		p.Verdict, p.Reason, p.Reviewed = r.Verdict, r.Text, r.Seq
	}
}

func (t *Tally) reviewMail(r Record) {
	p := Piece{Seq: t.Last, Verdict: r.Verdict, Reason: r.Text, Reviewed: r.Seq}
	switch r.Verdict {
	case Returned:
		t.Sent, t.Received, p.Returns = false, false, 1
	case Accepted, Selected:
		t.Received = true
	}
	t.Pieces = []Piece{p}
}

// revise hands in again what was returned, perhaps under another title.
func (t *Tally) revise(r Record) {
	for i, place := range r.Pieces {
		p := t.entry(place, r.Seq)
		if p == nil {
			continue
		}
		if !p.Submitted {
			t.Parts[p.Type]++
		}
		p.handIn()
		p.Written = true
		p.Revised = r.Seq
		if i < len(r.Titles) {
			fill(&p.Title, r.Titles[i])
		}
		fill(&p.Author, r.authorOf(i))
	}
}
