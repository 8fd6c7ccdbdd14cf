package bot

import (
	"cmp"
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// shownSources is how many records an answer to 谁报的 lists.
const shownSources = 6

// whoSaid tells where figures come from: the latest records of a unit or an item,
// each with its time, person, chat and original words, files, verdicts, explanations
// and undos included.
func (t *turn) whoSaid(a command.Act) messages.Message {
	unit := a.Unit
	if unit == "" && t.who.Role == ledger.Contact {
		unit = t.who.Unit
	}
	type step struct {
		ledger.Step
		gap ledger.Gap
	}
	var steps []step
	for g := range t.eachGap(unit) {
		if unit != "" && g.Unit.ID != unit || !within(command.Act{Units: a.Units, Item: a.Item}, g.Unit.ID, g.Item.ID) {
			continue
		}
		for _, s := range ledger.Steps(g.Item, t.tx.RecordsOf(g.Unit.ID, g.Item.ID)) {
			steps = append(steps, step{s, g})
		}
	}
	slices.SortFunc(steps, func(x, y step) int { return cmp.Compare(y.Record.Seq, x.Record.Seq) })
	var list []messages.Source
	for _, s := range steps[:min(shownSources, len(steps))] {
		list = append(list, t.source(s.Step, s.gap.Unit, s.gap.Item))
	}
	return messages.Origins(list, len(steps))
}

// source is one record with the words that it came from: those of the question's
// line when the record's own line only said yes, and those of the report that was
// moved to another unit.
func (t *turn) source(s ledger.Step, u ledger.Unit, it ledger.Item) messages.Source {
	r := s.Record
	var settled store.Line
	for r.Moved != 0 {
		settled, _ = t.tx.Said(r.Line)
		r, _ = t.tx.Record(r.Moved)
	}
	said, answer := t.tx.Said(r.Line)
	if settled.Seq == 0 {
		settled = answer
	}
	out := messages.Source{Step: s, Unit: u, Item: it, Nick: said.Nick, Chat: said.Chat, Words: messages.WordsOf(said.Text, said.Quote, r, t.unit(r.Unit), it),
		Settled: messages.Settled(said.By, settled.By, settled.Nick, settled.Text)}
	out.Record.At = t.local(r.At)
	if by, ok := t.tx.UndoneBy(s.Record.Seq); ok {
		if undo, ok := t.tx.Record(by); ok {
			out.UndoneAt = t.local(undo.At)
		}
	}
	if s.Record.Verb == ledger.Undone {
		out.Undid, _ = t.tx.Record(s.Record.Undoes)
	}
	return out
}
