package bot

import (
	"slices"
	"strconv"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// keepArrivals writes down the files of the message, in the same transaction as
// its line: what they are for, and when to go on with those that are not here or
// not explained.
func (t *turn) keepArrivals() {
	for _, r := range t.refused {
		t.tx.PutFile(r)
	}
	for i := range t.incoming {
		f := &t.incoming[i].file
		file, known := t.fileActOf(t.tx.LastFile() + 1)
		f.Line, f.At, f.By, f.Nick = t.line, t.now, t.env.From.Account, t.env.From.Nick
		f.Chat, f.Via, f.Until = t.env.Chat, t.env.ReplyVia, t.now.Add(fetchUntil)
		if f.State != store.FileLost && f.State != store.FileDropped {
			f.Waiting = !known && t.incoming[i].listed == ""
		}
		if known {
			f.Unit, f.Item, f.Replace = file.Unit, file.Item, replaces(t.env.Text)
		}
		t.plan(f)
		f.ID = t.tx.AddFile(*f)
	}
}

// plan says when something is to be done next with a file.
func (t *turn) plan(f *store.File) {
	switch {
	case f.State == store.FileComing:
		f.Due = t.now.Add(backoff(f.Attempts))
	case f.State == store.FileKept && f.Waiting && !f.Asked:
		f.Due, f.Until = f.At.Add(wordsWithin), f.At.Add(filesWait)
	case f.State == store.FileKept && f.Waiting:
		f.Due = f.Until
	default:
		f.Due, f.Waiting = time.Time{}, false
	}
}

// backoff is how long to wait before the next attempt; the first follows at once.
func backoff(attempts int) time.Duration {
	if attempts <= 1 {
		return 0
	}
	return min(time.Second<<attempts, time.Minute)
}

// fileActs are the acts that say what the files are for: one for all of them, or
// one for each that was spoken of.
func (t *turn) fileActs() []command.Act {
	if t.outcome != command.Apply {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(t.acts), func(a command.Act) bool { return a.Verb != command.File })
}

// fileActOf is the act that says what one file is for.
func (t *turn) fileActOf(id uint64) (command.Act, bool) {
	acts := t.fileActs()
	if i := slices.IndexFunc(acts, func(a command.Act) bool { return covers(a, id) }); i >= 0 {
		return acts[i], true
	}
	return command.Act{}, false
}

// covers tells whether an act speaks of a file; without ids it speaks of all.
func covers(a command.Act, id uint64) bool {
	return len(a.IDs) == 0 || slices.Contains(a.IDs, strconv.FormatUint(id, 10))
}

// fileAll files what the line explains: the files of its own message and those
// that have been waiting for it.
func (t *turn) fileAll() {
	for _, act := range t.fileActs() {
		t.filed = nil
		t.fileWith(act)
		if len(t.filed) > 0 {
			t.kept.Append(messages.FilesKept(t.pairing(act.Unit, act.Item), t.filed))
		}
	}
}

// fileWith files those of which one act speaks.
func (t *turn) fileWith(act command.Act) {
	var files []store.File
	for _, a := range t.incoming {
		if a.file.State != store.FileLost && covers(act, a.file.ID) {
			files = append(files, a.file)
		}
	}
	for _, f := range t.waiting() {
		if f.Line != t.line && covers(act, f.ID) && (act.Kind == kindChosen || plausible(t.item(act.Item), f.Format)) {
			f.Unit, f.Item, f.Waiting, f.Replace = act.Unit, act.Item, false, f.Replace || replaces(t.env.Text)
			t.plan(&f)
			t.tx.PutFile(f)
			files = append(files, f)
		}
	}
	files = append(files, t.fromElsewhere(act)...)
	for _, f := range files {
		t.fileOne(f, act)
	}
	if act.Kind == kindReplace && len(files) > 0 {
		t.renew(act, t.titleOf(files[0], act))
	}
	t.countShown(act.Unit, act.Item)
	t.nameShown(act.Unit, act.Item)
	t.tx.PutSubject(t.env.From.Account, t.env.Chat, store.Subject{Unit: act.Unit, Item: act.Item, At: t.now})
}

// fileOne makes a fact of a file that is here and explained.
func (t *turn) fileOne(f store.File, act command.Act) {
	it := t.item(f.Item)
	if f.State == store.FileComing {
		t.filed = append(t.filed, messages.Filed{Coming: true})
		return
	}
	f.Title = t.titleOf(f, act)
	t.tx.PutFile(f)
	fact := messages.Filed{Name: t.shown(f), Format: f.Format}
	r, twice := t.filing(t.tx.Tally(f.Unit, f.Item), f, act)
	if twice {
		fact.Twice = true
		t.filed = append(t.filed, fact)
		return
	}
	fact.Replaces = r.Replaces != 0
	fact.Unstamped = f.Unstamped && slices.Contains(it.Files, ledger.PDF)
	t.tx.Append(r)
	t.readAgain(r)
	t.filed = append(t.filed, fact)
}

// titleOf is what a file's title is: as the line says, else as the file itself
// says, else as it is called.
func (t *turn) titleOf(f store.File, act command.Act) string {
	if len(act.Titles) == 1 {
		return act.Titles[0]
	}
	if f.Inside != "" {
		return f.Inside
	}
	drop := []string{t.h.Plan.UnitName(f.Unit)}
	if u, ok := t.h.Plan.Unit(f.Unit); ok {
		drop = append(drop, u.Aliases...)
	}
	it := t.item(f.Item)
	return document.TitleOfName(f.Source.Name, slices.Concat(drop, []string{it.Name}, it.Aliases, it.Types))
}

// shown is what a file is called.
func (t *turn) shown(f store.File) string {
	return document.FileName(t.h.Plan.UnitName(f.Unit), t.h.Plan.ItemName(f.Item), f.Title, f.Ext)
}

// countShown sees to it that the total is not less than what the files show: who
// hands in a pair has handed in an article, and who sends a new version of one that
// was returned has handed it in again. The very same file says nothing new.
func (t *turn) countShown(unit ledger.UnitID, item ledger.ItemID) {
	it := t.item(item)
	news := slices.ContainsFunc(t.filed, func(f messages.Filed) bool { return !f.Coming && !f.Twice })
	if it.Kind != ledger.Entry || !news {
		return
	}
	for range filesPerMessage {
		tally := t.tx.Tally(unit, item)
		if tally.Shown(it) <= tally.Value() {
			return
		}
		r := ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: unit, Item: item,
			Verb: ledger.Handed, Op: ledger.Add, Value: 1, Stage: ledger.Submitted}
		if title := untold(tally); title != "" {
			r.Titles = []string{title}
		}
		if back := returned(tally); len(back) > 0 {
			place := comesBackAs(tally, back, r.Titles)
			r.Op, r.Value, r.Pieces = ledger.Detail, 0, []int{place}
			if title := tally.Entries()[place-1].Title; len(r.Titles) == 0 && title != "" {
				r.Titles = []string{title} // whoever meant another one reads it
			}
		}
		rec, before, after := t.tx.Append(r)
		if after.Value() <= before.Value() { // a piece that was known already: it cannot grow this way
			return
		}
		t.changes = append(t.changes, messages.Change{Unit: t.unit(unit), Item: it, Record: rec, Before: before, After: after})
	}
}

// comesBackAs is the returned piece that files hand in again: the one with their
// title, else the first.
func comesBackAs(tally ledger.Tally, back []int, titles []string) int {
	entries := tally.Entries()
	for _, place := range back {
		if len(titles) > 0 && document.SameTitle(entries[place-1].Title, titles[0]) {
			return place
		}
	}
	return back[0]
}

// untold is the title of a file that no piece has.
func untold(tally ledger.Tally) string {
	for _, f := range tally.Files {
		told := slices.ContainsFunc(tally.Pieces, func(p ledger.Piece) bool {
			return p.Submitted && p.Title != "" && document.SameTitle(p.Title, f.Title)
		})
		if f.Title != "" && !told {
			return f.Title
		}
	}
	return ""
}

// completing leaves out the reports of pieces that the files only complete: 署名文章
// PDF发你了 after the Word is no second article.
func (t *turn) completing(acts []command.Act, item ledger.ItemID, unit ledger.UnitID) []command.Act {
	it, tally := t.item(item), t.tx.Tally(unit, item)
	if it.Kind != ledger.Entry || len(tally.Files) == 0 {
		return t.titled(acts, item, tally)
	}
	after := tally
	for _, a := range t.incoming {
		f := a.file
		f.Unit, f.Item, f.Replace = unit, item, replaces(t.env.Text)
		f.Title = t.titleOf(f, command.Act{Titles: titlesIn(acts, item)})
		if r, twice := t.filing(after, f, command.Act{}); !twice && a.lost == "" {
			r.Seq, r.File = uint64(1<<40+len(after.Files)), uint64(1<<40+len(after.Files)) // a number of its own is enough here
			after = after.Apply(it, r)
		}
	}
	if after.Shown(it) > tally.Value() {
		return t.titled(acts, item, tally)
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a command.Act) bool { return a.Item == item && implied(a) })
}

// titled gives a piece that is handed in with its files the title that they have.
func (t *turn) titled(acts []command.Act, item ledger.ItemID, tally ledger.Tally) []command.Act {
	title := ""
	for _, a := range t.incoming {
		if title == "" {
			title = a.file.Inside
		}
		if !document.SameTitle(title, a.file.Inside) {
			return acts
		}
	}
	out := slices.Clone(acts)
	for i, a := range out {
		first := a.Op == ledger.Set && a.Value == 1 && tally.Value() == 0 // 征文1篇
		if a.Verb == command.Entry && a.Item == item && (a.Stage == ledger.Submitted || first) && len(a.Titles) == 0 && title != "" {
			out[i].Titles = []string{title}
			if first {
				out[i].Op = ledger.Add
			}
		}
	}
	return out
}

func titlesIn(acts []command.Act, item ledger.ItemID) []string {
	for _, a := range acts {
		if a.Verb == command.Entry && a.Item == item {
			return a.Titles
		}
	}
	return nil
}
