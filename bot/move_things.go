package bot

import (
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// thing is a piece or a session of a unit's, the known ones and those that only count.
type thing struct {
	seq   uint64
	piece ledger.Piece
	event ledger.Event
}

func thingsOf(it ledger.Item, tally ledger.Tally) (out []thing) {
	if it.Kind == ledger.Entry {
		for _, p := range tally.Entries() {
			out = append(out, thing{seq: p.Seq, piece: p})
		}
		return out
	}
	for _, e := range tally.Events {
		out = append(out, thing{seq: e.Seq, event: e})
	}
	for range tally.Value() - len(tally.Events) {
		out = append(out, thing{})
	}
	return out
}

// without are the things of a list that are not picked.
func without(things, picks []thing) []thing {
	picks = slices.Clone(picks)
	return slices.DeleteFunc(slices.Clone(things), func(x thing) bool {
		i := slices.Index(picks, x)
		if i >= 0 {
			picks = slices.Delete(picks, i, i+1)
		}
		return i >= 0
	})
}

// record brings it to another unit.
func (x thing) record(it ledger.Item) ledger.Record {
	r := ledger.Record{Item: it.ID, Op: ledger.Add, Value: 1, Moved: x.seq}
	if it.Kind == ledger.Sessions {
		r.Verb, r.Date, r.Place, r.People, r.Approx = ledger.Held, x.event.Date, x.event.Place, x.event.People, x.event.Approx
		return r
	}
	p := x.piece
	r.Verb, r.Author, r.Type, r.Media, r.Date = ledger.Handed, p.Author, p.Type, p.Media, p.Date
	if p.Title != "" {
		r.Titles = []string{p.Title}
	}
	return r
}

// less takes it away from its unit.
func (x thing) less(it ledger.Item) ledger.Record {
	r := x.record(it)
	r.Op, r.Moved, r.People, r.Approx, r.Author, r.Media = ledger.Sub, 0, 0, false, "", ""
	return r
}

// fits tells whether a move may be about it.
func (x thing) fits(a command.Act, it ledger.Item) bool {
	if it.Kind == ledger.Entry {
		return (len(a.Titles) == 0 || x.piece.Title != "" && ledger.HasTitle(a.Titles, x.piece.Title)) && (a.Type == "" || x.piece.Type == a.Type)
	}
	e := x.event
	return (a.Date.IsZero() || a.Date == e.Date) && (a.People == 0 || a.People == e.People) &&
		(a.Place == "" || e.Place != "" && (strings.Contains(e.Place, a.Place) || strings.Contains(a.Place, e.Place)))
}
