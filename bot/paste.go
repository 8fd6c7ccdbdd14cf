package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// pasted tells whether the acts are those of a pasted list.
func pasted(acts []command.Act) bool { return len(acts) > 0 && acts[0].Verb == command.Paste }

// previewPaste shows what a pasted list would change, unit by unit, and what of it
// was not understood. One yes keeps all of it, one undo takes all of it back.
func (t *turn) previewPaste(r command.Reading) {
	held := t.settleList(r.Line)
	for _, a := range r.Repeated {
		if h := t.held(a, r.Line, messages.DoubtTwice); len(held) == 0 || held[len(held)-1].Words != h.Words || held[len(held)-1].Item.ID != h.Item.ID {
			held = append(held, h) // boxes of one row are named once
		}
	}
	previews := t.preview(t.acts)
	if len(previews) == 0 {
		t.outcome, t.options = command.Ask, nil
		t.said = messages.PasteHeld(messages.LeftOut{Held: held, Rows: r.Unread, Columns: r.Columns})
		return
	}
	t.options = []option{{Acts: saved(t.acts)}}
	var changes []messages.Change
	at := map[store.TallyKey]int{}
	for _, p := range previews {
		key := store.TallyKey{Unit: p.change.Unit.ID, Item: p.change.Item.ID}
		if i, ok := at[key]; ok { // two rows on one figure: from the first to the last
			changes[i].After = p.change.After
			continue
		}
		at[key] = len(changes)
		changes = append(changes, p.change)
	}
	if t.lowersPassed(changes) {
		return
	}
	asked := r.Question.Code != command.AskList // a row of it is in doubt: that comes first
	if !asked {
		t.said = messages.Message{}
	}
	for _, e := range r.Echoes {
		t.said.Say(messages.EchoTypo(e.Typed, e.Taken)...)
	}
	t.said.Append(messages.PasteDiff(changes, messages.LeftOut{Held: held, Rows: r.Unread, Columns: r.Columns}, asked))
}

// settleList holds the rows of a list against what is stored. A list states how
// things stand: a whole that it gives replaces the old one, and what it tells of a
// total that it names is part of it. What may be either is left out and named.
func (t *turn) settleList(line string) []messages.Held {
	var held []messages.Held
	for i := 0; i < len(t.acts); i++ {
		a := t.acts[i]
		if !a.Reporting() {
			continue
		}
		u := targets(a)[0]
		why, over := t.standing(i, a, u)
		if over == nil {
			continue
		}
		held = append(held, t.held(a, line, why))
		t.acts, i = over, i-1
	}
	return held
}

func (t *turn) held(a command.Act, line string, why messages.Doubt) messages.Held {
	return messages.Held{Words: line[a.Span.Start:min(a.Span.End, len(line))], Unit: t.unit(a.Unit), Item: t.item(a.Item),
		Total: t.tx.Tally(a.Unit, a.Item).Value(), Why: why}
}

// standing settles how an act of a list stands to what is stored. When it cannot, it
// says why and gives the list without it.
func (t *turn) standing(i int, a command.Act, u ledger.UnitID) (why messages.Doubt, without []command.Act) {
	probe := *t // the questions of a single line are not put: a list is one question
	switch {
	case probe.tooMuch(a, u):
		return messages.DoubtTooMuch, t.leaving([]int{i})
	case probe.comesBack(i, a, u):
		return messages.DoubtBack, t.leaving([]int{i})
	case probe.saidAgain(i, u): // the same day and place: the same session
		t.acts = probe.options[0].acts()
	}
	s := t.sharing(t.acts[i], u)
	if len(s.places) == 0 || s.room == 0 || s.places[0] != i {
		return "", nil
	}
	within, fresh := t.swapShares(s, s.within), t.swapShares(s, apart)
	part := t.totalAfter(within, u, a.Item)
	if s.complete() || t.states(s, part) || part == t.totalAfter(fresh, u, a.Item) {
		t.acts = within
		return "", nil
	}
	return messages.DoubtPart, t.leaving(s.places)
}

// states tells whether the acts give the total that it would then be: by its figure,
// or piece by piece.
func (t *turn) states(s shares, total int) bool {
	told := 0
	for _, k := range s.places {
		a := t.acts[k]
		if a.Op == ledger.Set && a.Value == total && !boxed(a) {
			return true
		}
		if !boxed(a) {
			told += pieces(a)
		}
	}
	return told == total
}

// leaving is the list without some of its acts.
func (t *turn) leaving(places []int) []command.Act {
	var out []command.Act
	for i, a := range t.acts {
		if !slices.Contains(places, i) {
			out = append(out, a)
		}
	}
	return out
}

// touched tells whether what acts would change has changed since a line was said.
func (t *turn) touched(acts []command.Act, line uint64) bool {
	for _, a := range acts {
		if !a.Reporting() {
			continue
		}
		for _, u := range targets(a) {
			records := t.tx.RecordsOf(u, a.Item)
			if n := len(records); n > 0 && records[n-1].Line > line {
				return true
			}
		}
	}
	return false
}

// showAgain reads a list once more whose diff no longer holds.
func (t *turn) showAgain(p store.Pending, o option) bool {
	r, ok := t.listAsked(p, o)
	if !ok {
		return false
	}
	if o.Said != "" { // it was changed since
		r.Acts = o.acts()
	}
	t.answers = p.Line
	t.showList(r, messages.MovedMeanwhile())
	if o.Said != "" && len(t.options) == 1 {
		t.options[0].Said = o.Said
	}
	for i := range t.options {
		t.options[i].List = o.List
	}
	return true
}

// takeList reads a list again that an answer has made plain, and keeps its words.
func (t *turn) takeList(words string) {
	t.take(t.h.read(words, t.who, t.now))
	for i := range t.options {
		if t.options[i].Line == "" {
			t.options[i].List = words
		}
	}
}

// showList shows a list that has been shown before, and says why.
func (t *turn) showList(r command.Reading, why messages.Message) {
	t.outcome, t.acts, t.said = r.Outcome, r.Acts, questionMessage(t.h.Plan, r)
	t.previewPaste(r)
	why.Append(t.said)
	t.said = why
}

// listAsked reads the list again that a question is about: the pasted words, or the
// rows of a workbook.
func (t *turn) listAsked(p store.Pending, o option) (command.Reading, bool) {
	asked, _ := t.tx.Said(p.Line)
	if o.List != "" {
		asked.Text = o.List
	}
	r := t.h.read(asked.Text, t.who, t.local(asked.At))
	if !pasted(r.Acts) {
		r = t.h.read(asked.Quote, t.who, t.local(asked.At))
	}
	return r, r.Outcome == command.Confirm && pasted(r.Acts)
}
