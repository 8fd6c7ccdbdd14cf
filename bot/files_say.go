package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// arrived is how many files came, and what those that are here look like.
func (t *turn) arrived() []messages.Filed {
	var out []messages.Filed
	for _, a := range t.incoming {
		if a.lost == "" {
			out = append(out, messages.Filed{Name: a.file.Source.Name, Format: a.file.Format, Title: a.file.Inside, Coming: a.file.State == store.FileComing})
		}
	}
	return out
}

// sayFiles tells what became of the message's files.
func (t *turn) sayFiles() {
	if !t.kept.Empty() {
		t.reply.Append(t.kept)
		t.reply.Append(t.sayReopened())
		if len(t.changes) == 0 {
			t.reply.Append(messages.FilesWrong())
		}
	} else if len(t.incoming) > 0 && !t.gone() && (t.outcome == command.Reply || t.outcome == command.Apply || t.outcome == command.Confirm) && t.said.Empty() {
		t.reply.Append(t.whichNow())
	}
	defer t.askRest()
	if n := len(filesOf(t.env)); n > 0 && !handsIn(t.who.Role) {
		t.reply.Append(messages.FilesNotKept(n, t.who.Role != ledger.Observer))
	}
	for _, a := range t.incoming {
		if a.lost != "" {
			t.reply.Append(t.notTaken(a.file, a.lost, a.not))
		}
	}
	for _, f := range t.refused {
		t.reply.Append(t.notTaken(f, lostKind, f.Item))
	}
}

// whichNow asks about files beside an answer to the words.
func (t *turn) whichNow() messages.Message {
	keep := t.said
	defer func() { t.said = keep }()
	was := t.outcome
	t.askWhich(t.open)
	t.outcome = was
	t.wait()
	return t.said
}

// pairing is how the files of an item stand together.
func (t *turn) pairing(unit ledger.UnitID, item ledger.ItemID) messages.Pairing {
	it, tally := t.item(item), t.tx.Tally(unit, item)
	p := messages.Pairing{Item: it, Lacks: tally.Lacks(it), Beside: it.Kind != ledger.Entry && !tally.Answered}
	if tally.Shown(it) != 1 || len(it.Files) == 0 {
		return p
	}
	titles := map[string]string{}
	for _, f := range tally.Files {
		file, _ := t.tx.File(f.ID)
		if slices.Contains(it.Files, f.Format) {
			titles[f.Format] = file.Inside
			if file.Inside == "" { // a scan: its name tells
				titles[f.Format] = file.Title
			}
		}
	}
	if a, b := titles[ledger.Word], titles[ledger.PDF]; a != "" && b != "" && !document.SameTitle(a, b) {
		p.WordTitle, p.PDFTitle = a, b
	}
	return p
}
