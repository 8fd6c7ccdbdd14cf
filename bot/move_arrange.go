package bot

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// This file works out what a move makes of both totals, before it is done.

// arranged works out what a move makes of both totals; op says whether a whole figure comes
// on top of the one that is there, or in its place.
func (t *turn) arranged(m moving, op ledger.Op) moving {
	m.more = slices.Clone(m.more)
	for i := range m.more {
		r := &m.more[i]
		r.Seq, r.Line, r.At, r.By, r.Role, r.Unit = 0, t.line, t.now, t.env.From.Account, t.who.Role, m.to.ID // who moves it may take it back
		if op == ledger.Set && i == 0 && m.item.Kind == ledger.Count {
			r.Op = ledger.Set
		}
	}
	for i := range m.less {
		r := &m.less[i]
		r.Line, r.At, r.By, r.Role, r.Unit, r.Item = t.line, t.now, t.env.From.Account, t.who.Role, m.from.ID, m.item.ID
	}
	kept := slices.DeleteFunc(slices.Clone(t.tx.RecordsOf(m.from.ID, m.item.ID)), func(r ledger.Record) bool {
		return slices.ContainsFunc(m.back, func(b ledger.Record) bool { return b.Seq == r.Seq })
	})
	m.left = [2]ledger.Tally{t.tx.Tally(m.from.ID, m.item.ID), ledger.Fold(m.item, append(kept, m.less...))}
	m.got[0] = t.tx.Tally(m.to.ID, m.item.ID)
	m.got[1] = m.got[0]
	for _, r := range m.more {
		m.got[1] = m.got[1].Apply(m.item, r)
	}
	return m
}

// holds tells whether just that leaves the one unit which comes to the other.
func (m moving) holds() bool {
	n := 0
	var titles []string
	for _, r := range m.more {
		if r.Verb != ledger.Filed {
			n, titles = n+r.Value, append(titles, r.Titles...)
		}
	}
	switch m.item.Kind {
	case ledger.Entry:
		if slices.ContainsFunc(m.left[1].Entries(), func(p ledger.Piece) bool { return p.Title != "" && ledger.HasTitle(titles, p.Title) }) ||
			len(m.left[0].Wording())-len(m.left[1].Wording()) != len(titles) {
			return false
		}
	case ledger.Sessions, ledger.Count:
	default:
		return true
	}
	return m.left[0].Value()-m.left[1].Value() == n || len(m.less) == 0 && m.item.Kind == ledger.Count
}

// judgedAlready says of a move that a piece of it has been judged, which is to be taken back first.
func (t *turn) judgedAlready(m moving) messages.Message {
	m = t.arranged(m, "")
	for _, p := range m.left[0].Pieces {
		stays := slices.ContainsFunc(m.left[1].Pieces, func(q ledger.Piece) bool { return q.Seq == p.Seq && q.Title == p.Title })
		if p.Reviewed > 0 && !stays {
			return messages.MoveJudged(m.from, m.item, p)
		}
	}
	return messages.Message{}
}
