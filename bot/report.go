package bot

import (
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// recordOf is the fact that a reporting act states about one unit.
func (t *turn) recordOf(a command.Act, u ledger.UnitID) ledger.Record {
	r := ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: u, Item: a.Item,
		Op: a.Op, Value: a.Value, Approx: a.Approx, Measure: a.Measure, Scope: a.Scope, Date: a.Date, Place: a.Place,
		People: a.People, Titles: a.Titles, Author: a.Author, Authors: a.Authors, Type: a.Type, Stage: a.Stage, Media: a.Media,
		Names: a.Names, Event: a.Event, Text: a.Text, State: a.State}
	switch a.Verb {
	case command.Count:
		r.Verb = ledger.Counted
	case command.Session:
		r.Verb = ledger.Held
	case command.Entry:
		r.Verb = ledger.Handed
	case command.Signup:
		r.Verb = ledger.SignedUp
	case command.Text:
		r.Verb = ledger.Told
	case command.Mail:
		r.Verb = ledger.Mailed
	}
	for _, id := range a.IDs { // a returned piece comes back
		if n, err := strconv.Atoi(id); err == nil {
			r.Pieces = append(r.Pieces, n)
		}
	}
	if r.Op == "" {
		r.Op = ledger.Add
	}
	if !a.HasValue && (a.Verb == command.Entry || a.Verb == command.Session) {
		r.Value = max(len(a.Titles), 1)
	}
	return r
}

// previewed is what an act would do.
type previewed struct {
	act    command.Act
	change messages.Change
}

// preview works out what acts would do, one after the other, and stores nothing.
func (t *turn) preview(acts []command.Act) []previewed {
	tallies := map[store.TallyKey]ledger.Tally{}
	var out []previewed
	for _, a := range acts {
		if !a.Reporting() {
			continue
		}
		it := t.item(a.Item)
		for _, u := range targets(a) {
			key := store.TallyKey{Unit: u, Item: a.Item}
			before, ok := tallies[key]
			if !ok {
				before = t.tx.Tally(u, a.Item)
			}
			r := t.recordOf(a, u)
			after := before.Apply(it, r)
			tallies[key] = after
			out = append(out, previewed{a, messages.Change{Unit: t.unit(u), Item: it, Record: r, Before: before, After: after}})
		}
	}
	return out
}

// report records the facts of the line and writes one receipt for all of them.
func (t *turn) report() {
	twice := t.addedTwice()
	for _, a := range t.acts {
		if !a.Reporting() {
			continue
		}
		for _, u := range targets(a) {
			rec, before, after := t.tx.Append(t.recordOf(a, u))
			t.changes = append(t.changes, messages.Change{Unit: t.unit(u), Item: t.item(a.Item), Record: rec, Before: before, After: after})
		}
	}
	t.fileAll()
	if len(t.changes) == 0 {
		return
	}
	changes := t.changes
	other := t.other(changes)
	owing := t.tx.EachOwing(t.unit(t.who.Unit))
	for _, e := range t.echoes {
		t.reply.Say(messages.EchoTypo(e.Typed, e.Taken)...)
	}
	t.reply.Append(messages.Receipt(t.h.Plan, changes, owing, t.tx.Deadline, other, t.now))
	if twice {
		t.reply.Append(messages.AddedTwice())
	}
	t.reply.Append(t.supplemented(keysOf(changes)...))
	t.overruled(changes)
}
