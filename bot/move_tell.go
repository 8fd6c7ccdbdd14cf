package bot

import (
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// This file carries a move out, tells both units, and takes it back.

// move does it, and tells both units where one of them had spoken of it.
func (t *turn) move(a command.Act) messages.Message {
	list, trouble := t.movings(a)
	if len(list) == 0 {
		return trouble
	}
	var words []messages.Moving
	for _, m := range list {
		theirs := t.wordsOfContact(m)
		for _, r := range m.back {
			t.takeBack(r)
		}
		for _, r := range slices.Concat(m.less, m.more) {
			t.tx.Append(r)
		}
		words = append(words, m.words())
		t.tellMoved(m.words(), theirs, false)
	}
	return messages.Moved(words)
}

func (t *turn) contactSpoke(u ledger.UnitID, item ledger.ItemID) bool {
	return slices.ContainsFunc(t.stating(u, item), func(r ledger.Record) bool { return r.Role == ledger.Contact })
}

// wordsOfContact tells whether what moves had been said by a contact.
func (t *turn) wordsOfContact(m moving) bool {
	return len(m.less) > 0 && t.contactSpoke(m.from.ID, m.item.ID) || slices.ContainsFunc(m.more, func(r ledger.Record) bool {
		was, ok := t.tx.Record(r.Moved)
		return ok && was.Role == ledger.Contact
	})
}

// tellMoved tells both units of a move, or that it was taken back: one of whose words they
// were, and one whose own figure they change.
func (t *turn) tellMoved(m messages.Moving, theirs, back bool) {
	for _, c := range []messages.Change{m.Left, m.Got} {
		if theirs || t.contactSpoke(c.Unit.ID, c.Item.ID) {
			key := strings.Join([]string{"moved", t.env.Key, string(c.Unit.ID), string(c.Item.ID)}, "/")
			t.tellOrAlert(c.Unit, key, messages.MovedNotice(m, c, back))
		}
	}
}

// giveBack records again what the move of a line took from a unit, when what it brought
// to another is taken back.
func (t *turn) giveBack(r ledger.Record) (out []messages.Change) {
	was, ok := t.tx.Record(r.Moved)
	if r.Moved == 0 || !ok || was.Unit == r.Unit {
		return nil
	}
	records := t.tx.RecordsOf(was.Unit, was.Item)
	for _, undo := range records {
		if undo.Verb != ledger.Undone || undo.Line != r.Line {
			continue
		}
		back, ok := t.tx.Record(undo.Undoes)
		if !ok || slices.ContainsFunc(records, func(x ledger.Record) bool { return x.Moved == back.Seq && x.Line == t.line }) {
			continue // one move may bring several
		}
		back.Line, back.At, back.Moved, back.Seq = t.line, t.now, back.Seq, 0 // as the one who said it did, who may take it back
		rec, before, after := t.tx.Append(back)
		out = append(out, messages.Change{Unit: t.unit(rec.Unit), Item: t.item(rec.Item), Record: rec, Before: before, After: after, Of: rec})
	}
	return out
}

// unmoved tells both units that a move was taken back; it says whether the records are of one.
func (t *turn) unmoved(records []ledger.Record, changes []messages.Change) bool {
	var told []messages.Moving
	for _, r := range records {
		was, ok := t.tx.Record(r.Moved)
		if r.Moved == 0 || !ok || was.Unit == r.Unit {
			continue
		}
		m := messages.Moving{From: t.unit(was.Unit), To: t.unit(r.Unit), Item: t.item(r.Item), Left: changeOf(changes, was), Got: changeOf(changes, r)}
		if !slices.ContainsFunc(told, func(x messages.Moving) bool { return x.Item.ID == m.Item.ID }) { // one move may bring several
			t.tellMoved(m, was.Role == ledger.Contact, true)
			told = append(told, m)
		}
	}
	return len(told) > 0
}

// changeOf is all that changed of a record's unit and item.
func changeOf(changes []messages.Change, r ledger.Record) (out messages.Change) {
	for _, c := range changes {
		if c.Unit.ID != r.Unit || c.Item.ID != r.Item {
			continue
		}
		if out.Unit.ID == "" {
			out = c
		}
		out.After = c.After
	}
	return out
}
