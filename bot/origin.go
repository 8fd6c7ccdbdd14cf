package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// whoSaid tells where figures come from: the latest five records of a unit or an
// item, each with its time, person and original words.
func (t *turn) whoSaid(a command.Act) messages.Message {
	unit := a.Unit
	if unit == "" && t.who.Role == ledger.Contact {
		unit = t.who.Unit
	}
	var records []ledger.Record
	for _, g := range t.tx.Gaps() {
		if unit != "" && g.Unit.ID != unit || a.Item != "" && g.Item.ID != a.Item {
			continue
		}
		records = append(records, t.tx.RecordsOf(g.Unit.ID, g.Item.ID)...)
	}
	slices.SortFunc(records, func(x, y ledger.Record) int { return int(int64(y.Seq) - int64(x.Seq)) })
	var lines [][]messages.Span
	for _, r := range records[:min(5, len(records))] {
		said, _ := t.tx.Line(r.Line)
		r.At = r.At.In(t.h.Plan.Campaign.Zone)
		lines = append(lines, messages.Origin(r, t.item(r.Item), t.h.Plan.UnitName(r.Unit), said.Nick, said.Text))
	}
	return messages.OriginList(lines)
}

// move takes the latest record of one unit back and records it for another.
func (t *turn) move(a command.Act) messages.Message {
	var last ledger.Record
	for _, it := range t.h.Plan.Items {
		tally := t.tx.Tally(a.From, it.ID)
		if (a.Item == "" || it.ID == a.Item) && tally.Answered && tally.Last > last.Seq {
			last, _ = t.tx.Record(tally.Last)
		}
	}
	if last.Seq == 0 {
		return messages.NothingToMove(t.h.Plan.UnitName(a.From))
	}
	if t.settled(last) {
		return messages.NotUndone(t.unit(last.Unit), t.item(last.Item), false)
	}
	t.takeBack(last)
	moved := last
	moved.Seq, moved.Line, moved.At, moved.Unit = 0, t.line, t.now, a.To
	_, before, after := t.tx.Append(moved)
	return messages.Moved(t.unit(a.From), t.unit(a.To), t.item(last.Item), before, after)
}
