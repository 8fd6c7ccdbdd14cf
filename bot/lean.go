package bot

import (
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/store"
)

// leaning takes a line that names no item for the one that its sender has just spoken of in
// this chat (答题286, then 又加了34; 征文几号截止, then 晚一天行不行). It is always shown before
// it is kept. Texts are left out: whatever is said next would be one.
func (t *turn) leaning(r command.Reading) command.Reading {
	asks := r.Outcome == command.Ask && r.Question.Code == command.AskItem && r.Question.Item == ""
	told := r.Outcome == command.Unknown && strings.ContainsAny(r.Line, numerals+"《")
	if figure := t.remark().Figure; figure != "" && strings.Trim(figure, numerals+" ") == "" { // 3 may answer anything
		return r
	}
	if !asks && !told || t.quotes() || !handsIn(t.who.Role) || len(t.incoming) > 0 {
		return r
	}
	s, ok := t.spokenOf()
	if !ok {
		return r
	}
	for _, o := range r.Question.Options {
		if ofOnly(o.Acts, s) {
			return surely(r, o.Acts)
		}
	}
	name := t.item(s.Item).Name
	if t.who.Role == ledger.Coordinator {
		name = t.unit(s.Unit).Name + name
	}
	if q := t.h.read(name+" "+r.Line, t.who, t.now); q.Outcome == command.Apply && ofOnly(q.Acts, s) && len(q.Unkept) == 0 {
		q.Line = r.Line
		return surely(q, q.Acts)
	}
	return r
}

// ofOnly tells whether acts report, or ask for, something of one unit's item only.
func ofOnly(acts []command.Act, s store.Subject) bool {
	return len(acts) > 0 && !slices.ContainsFunc(acts, func(a command.Act) bool {
		return a.Verb != command.Request && (!a.Reporting() || !a.HasValue && len(a.Titles) == 0) || a.Verb == command.Text || vague(a) || a.Item != s.Item || a.Unit != s.Unit
	})
}

// vague tells whether of a session nothing is told but that somebody came: 今天来了5个领导.
func vague(a command.Act) bool {
	return a.Verb == command.Session && a.Op == ledger.Add && !a.OpStated && a.Place == ""
}

// spokenOf is the one item that the speaker has reported or asked about last, a moment ago.
func (t *turn) spokenOf() (store.Subject, bool) {
	for _, l := range t.lastLines() {
		switch command.Outcome(l.Outcome) {
		case command.Reply:
			said, _ := t.tx.Said(l.Seq)
			if item, ok := askedAbout(t.h.read(said.Text, t.who, t.local(said.At))); ok && t.who.Unit != "" {
				return store.Subject{Unit: t.who.Unit, Item: item, At: l.At}, true
			}
		case command.Apply, command.Ask, command.Confirm:
			s, ok := t.tx.Subject(t.env.From.Account, t.env.Chat)
			return s, ok && !l.At.After(s.At)
		}
	}
	return store.Subject{}, false
}

// askedAbout is the one item that a question is about.
func askedAbout(r command.Reading) (item ledger.ItemID, ok bool) {
	if r.Outcome != command.Reply || len(r.Acts) != 1 {
		return "", false
	}
	return r.Acts[0].Item, r.Acts[0].Item != ""
}
