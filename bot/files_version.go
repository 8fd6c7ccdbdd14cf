package bot

import (
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// kindReplace marks files that take the place of those of another title: the Text of
// their act.
const kindReplace = "replace"

// kindChosen marks files whose sender was asked what they are and has answered: they go
// there, whatever kind of file they are.
const kindChosen = "chosen"

// replaces tells whether words say that a file takes the place of an older one.
func replaces(words string) bool {
	for _, w := range []string{"替换", "修改", "改好", "改过", "重新", "重发", "更新", "新版", "最新", "终稿", "定稿", "换成", "换掉", "换下", "换这", "换一", "改了", "发错", "传错", "以这", "作废", "盖章版", "盖好章", "盖了章", "补盖"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// filesNewer places files whose words say that they are a new version, and not of what:
// under the one item that has a file with their title, else the only one that has a file
// of their kind.
func (t *turn) filesNewer(words string) bool {
	if t.who.Role != ledger.Contact || len(t.env.Files) == 0 || !replaces(words) {
		return false
	}
	var titled, alike []ledger.ItemID
	for _, it := range t.h.Plan.ItemsOf(t.unit(t.who.Unit)) {
		if it.Kind != ledger.Entry {
			continue
		}
		files := t.tx.Tally(t.who.Unit, it.ID).Files
		every := func(same func(a arrival, f ledger.File) bool) bool {
			return len(files) > 0 && !slices.ContainsFunc(t.incoming, func(a arrival) bool {
				return !slices.ContainsFunc(files, func(f ledger.File) bool { return same(a, f) })
			})
		}
		if every(func(a arrival, f ledger.File) bool {
			return f.Title != "" && a.file.Inside != "" && document.SameTitle(f.Title, a.file.Inside)
		}) {
			titled = append(titled, it.ID)
		}
		if every(func(a arrival, f ledger.File) bool { return f.Format == a.file.Format }) {
			alike = append(alike, it.ID)
		}
	}
	if len(titled) > 0 {
		alike = titled
	}
	if len(alike) != 1 || t.speakOfOther(alike[0]) {
		return false
	}
	t.fileUnder(command.Act{Verb: command.File, Unit: t.who.Unit, Item: alike[0]})
	return true
}

// filing is the record that files a file, or says that the same content is there already.
func (t *turn) filing(tally ledger.Tally, f store.File, act command.Act) (r ledger.Record, twice bool) {
	r = ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: f.Unit, Item: f.Item,
		Verb: ledger.Filed, File: f.ID, Format: f.Format}
	if f.Title != "" {
		r.Titles = []string{f.Title}
	}
	it := t.item(f.Item)
	for _, have := range tally.Files {
		old, _ := t.tx.File(have.ID)
		if f.Hash != "" && old.Hash == f.Hash {
			return r, true
		}
		switch {
		case act.Kind == kindReplace: // said to take the place of these
			if document.SameTitle(have.Title, act.Text) && (have.Format == f.Format || len(it.Files) == 0 && r.Replaces == 0) {
				r.Replaces = have.ID
			}
		case have.Format == f.Format && olderVersion(it, tally, have, f):
			r.Replaces = have.ID
		}
	}
	return r, false
}

// olderVersion tells whether a file takes the place of one that is there: it has
// the same title, or the words say so, or the item wants one file of each format
// and nothing says that this is another piece.
func olderVersion(it ledger.Item, tally ledger.Tally, have ledger.File, f store.File) bool {
	if it.Kind != ledger.Entry {
		return false
	}
	titled := have.Title != "" && f.Title != ""
	switch {
	case titled && document.SameTitle(have.Title, f.Title):
		return true
	case f.Replace, len(returned(tally)) > 0: // what comes after a return is the new version
		return !titled || tally.Shown(it) == 1
	}
	return !titled && slices.Contains(it.Files, f.Format) && tally.Shown(it) == 1 && tally.Value() <= 1
}

// renew gives a piece the title of the files that have taken the place of its own.
func (t *turn) renew(act command.Act, title string) {
	tally := t.tx.Tally(act.Unit, act.Item)
	for i, p := range tally.Entries() {
		if p.Submitted && p.Title == act.Text {
			rec, before, after := t.tx.Append(ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: act.Unit, Item: act.Item,
				Verb: ledger.Handed, Op: ledger.Detail, Stage: ledger.Submitted, Pieces: []int{i + 1}, Titles: []string{title}})
			t.changes = append(t.changes, messages.Change{Unit: t.unit(act.Unit), Item: t.item(act.Item), Record: rec, Before: before, After: after})
			return
		}
	}
}
