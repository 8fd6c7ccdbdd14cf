package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
	"pufabot/messages"
	"pufabot/store"
)

// This file parts files among several items: by what their names and titles say, else
// piece by piece, as their sender says.

// onlyNames tells whether a line names items and says nothing of them that is to be kept
// by itself: 征文和海报; 署名文章和征文都发你了.
func onlyNames(r command.Reading) bool {
	switch r.Outcome {
	case command.Ask, command.Unknown, command.Ignore:
		return true
	case command.Apply, command.Confirm:
		return len(r.Acts) > 1 && !slices.ContainsFunc(r.Acts, func(a command.Act) bool { return !bareDelivery(a) })
	}
	return false
}

// divided parts several pieces among the items that a line names: at once where names or
// titles tell of every piece what it is, after a yes where only one way is left, else it
// asks piece by piece. It says false where there is nothing to part.
func (t *turn) divided(r command.Reading, items []ledger.ItemID) bool {
	pieces := t.piecesInHand()
	unit := t.unitFor(r)
	if len(pieces) < 2 || unit == "" || !handsIn(t.who.Role) || r.Outcome == command.Refuse {
		return false
	}
	told := make([]ledger.ItemID, len(pieces))
	for i, piece := range pieces {
		told[i] = t.toldOf(piece, items, r.Acts)
	}
	sure := !slices.Contains(told, "") && !slices.ContainsFunc(items, func(id ledger.ItemID) bool { return !slices.Contains(told, id) })
	if !sure && !t.leftOver(told, pieces, items) {
		if !onlyNames(r) { // what the line says is done; the files are asked about beside it
			return false
		}
		t.outcome, t.echoes = command.Ask, r.Echoes
		t.askWhich(items)
		return true
	}
	var acts []command.Act
	for i, piece := range pieces {
		acts = fileAs(acts, unit, told[i], idsOf(piece)...)
	}
	if policy.Check(t.h.Plan, t.who, command.Reading{Outcome: command.Apply, Acts: acts}).Outcome == command.Refuse {
		return false
	}
	kept := r.Acts
	if onlyNames(r) {
		kept = nil
	}
	if !sure {
		if len(kept) > 0 {
			return false
		}
		t.outcome, t.said = command.Confirm, messages.FilesParted(t.partsOf(pieces, told))
		t.options = []option{{Acts: saved(chosen(acts))}}
		return true
	}
	if r.Outcome == command.Confirm && len(kept) > 0 {
		return false
	}
	t.outcome, t.echoes, t.unkept = command.Apply, r.Echoes, r.Unkept
	t.acts = append(slices.Clone(kept), t.eachFits(acts)...)
	t.weigh()
	return true
}

// toldOf is the one of the items that a piece says to be of, by the names and titles of
// its files or by a title of the line.
func (t *turn) toldOf(piece []held, items []ledger.ItemID, said []command.Act) ledger.ItemID {
	var found []ledger.ItemID
	for _, h := range piece {
		for _, id := range t.named(h.file.Source.Name) {
			if slices.Contains(items, id) {
				found = union(found, []ledger.ItemID{id})
			}
		}
		for _, a := range said {
			if h.file.Inside != "" && slices.Contains(items, a.Item) && ledger.HasTitle(a.Titles, h.file.Inside) {
				found = union(found, []ledger.ItemID{a.Item})
			}
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// leftOver settles the pieces of which nothing tells, where there is one for each item:
// the only one that has all formats that its item asks for, and the last one.
func (t *turn) leftOver(told []ledger.ItemID, pieces [][]held, items []ledger.ItemID) bool {
	if len(pieces) != len(items) {
		return false
	}
	free := slices.DeleteFunc(slices.Clone(items), func(id ledger.ItemID) bool { return slices.Contains(told, id) })
	for _, id := range slices.Clone(free) {
		want := t.item(id).Files
		whole := -1
		for i, piece := range pieces {
			if told[i] == "" && len(want) > 1 && len(piece) == len(want) && !slices.ContainsFunc(piece, func(h held) bool { return !slices.Contains(want, h.file.Format) }) {
				if whole >= 0 {
					return false
				}
				whole = i
			}
		}
		if whole >= 0 {
			told[whole] = id
			free = slices.DeleteFunc(free, func(x ledger.ItemID) bool { return x == id })
		}
	}
	if i := slices.Index(told, ""); i >= 0 && len(free) == 1 && !slices.Contains(told[i+1:], "") {
		told[i] = free[0]
		free = nil
	}
	return len(free) == 0 && !slices.Contains(told, "")
}

func (t *turn) partsOf(pieces [][]held, told []ledger.ItemID) (out []messages.FilePart) {
	for i, piece := range pieces {
		out = append(out, messages.FilePart{Files: filedOf(piece), Item: t.item(told[i])})
	}
	return out
}

func filedOf(piece []held) (out []messages.Filed) {
	for _, h := range piece {
		out = append(out, messages.Filed{Name: h.file.Source.Name, Format: h.file.Format, Title: h.file.Inside, Coming: h.file.State == store.FileComing})
	}
	return out
}

// askPiece asks with numbers what the first piece in hand is.
func (t *turn) askPiece(pieces [][]held, items []ledger.ItemID) {
	var names []string
	t.options = nil
	for _, it := range t.choicesOf(items) {
		names = append(names, it.Name)
		t.options = append(t.options, option{Label: it.Name, Open: items, Acts: saved(chosen(fileAs(nil, t.who.Unit, it.ID, idsOf(pieces[0])...)))})
	}
	t.outcome, t.said = command.Ask, messages.FilesWhichPiece(filedOf(pieces[0]), len(pieces), names)
}

// chosen marks acts as answers to the question what the files are.
func chosen(acts []command.Act) []command.Act {
	for i := range acts {
		acts[i].Kind = kindChosen
	}
	return acts
}

// askRest goes on with the pieces that the line has left unexplained.
func (t *turn) askRest() {
	acts := t.fileActs()
	if len(acts) == 0 || len(acts[0].IDs) == 0 || len(t.options) > 0 || t.who.Role != ledger.Contact {
		return
	}
	t.narrow, t.incoming = nil, nil
	pieces := t.piecesInHand()
	if len(pieces) == 0 {
		return
	}
	t.askPiece(pieces, t.open)
	t.outcome = command.Apply
	t.reply.Append(t.said)
	t.wait()
}
