package ledger

import "slices"

// hand counts pieces and follows each through its stages. A piece that is
// written or published but not submitted is known, yet not in the total.
func (t *Tally) hand(r Record) {
	if r.Op == Detail && r.Text != "" { // another title for the piece of that one
		t.retitle(r)
		return
	}
	if len(r.Pieces) > 0 {
		t.revise(r)
		return
	}
	if r.Stage != "" {
		t.advance(r)
		return
	}
	if len(r.Titles) > 0 || r.Author != "" {
		t.name(r)
		return
	}
	t.shift(r)
	switch r.Op {
	case Set, Add:
		t.arrive(t.Value() - t.submitted())
	case Sub:
		t.trim()
	}
	if r.Op == Set {
		t.trim()
	}
}

// retitle gives a piece another title; how far it has come stays.
func (t *Tally) retitle(r Record) {
	if i := t.find(r.Text); i >= 0 && len(r.Titles) > 0 {
		t.Pieces[i].Title = r.Titles[0]
	}
}

// name records pieces by title, or one piece by its author.
func (t *Tally) name(r Record) {
	titles := r.Titles
	if len(titles) == 0 {
		titles = []string{""}
	}
	if r.Op == Sub {
		r.Value -= t.outside(titles)
		t.shift(r)
		t.drop(titles)
		return
	}
	t.shift(r)
	if r.Op == Set { // other titles take the place of the old ones; what was returned stays returned
		kept := map[string]bool{"": true}
		t.Pieces = slices.DeleteFunc(t.Pieces, func(p Piece) bool {
			key := titleKey(p.Title)
			again := HasTitle(titles, p.Title) && !kept[key]
			kept[key] = kept[key] || again
			return !again && p.Verdict != Returned
		})
	}
	for n, title := range titles {
		if i := t.find(title); i >= 0 && (!t.Pieces[i].Submitted || r.Op == Set) {
			t.Pieces[i].handIn()
			continue
		}
		if i := t.bare(r.Type); i >= 0 && r.Op == Detail {
			p := &t.Pieces[i]
			p.Title, p.Author, p.Media, p.Date = title, r.authorOf(n), r.Media, r.Date
			continue
		}
		if i := t.find(title); i >= 0 && r.Op == Detail { // named already: no second piece
			continue
		}
		t.Pieces = append(t.Pieces, Piece{Seq: r.Seq, Title: title, Author: r.authorOf(n), Type: r.Type,
			Media: r.Media, Date: r.Date, Submitted: true})
	}
	for r.Op == Detail && t.submitted() > t.Value() { // the piece now named was one of the bare ones
		i := slices.IndexFunc(t.Pieces, func(p Piece) bool { return p.Submitted && !p.known() })
		if i < 0 {
			return
		}
		t.Pieces = slices.Delete(t.Pieces, i, i+1)
	}
}

// advance moves one piece to a stage: the piece with that title, else the latest
// that has not reached the stage, else one that so far was only a figure, else a new one.
func (t *Tally) advance(r Record) {
	title := ""
	if len(r.Titles) > 0 {
		title = r.Titles[0]
	}
	i := t.find(title)
	if i < 0 {
		i = t.behind(r.Stage, title)
	}
	if i < 0 {
		known := t.Value() > t.submitted() // a bare figure: reported, hence submitted
		t.Pieces = append(t.Pieces, Piece{Seq: r.Seq, Submitted: known})
		i = len(t.Pieces) - 1
	}
	p := &t.Pieces[i]
	fill(&p.Title, title)
	fill(&p.Author, r.Author)
	fill(&p.Type, r.Type)
	fill(&p.Media, r.Media)
	if !r.Date.IsZero() {
		p.Date = r.Date
	}
	switch r.Stage {
	case Written:
		p.Written = true
	case Published:
		p.Written, p.Published = true, true
	case Submitted:
		p.Written = true
		if !p.Submitted {
			p.handIn()
			t.Parts[p.Type]++
		}
	}
}

func fill(dst *string, v string) {
	if v != "" {
		*dst = v
	}
}
