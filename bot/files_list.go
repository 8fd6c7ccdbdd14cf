package bot

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// listFiles answers 看文件: what is in force, then what was replaced, and for the
// coordinator what nobody has explained.
func (t *turn) listFiles(a command.Act) messages.Message {
	unit := a.Unit
	if unit == "" && t.who.Role == ledger.Contact {
		unit = t.who.Unit
	}
	var shelves []messages.FileShelf
	for g := range t.eachGap(unit) {
		if unit != "" && g.Unit.ID != unit || a.Item != "" && g.Item.ID != a.Item || len(g.Tally.Files) == 0 {
			continue
		}
		s := messages.FileShelf{Unit: g.Unit, Pairing: t.pairing(g.Unit.ID, g.Item.ID)}
		for _, f := range g.Tally.Files {
			s.Files = append(s.Files, t.fileOf(f.ID, ""))
		}
		shelves = append(shelves, s)
	}
	return messages.FileList(shelves)
}

func (t *turn) fileOf(id uint64, note string) messages.FileOf {
	f, _ := t.tx.File(id)
	return messages.FileOf{Name: t.shown(f), Size: f.Size, When: messages.When(f.At.In(t.h.Plan.Campaign.Zone)), Note: note}
}
