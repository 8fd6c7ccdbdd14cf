package bot

import (
	"cmp"
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// shownCorrections is how many corrections an answer lists.
const shownCorrections = 15

// news answers 今天有什么变化 and 改过什么.
func (t *turn) news(a command.Act) messages.Message {
	if a.Kind == "corrections" {
		return t.corrections(a)
	}
	if a.Kind == command.KindSupplements {
		return t.after(a)
	}
	n := messages.News{Since: t.local(a.At), Review: map[ledger.Verdict]int{}}
	for d := range Changes(t.tx, a.At) {
		if within(a, d.Unit.ID, d.Item.ID) {
			n.Changes = append(n.Changes, d)
		}
	}
	for r := range t.tx.Latest() {
		if r.At.Before(a.At) {
			break
		}
		if r.Verb != ledger.Reviewed || !within(a, r.Unit, r.Item) {
			continue
		}
		if _, undone := t.tx.UndoneBy(r.Seq); !undone {
			n.Review[r.Verdict] += max(len(r.Pieces), 1)
		}
	}
	n.Unit, n.Item = t.unit(a.Unit), t.item(a.Item)
	return messages.ChangesSince(n)
}

// after tells what was said after the figures were frozen.
func (t *turn) after(a command.Act) messages.Message {
	list := slices.DeleteFunc(Supplements(t.tx), func(s messages.Supplement) bool { return !within(a, s.Unit.ID, s.Item.ID) })
	if len(list) > 0 {
		return messages.SupplementList(list)
	}
	cut := t.tx.Cut("")
	return messages.NoSupplements(t.tx.Closed(cut), t.local(cut))
}

// within tells whether an act is about a unit and an item.
func within(a command.Act, u ledger.UnitID, it ledger.ItemID) bool {
	return (a.Unit == "" || a.Unit == u) && (len(a.Units) == 0 || slices.Contains(a.Units, u)) && (a.Item == "" || a.Item == it)
}

// corrections lists what was said and then changed, the latest first.
func (t *turn) corrections(a command.Act) messages.Message {
	var all []messages.Source
	for g := range t.eachGap(a.Unit) {
		if !within(a, g.Unit.ID, g.Item.ID) {
			continue
		}
		for _, s := range ledger.Steps(g.Item, t.tx.RecordsOf(g.Unit.ID, g.Item.ID)) {
			if n := len(all) - 1; n >= 0 && oneUndo(all[n], g, s) {
				all[n].To, all[n].Silent = s.To, s.Silent
			} else if s.Corrects() {
				all = append(all, t.source(s, g.Unit, g.Item))
			}
		}
	}
	slices.SortFunc(all, func(x, y messages.Source) int { return cmp.Compare(y.Record.Seq, x.Record.Seq) })
	return messages.Corrections(all[:min(shownCorrections, len(all))], len(all))
}

// oneUndo tells whether a step takes back another record of what the line before took
// back already: who said 撤回 once has changed one figure.
func oneUndo(before messages.Source, g ledger.Gap, s ledger.Step) bool {
	return s.Record.Verb == ledger.Undone && before.Record.Verb == ledger.Undone && s.Record.Line == before.Record.Line &&
		before.Unit.ID == g.Unit.ID && before.Item.ID == g.Item.ID
}
