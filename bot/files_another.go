package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// another asks whether files whose title nobody has told yet are further pieces or
// new versions of those that are here: only their sender knows, and a wrong guess
// would change a figure or lose a paper. It says false when there is nothing to ask:
// the words say so, the total has room for them, or they complete a pair.
func (t *turn) another(file command.Act, said []command.Act) bool {
	it, tally := t.item(file.Item), t.tx.Tally(file.Unit, file.Item)
	speaks := func(a command.Act) bool { return a.Reporting() && a.Item == file.Item }
	instead := replaces(t.env.Text) || slices.ContainsFunc(t.explained(file), func(f store.File) bool { return f.Replace })
	if it.Kind != ledger.Entry || file.Kind != "" && file.Kind != kindChosen || instead && max(tally.Shown(it), tally.Value()) <= 1 || len(returned(tally)) > 0 ||
		slices.ContainsFunc(said, func(a command.Act) bool { return speaks(a) && (!implied(a) || len(a.Titles) > 0) }) {
		return false
	}
	known := titlesHere(tally)
	fresh := t.freshTitles(file, it, tally, known)
	if len(known) == 0 || len(fresh) == 0 || !instead && len(known)+len(fresh) <= tally.Value() {
		return false
	}
	rest := slices.DeleteFunc(slices.Clone(said), speaks)
	more := command.Act{Verb: command.Entry, Unit: file.Unit, Item: file.Item, Op: ledger.Add, OpStated: true,
		Value: len(fresh), HasValue: true, Titles: fresh, Kind: kindFresh}
	further := file
	further.Kind = kindFresh
	answers := [][]command.Act{append(slices.Clone(rest), more, further)}
	var old, passed []string
	for _, p := range tally.Entries() {
		if p.Passed() && hasTitle(known, p.Title) && p.Title != "" {
			passed = append(passed, p.Title)
		}
		if len(fresh) == 1 && p.Submitted && !p.Passed() && slices.Contains(known, p.Title) {
			newer := file
			newer.Kind, newer.Text = kindReplace, p.Title
			answers, old = append(answers, append(slices.Clone(rest), newer)), append(old, p.Title)
		}
	}
	t.acts = rest
	t.pose(messages.FilesAnother(t.unit(file.Unit), it, fresh, known, old, passed, tally.Value()), nil, answers...)
	t.chosenBy(messages.FilesAnotherWords(old)...)
	return true
}

// titlesHere are the titles of the pieces that are handed in and of the files.
func titlesHere(tally ledger.Tally) []string {
	var out []string
	add := func(title string) {
		if title != "" && !hasTitle(out, title) {
			out = append(out, title)
		}
	}
	for _, p := range tally.Pieces {
		if p.Submitted {
			add(p.Title)
		}
	}
	for _, f := range tally.Files {
		add(f.Title)
	}
	return out
}

// freshTitles are the titles of files in hand that nobody has told yet. A file of a
// format that is missing belongs to the piece that lacks it; one of a format that the
// item does not ask for (a clipping) is no piece.
func (t *turn) freshTitles(file command.Act, it ledger.Item, tally ledger.Tally, known []string) []string {
	var out []string
	for _, f := range t.explained(file) {
		title := t.titleOf(f, file)
		piece := len(it.Files) == 0 || slices.Contains(it.Files, f.Format) && !slices.Contains(tally.Lacks(it), f.Format)
		if piece && title != "" && !hasTitle(known, title) && !hasTitle(out, title) {
			out = append(out, title)
		}
	}
	return out
}

// explained are the files in hand of which an act speaks.
func (t *turn) explained(act command.Act) []store.File {
	var out []store.File
	for i, a := range t.incoming {
		if a.lost == "" && (a.file.ID != 0 || covers(act, t.tx.LastFile()+1+uint64(i))) {
			out = append(out, a.file)
		}
	}
	for _, f := range t.waiting() {
		if covers(act, f.ID) && (act.Kind == kindChosen || plausible(t.item(act.Item), f.Format)) {
			out = append(out, f)
		}
	}
	for i := range out {
		out[i].Unit, out[i].Item = act.Unit, act.Item
	}
	return out
}

func hasTitle(list []string, title string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return document.SameTitle(s, title) })
}

// askAnother does so about a file that came later than its line.
func (t *turn) askAnother(f store.File) bool {
	t.incoming = []arrival{{file: f}}
	if !t.another(command.Act{Verb: command.File, Unit: f.Unit, Item: f.Item}, nil) {
		return false
	}
	f.Unit, f.Item, f.Waiting, f.Asked, f.Until = "", "", true, true, t.now.Add(filesWait)
	t.plan(&f)
	t.tx.PutFile(f)
	t.keepQuestion(f.Until)
	t.speak(f, "another", t.said)
	return true
}

// anotherAnswered asks once more where the answer to a question says what the files
// are of, but not how they stand to those that are here.
func (t *turn) anotherAnswered() bool {
	for i, a := range t.acts {
		if a.Verb == command.File && t.another(a, slices.Delete(slices.Clone(t.acts), i, i+1)) {
			return true
		}
	}
	return false
}
