package bot

import (
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
	"pufabot/messages"
	"pufabot/store"
)

const (
	// wordsWithin is how long a file waits for the line that says what it is, and
	// how long after such a line files without words belong to it.
	wordsWithin = 5 * time.Minute
	// filesWait is when a file that nobody has explained is put aside.
	filesWait = 30 * time.Minute
)

// silentFiles decides about files that came without a word.
func (t *turn) silentFiles() {
	switch {
	case !handsIn(t.who.Role):
		t.take(policy.Check(t.h.Plan, t.who, command.Reading{Outcome: command.Apply, Acts: []command.Act{{Verb: command.File, Unit: t.who.Unit}}}))
		return
	case t.gone():
		t.outcome = command.Reply
		return
	case t.sheetAsPaste():
		return
	}
	s, ok := t.tx.Subject(t.env.From.Account, t.env.Chat)
	ok = ok && s.Unit != "" && t.now.Sub(s.At) < wordsWithin && t.allPlausible(s.Item) && !t.strangeSheet(s.Item)
	contrary := ok && t.speakOfOther(s.Item)
	if ok && !contrary {
		if t.refuseKinds(s.Item); t.gone() {
			t.outcome = command.Reply
			return
		}
		t.fileUnder(command.Act{Verb: command.File, Unit: s.Unit, Item: s.Item})
		return
	}
	if !contrary && t.filesMissing("") {
		return
	}
	t.outcome = command.Reply
	t.said = messages.FilesWait(t.arrived(), t.who.Role == ledger.Coordinator, t.anySheet())
	if item, ok := t.itemByName(); ok && t.who.Unit != "" {
		t.options = []option{{Acts: saved([]command.Act{{Verb: command.File, Unit: t.who.Unit, Item: item, Kind: kindChosen}})}}
		t.outcome, t.said = command.Confirm, messages.FilesByName(t.arrived(), t.item(item))
		return
	}
	if _, ok := t.env.ReplyVia.Later(); !ok || contrary { // there will be no other moment to ask, or they say already that something else is meant
		t.askWhich(nil)
	}
}

// takeFiles finds out what the files belong to: those of this message, and those
// that have been waiting for this line. It says false when the line is to be taken
// as if there were none.
func (t *turn) takeFiles(r command.Reading) bool {
	t.onlyQuoted()
	waiting := t.waiting()
	if len(t.incoming)+len(waiting) == 0 {
		return false
	}
	switch acts, unfit := t.each(r); {
	case unfit: // they do not fit the files
		r.Outcome = command.Ask
		return t.whichFiles(r, t.named(r.Line))
	case len(acts) > 0:
		t.outcome, t.acts = command.Apply, acts
		return true
	}
	items := subjects(r)
	switch {
	case len(t.incoming) > 0, onlyNames(r): // 署名文章和征文都发你了: not all for the first
		items = union(items, t.named(r.Line))
	}
	if len(items) > 1 && t.divided(r, items) || len(items) == 0 && t.filesNewer(r.Line) || t.whoseSaid(r, items) {
		return true
	}
	if len(items) == 1 {
		waiting = slices.DeleteFunc(waiting, func(f store.File) bool { return !plausible(t.item(items[0]), f.Format) })
	}
	switch {
	case len(t.incoming) == 0 && (len(waiting) == 0 || len(items) != 1):
		return false
	case r.Outcome == command.Refuse, !handsIn(t.who.Role):
		return false
	case len(t.incoming) > 0 && t.gone():
		return t.withoutFiles(r)
	case len(items) != 1:
		return t.whichFiles(r, items)
	}
	if t.oneOfSeveral(r, items[0]) {
		return true
	}
	waiting = t.refuseKinds(items[0])
	if len(waiting) == 0 && t.gone() {
		return t.withoutFiles(r)
	}
	unit := t.unitFor(r)
	if unit == "" {
		t.outcome, t.said = command.Ask, messages.FilesWhose(t.arrived(), t.item(items[0]))
		t.tx.PutSubject(t.env.From.Account, t.env.Chat, store.Subject{Item: items[0], At: t.now})
		return true
	}
	file := command.Act{Verb: command.File, Unit: unit, Item: items[0]}
	if titles := titlesIn(r.Acts, items[0]); len(titles) == 1 {
		file.Titles = titles
	}
	if code := policy.Check(t.h.Plan, t.who, command.Reading{Outcome: command.Apply, Acts: []command.Act{file}}); code.Outcome == command.Refuse {
		t.outcome, t.said = command.Refuse, questionMessage(t.h.Plan, code)
		return true
	}
	switch {
	case r.Outcome == command.Apply:
		t.outcome, t.echoes, t.unkept = command.Apply, r.Echoes, r.Unkept
		if t.another(file, r.Acts) {
			break
		}
		t.acts = append(t.completing(r.Acts, items[0], unit), file)
		t.weigh()
	case r.Outcome == command.Confirm && !(len(r.Acts) == 1 && r.Question.Code == command.AskSure && bareDelivery(r.Acts[0])): // which the file shows
		t.outcome, t.acts, t.echoes = command.Confirm, r.Acts, r.Echoes
		t.said = questionMessage(t.h.Plan, r)
		t.options = []option{{Acts: saved(append(slices.Clone(r.Acts), file))}}
	default:
		t.fileUnder(file)
	}
	return true
}

// fileUnder files what is in hand, of which no more is said, or asks.
func (t *turn) fileUnder(file command.Act) {
	if !t.another(file, nil) {
		t.outcome, t.acts = command.Apply, []command.Act{file}
	}
}

// withoutFiles leaves out what a line reports only because of files that were
// lost: it will be said again with them.
func (t *turn) withoutFiles(r command.Reading) bool {
	left := slices.DeleteFunc(slices.Clone(r.Acts), implied)
	if r.Outcome != command.Apply && r.Question.Code != command.AskFigure || len(left) > 0 {
		return false
	}
	t.remember(r)
	t.outcome = command.Reply
	return true
}

// implied tells a report that states no figure: 署名文章发你了.
func implied(a command.Act) bool {
	return a.Verb == command.Entry && a.Op == ledger.Add && !a.OpStated && a.Value <= 1
}

// whichFiles deals with words that do not say which one item the files belong to.
// What the words do say is done all the same.
func (t *turn) whichFiles(r command.Reading, items []ledger.ItemID) bool {
	switch r.Outcome {
	case command.Reply, command.Apply, command.Confirm:
		t.open = items
		return false
	}
	if len(items) == 0 && t.filesMissing(r.Line) {
		return true
	}
	t.outcome, t.echoes = command.Ask, r.Echoes
	t.askWhich(items)
	return true
}

// askWhich asks with numbers what the files are: one of the items given, else any
// that the unit hands files in for.
func (t *turn) askWhich(items []ledger.ItemID) {
	if t.who.Unit == "" || t.who.Role == ledger.Coordinator {
		t.said = messages.FilesWait(t.arrived(), true, t.anySheet())
		return
	}
	if pieces := t.piecesInHand(); len(pieces) > 1 && len(items) > 1 { // not all are the same
		t.askPiece(pieces, items)
		return
	}
	var names []string
	t.options = nil
	for _, it := range t.choicesOf(items) {
		names = append(names, it.Name)
		t.options = append(t.options, option{Label: it.Name, Acts: saved([]command.Act{{Verb: command.File, Unit: t.who.Unit, Item: it.ID, Kind: kindChosen}})})
	}
	t.outcome, t.said = command.Ask, messages.FilesWhich(t.arrived(), names)
}

// choicesOf are the items offered, pieces first.
func (t *turn) choicesOf(items []ledger.ItemID) []ledger.Item {
	var first, later []ledger.Item
	for _, it := range t.h.Plan.ItemsOf(t.unit(t.who.Unit)) {
		switch {
		case len(items) > 0 && !slices.Contains(items, it.ID), it.Kind == ledger.Count, it.Kind == ledger.Signup:
		case it.Kind == ledger.Entry:
			first = append(first, it)
		default:
			later = append(later, it)
		}
	}
	return append(first, later...)
}

// plausible tells whether a file that came on its own may belong to an item:
// heads are proved by pictures, names by nothing. An unknown format may be anything.
func plausible(it ledger.Item, format string) bool {
	switch {
	case it.Kind == ledger.Signup:
		return false
	case format == "" || it.Kind == ledger.Entry || it.Kind == ledger.Text || it.Kind == ledger.Mail:
		return true
	}
	return format == ledger.Picture || format == ledger.Video
}

func (t *turn) allPlausible(item ledger.ItemID) bool {
	return !slices.ContainsFunc(t.incoming, func(a arrival) bool { return !plausible(t.item(item), a.file.Format) })
}

// waiting are the files of this person in this chat that nobody has explained yet.
func (t *turn) waiting() []store.File {
	return slices.DeleteFunc(t.tx.OpenFiles(), func(f store.File) bool {
		return !f.Waiting || t.narrow != nil && !t.narrow(f.ID) || f.By != t.env.From.Account || f.Chat.Key() != t.env.Chat.Key() || f.State == store.FileLost
	})
}

// gone tells whether none of the message's files can be had.
func (t *turn) gone() bool {
	return !slices.ContainsFunc(t.incoming, func(a arrival) bool { return a.lost == "" })
}

func (t *turn) anySheet() bool {
	return slices.ContainsFunc(t.incoming, func(a arrival) bool { return a.file.Format == ledger.Excel })
}

// strangeSheet tells whether a coordinator has sent a workbook that cannot be a piece
// of what he has just spoken of: it is about something else.
func (t *turn) strangeSheet(item ledger.ItemID) bool {
	return t.who.Role == ledger.Coordinator && slices.ContainsFunc(t.incoming, func(a arrival) bool {
		return a.file.Format == ledger.Excel && !t.pieceOf(item, a.file)
	})
}

// remember keeps which one item the line spoke of, for files that follow.
func (t *turn) remember(r command.Reading) {
	items := subjects(r)
	coming := r.Outcome == command.Reply && r.Chatter == command.Plans // 署名文章马上发你
	if coming {
		items = t.named(r.Line)
	}
	if len(items) > 1 && r.Outcome == command.Apply { // of several none more than the others
		t.tx.PutSubject(t.env.From.Account, t.env.Chat, store.Subject{})
		return
	}
	if len(items) != 1 || !handsIn(t.who.Role) || r.Outcome != command.Apply && r.Outcome != command.Ask && !coming {
		return
	}
	if unit := t.unitFor(r); unit != "" {
		t.tx.PutSubject(t.env.From.Account, t.env.Chat, store.Subject{Unit: unit, Item: items[0], At: t.now})
	}
}
