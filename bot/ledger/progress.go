package ledger

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
