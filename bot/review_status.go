package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// reviewStatus answers 我的征文过了吗 for one unit, and 退回的有哪些, 还有哪些没审 for all.
func (t *turn) reviewStatus(a command.Act) messages.Message {
	var list []messages.Ruling
	u, one := t.subject(a)
	for g := range t.eachGap(u.ID) {
		if g.Item.Kind != ledger.Entry || a.Item != "" && g.Item.ID != a.Item || one && g.Unit.ID != u.ID ||
			len(a.Units) > 0 && !slices.Contains(a.Units, g.Unit.ID) {
			continue
		}
		entries := g.Tally.Entries()
		for i, e := range entries {
			if asked(a.Verdict, e) {
				list = append(list, messages.Ruling{Unit: g.Unit, Item: g.Item, Place: i + 1, Of: len(entries), Piece: e, Reason: e.Reason})
			}
		}
	}
	if one {
		return messages.ReviewOfUnit(u, t.item(a.Item), list)
	}
	return messages.ReviewOfAll(t.item(a.Item), a.Verdict, list)
}

// asked tells whether a question about a verdict is about the piece.
func asked(verdict string, e ledger.Piece) bool {
	switch ledger.Verdict(verdict) {
	case "":
		return true
	case "waiting":
		return e.Waits()
	case ledger.Accepted: // what is chosen was accepted
		return e.Verdict == ledger.Accepted || e.Verdict == ledger.Selected
	}
	return e.Verdict == ledger.Verdict(verdict)
}
