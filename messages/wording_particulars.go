package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// mostParticulars is how many rows a look at one item shows.
const mostParticulars = 20

// particulars are what is kept of one item beyond its figure: its pieces, sessions or
// texts, a row each, and how many are only counted.
func particulars(g ledger.Gap, names bool) [][]Span {
	t := g.Tally
	var rows [][]Span
	for i, p := range t.Pieces {
		if row := pieceRow(p, names); len(row) > 0 {
			if g.Item.Kind == ledger.Entry && len(t.Pieces) > 1 {
				row = append([]Span{T(fmt.Sprintf("第%d%s ", i+1, g.Item.Measure))}, row...)
			}
			rows = append(rows, row)
		}
	}
	for _, e := range t.Events {
		if row := sessionRow(e); len(row) > 0 {
			rows = append(rows, row)
		}
	}
	for _, text := range t.Texts {
		rows = append(rows, []Span{U(clip(text, 60))})
	}
	if len(rows) == 0 {
		return nil
	}
	bare := t.Value() - len(rows)
	if len(t.Pieces) > 0 {
		bare = t.Unnamed()
	}
	if more := len(rows) - mostParticulars; more > 0 {
		rows = append(rows[:mostParticulars:mostParticulars], []Span{T(fmt.Sprintf("其余%d%s没有列出", more, g.Item.Measure))})
	}
	if bare > 0 && g.Item.Kind != ledger.Text {
		rows = append(rows, []Span{T(fmt.Sprintf("另有%d%s没有写明细", bare, g.Item.Measure))})
	}
	return rows
}

// pieceRow is a piece by its title, type, author and how far it has come; empty: nothing
// of it is told.
func pieceRow(p ledger.Piece, names bool) []Span {
	var row []Span
	say := func(s Span) {
		if len(row) > 0 {
			row = append(row, T(" "))
		}
		row = append(row, s)
	}
	if p.Type != "" {
		say(T(p.Type))
	}
	if p.Title != "" {
		say(U("《" + p.Title + "》"))
	}
	if p.Author != "" && names {
		say(T("作者"))
		row = append(row, U(p.Author))
	}
	if p.Media != "" {
		say(T("刊于"))
		row = append(row, U(p.Media))
	}
	if len(row) == 0 {
		return nil
	}
	switch {
	case p.Verdict != "":
		say(T(ReviewName(p.Review())))
	case !p.Submitted && p.Published:
		say(T("已刊发，还没报送"))
	case !p.Submitted && p.Written:
		say(T("已撰写，还没报送"))
	}
	return row
}

// sessionRow is a session by its day, place and audience; empty: nothing of it is told.
func sessionRow(e ledger.Event) []Span {
	var row []Span
	if !e.Date.IsZero() {
		row = append(row, T(Day(e.Date)+" "))
	}
	if e.Place != "" {
		row = append(row, U(e.Place), T(" "))
	}
	if e.People > 0 {
		row = append(row, T(Figure(e.People, e.Approx)+"人"))
	}
	return row
}
