package bot

import (
	"fmt"
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// undo takes back what a line of the speaker has done, or of it what the act names, and
// names it.
func (t *turn) undo(a command.Act) messages.Message {
	d := t.undoing(a)
	if d.empty() {
		return messages.NothingToUndo(t.spoken(a))
	}
	if m, ok := t.fixed(d); ok {
		return m
	}
	var m messages.Message
	if len(d.records) > 0 {
		m = t.takeBackAll(d)
	}
	l, _ := t.tx.Line(d.line)
	for _, o := range d.orders {
		m.Append(t.takeBackOrder(l, o))
	}
	t.dropComing(d.line, a.Item)
	return m
}

// undoing is what an undo is about: the line that was settled on, or the last one.
func (t *turn) undoing(a command.Act) done {
	line, ok := pinned(a)
	if !ok {
		var records []ledger.Record
		line, records = t.lastSaid(a)
		return done{line: line, records: records}
	}
	d := t.deedOf(line)
	if a.Unit != "" || a.Item != "" || len(a.Titles) > 0 {
		d.orders, d.records = nil, slices.DeleteFunc(d.records, func(r ledger.Record) bool { return !about(a, r) })
	}
	return d
}

// takeBackAll takes records of one line back.
func (t *turn) takeBackAll(d done) messages.Message {
	said, _ := t.tx.Line(d.line)
	var changes []messages.Change
	for _, r := range d.records {
		changes = append(changes, t.since(t.takeBack(r)))
		changes = append(changes, t.giveBack(r)...)
		if r.Verb == ledger.Reviewed && r.Verdict == ledger.Returned { // they have been told to improve it
			t.tellUnit(t.unit(r.Unit), nil, fmt.Sprintf("unreturn/%d/%s/%s", t.line, r.Item, r.Unit), messages.ReturnWithdrawn(t.unit(r.Unit), t.item(r.Item)))
		}
	}
	if !t.unmoved(d.records, changes) {
		t.overruled(changes)
	}
	m := messages.UndoneWords(changes, said.At.In(t.h.Plan.Campaign.Zone))
	m.Append(t.supplemented(keysOf(changes)...))
	return m
}

// undoesLast tells an undo that says nothing of what it is about.
func undoesLast(a command.Act) bool {
	return a.Verb == command.Undo && a.Kind == "" && a.Unit == "" && a.Item == "" && len(a.Titles) == 0
}

// takeBackOpen lets go of what waits for a word, a question or files, and is later than
// all that the speaker has recorded, which must not go in its place.
func (t *turn) takeBackOpen() bool {
	last, _ := t.tx.LastLineBy(t.env.From.Account)
	p, asked := t.tx.Pending(t.env.From.Account, t.env.Chat)
	files := slices.DeleteFunc(t.waiting(), func(f store.File) bool { return f.Line <= last })
	if (!asked || p.Line <= last) && len(files) == 0 {
		return false
	}
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	for _, f := range files {
		f.State, f.Waiting, f.Due = store.FileDropped, false, time.Time{}
		t.tx.PutFile(f)
	}
	t.outcome, t.said = command.Reply, messages.OpenTakenBack(t.asked(p), len(files))
	if t.answers = p.Line; p.Line == 0 {
		t.answers = files[0].Line
	}
	return true
}

// dropComing lets go of the files of a line that have not come yet: all, or those of
// one item.
func (t *turn) dropComing(line uint64, item ledger.ItemID) {
	for _, f := range t.tx.OpenFiles() {
		if f.Line == line && f.State == store.FileComing && (item == "" || f.Item == item) {
			f.State, f.Due = store.FileDropped, time.Time{}
			t.tx.PutFile(f)
		}
	}
}

// takeBack appends the record that undoes another one.
func (t *turn) takeBack(r ledger.Record) messages.Change {
	undo := ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role,
		Unit: r.Unit, Item: r.Item, Verb: ledger.Undone, Undoes: r.Seq}
	rec, before, after := t.tx.Append(undo)
	return messages.Change{Unit: t.unit(r.Unit), Item: t.item(r.Item), Record: rec, Before: before, After: after, Of: r}
}

// since finds what a figure stands on that is the same though a record was taken back.
func (t *turn) since(c messages.Change) messages.Change {
	if c.Before.Value() != c.After.Value() || !c.After.Answered {
		return c
	}
	for _, r := range slices.Backward(t.tx.RecordsOf(c.Unit.ID, c.Item.ID)) {
		if r.Seq <= c.Of.Seq {
			break
		}
		_, undone := t.tx.UndoneBy(r.Seq)
		if undone || !r.States() {
			continue
		}
		l, _ := t.tx.Said(r.Line)
		c.Since, c.SinceBy = r, l.Nick
		c.Since.At = t.local(r.At)
		break
	}
	return c
}
