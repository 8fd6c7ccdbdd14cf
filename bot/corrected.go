package bot

import (
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/store"
)

// corrected takes a correction that names no item (不对,是3篇) for the item that its sender
// has just spoken of, after a yes. What a quotation is about is told by that (quoted.go).
func (t *turn) corrected(r command.Reading) command.Reading {
	if r.Outcome != command.Ask && r.Outcome != command.Unknown || r.Question.Item != "" || t.quotes() {
		return r
	}
	s, ok := t.tx.Subject(t.env.From.Account, t.env.Chat)
	last, _ := t.tx.LastLineBy(t.env.From.Account)
	line, _ := t.tx.Line(last)
	if ok && t.now.Sub(s.At) < patience && r.Question.Corrects && !line.At.After(s.At) {
		for _, o := range r.Question.Options {
			if len(o.Acts) == 1 && o.Acts[0].Item == s.Item && o.Acts[0].Unit == s.Unit {
				return surely(r, o.Acts)
			}
		}
	}
	if s.At.After(line.At) { // something else was spoken of since
		return r
	}
	options := t.ofLast(r, line)
	if len(options) == 1 {
		return surely(r, options[0].Acts)
	}
	if len(options) > 1 {
		r.Outcome, r.Question = command.Ask, command.Question{Code: command.AskItem, Quote: t.env.Text, Options: options}
	}
	return r
}

// surely is a reading that asks for a yes to acts.
func surely(r command.Reading, acts []command.Act) command.Reading {
	r.Outcome, r.Acts, r.Question = command.Confirm, acts, command.Question{Code: command.AskSure}
	return r
}

// mostFigures is how many figures of a line a correction is offered for.
const mostFigures = 6

// ofLast is what a correction means of each figure that its sender reported just before it
// in a line of this chat.
func (t *turn) ofLast(r command.Reading, line store.Line) []command.Option {
	m := t.remark()
	if m.Asks || len(m.Units) > 0 || !m.Corrects && (m.Figure == "" || r.Outcome == command.Ask) {
		return nil
	}
	if line.Seq == 0 || t.now.Sub(line.At) >= patience || line.Chat.Key() != t.env.Chat.Key() {
		return nil
	}
	var seen []store.TallyKey
	var out []command.Option
	for _, rec := range t.tx.RecordsOfLine(line.Seq) {
		key := store.TallyKey{Unit: rec.Unit, Item: rec.Item}
		if slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		if a, ok := t.correctedOf(key, m); ok {
			label := t.item(key.Item).Name
			if t.who.Role == ledger.Coordinator {
				label = t.unit(key.Unit).Name + label
			}
			out = append(out, command.Option{Label: label, Acts: []command.Act{a}})
		}
	}
	if len(out) > mostFigures {
		return nil
	}
	return out
}

// correctedOf reads a correction as one of a unit's item.
func (t *turn) correctedOf(k store.TallyKey, m command.Remark) (command.Act, bool) {
	name, words := t.item(k.Item).Name, m.Rest
	if t.who.Role == ledger.Coordinator {
		name = t.unit(k.Unit).Name + name
	}
	switch {
	case m.Zeros != 0:
		n, ok := zerosPut(t.tx.Tally(k.Unit, k.Item).Value(), m.Zeros)
		if !ok {
			return command.Act{}, false
		}
		words = "更正为" + strconv.Itoa(n) + t.item(k.Item).Measure
	case m.Figure != "":
		words = "更正为" + m.Figure
	}
	q := t.h.read(name+words, t.who, t.now)
	if q.Outcome != command.Apply || len(q.Acts) != 1 || !q.Acts[0].Reporting() || q.Acts[0].Item != k.Item || q.Acts[0].Unit != k.Unit {
		return command.Act{}, false
	}
	return q.Acts[0], true
}
