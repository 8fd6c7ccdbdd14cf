package bot

import (
	"fmt"
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// overruled tells the other side of a figure that it had stated and that is another one
// now: a unit what a coordinator made of it, the coordinators what a unit made of
// theirs. What merely grows, and what the other side never spoke of, tells nobody.
func (t *turn) overruled(changes []messages.Change) {
	changes = slices.DeleteFunc(slices.Clone(changes), func(c messages.Change) bool { return c.Of.Verb == ledger.Reviewed }) // told as a return that is none
	if t.who.Role == ledger.Contact && !slices.ContainsFunc(changes, func(c messages.Change) bool { return c.Record.Op != ledger.Add }) {
		return
	}
	var told []ledger.UnitID
	for _, c := range changes {
		if slices.Contains(told, c.Unit.ID) {
			continue
		}
		told = append(told, c.Unit.ID)
		of := overall(changes, c.Unit.ID)
		switch {
		case t.who.Role == ledger.Coordinator:
			of = slices.DeleteFunc(of, func(c messages.Change) bool { return !t.spokeFor(c, ledger.Contact) })
			if len(of) > 0 {
				t.tellOrAlert(c.Unit, fmt.Sprintf("overruled/%d/%s", t.line, c.Unit.ID), messages.FigureChanged(of))
			}
		case t.who.Role == ledger.Contact:
			of = slices.DeleteFunc(of, func(c messages.Change) bool { return !t.overDesk(c) })
			if len(of) > 0 {
				t.tellCoordinators(fmt.Sprintf("overruled/%d/%s", t.line, c.Unit.ID), messages.DeskFigureChanged(of, t.disputed(of), t.words()))
			}
		}
	}
}

// overall puts what changed of each item of a unit together; what came out as it was is
// no change.
func overall(changes []messages.Change, u ledger.UnitID) []messages.Change {
	var out []messages.Change
	for _, c := range changes {
		if c.Unit.ID != u {
			continue
		}
		i := slices.IndexFunc(out, func(o messages.Change) bool { return o.Item.ID == c.Item.ID })
		if i < 0 {
			out = append(out, c)
		} else {
			out[i].After = c.After
		}
	}
	return slices.DeleteFunc(out, func(c messages.Change) bool { return !c.Before.Answered || c.Before.Value() == c.After.Value() })
}

// spokeFor tells whether somebody of a role had stated the figure before the change.
func (t *turn) spokeFor(c messages.Change, role ledger.Role) bool {
	return slices.ContainsFunc(t.tx.RecordsOf(c.Unit.ID, c.Item.ID), func(r ledger.Record) bool {
		return r.Role == role && r.States() && r.Line != t.line
	})
}

// overDesk tells whether a contact's words put another figure in the place of one that
// a coordinator had stated last: one that was the unit's own before, or a higher one.
func (t *turn) overDesk(c messages.Change) bool {
	last, ok := t.tx.Record(c.Before.Last)
	if !ok || last.Role != ledger.Coordinator || c.Record.Op == ledger.Add {
		return false
	}
	return c.After.Value() < c.Before.Value() || t.spokeFor(c, ledger.Contact)
}

// disputed tells whether any of the figures was the unit's before it was the coordinator's.
func (t *turn) disputed(of []messages.Change) bool {
	return slices.ContainsFunc(of, func(c messages.Change) bool { return t.spokeFor(c, ledger.Contact) })
}

// tellOrAlert tells a unit what the reply says, too: privately where there is a way; else
// the reply in the work group alerts its contacts.
func (t *turn) tellOrAlert(u ledger.Unit, key string, m messages.Message) {
	people := t.tx.ContactsOf(u.ID)
	reached := slices.ContainsFunc(people, func(p ledger.Person) bool { _, ok := t.tx.PersonAddress(p); return ok })
	if _, here := t.tx.GroupOf(t.env.Chat); here && !reached && !t.env.Chat.Private {
		t.reply.Append(m)
		t.reply.Mentions = append(t.reply.Mentions, messages.MentionsFor(people, t.env.ReplyVia.Channel)...)
		return
	}
	t.tellUnit(u, nil, key, m)
}
