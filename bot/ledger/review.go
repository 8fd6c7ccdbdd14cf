package ledger

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
	ReviewRevised  ReviewState = "revised" // handed in again after a return or another verdict; waits, too
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
	case p.Returns > 0, p.Reviewed > 0 && p.Revised > p.Reviewed:
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

// revise hands in again what was returned or taken, perhaps under another title.
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
		if p.Passed() { // another version of what has been taken is to be read again
			p.Verdict, p.Reason = "", ""
		}
		p.Written = true
		p.Revised = r.Seq
		if i < len(r.Titles) {
			fill(&p.Title, r.Titles[i])
		}
		fill(&p.Author, r.authorOf(i))
	}
}
