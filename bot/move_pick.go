package bot

import (
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// pickMoved finds what of a unit's item a move takes, and how: all that was said of it, the
// very records that brought it, or as much less.
func (t *turn) pickMoved(a command.Act, m *moving) messages.Message {
	tally := t.tx.Tally(a.From, m.item.ID)
	all := t.stating(a.From, m.item.ID)
	switch m.item.Kind {
	case ledger.Count:
		return pickFigure(a, m, tally, all)
	case ledger.Entry, ledger.Sessions:
	default:
		if a.HasValue && a.Value < tally.Value() || len(a.IDs)+len(a.Titles) > 0 {
			return messages.MoveByHand(m.from, m.to, m.item)
		}
		m.back, m.more = all, movedOn(all)
		return messages.Message{}
	}
	things := thingsOf(m.item, tally)
	picks, trouble := t.choosing(a, m, things)
	if !trouble.Empty() {
		return trouble
	}
	for _, p := range picks {
		r := p.record(m.item)
		if p.seq == 0 {
			r.Moved = lastWith(all, p.piece.Type)
		}
		m.more = append(m.more, r)
	}
	rest := without(things, picks)
	files := filesWith(all, picks, len(rest) == 0)
	m.more = append(m.more, movedOn(files)...)
	if m.back = all; len(rest) == 0 {
		return messages.Message{}
	}
	m.back = append(files, slices.DeleteFunc(slices.Clone(all), func(r ledger.Record) bool {
		return r.Verb == ledger.Filed || !slices.ContainsFunc(picks, func(p thing) bool { return p.seq != 0 && p.seq == r.Seq })
	})...)
	if slices.Equal(thingsOf(m.item, t.arranged(*m, "").left[1]), rest) {
		return messages.Message{}
	}
	m.back = files
	for _, p := range picks {
		m.less = append(m.less, p.less(m.item))
	}
	if !slices.Equal(thingsOf(m.item, t.arranged(*m, "").left[1]), rest) {
		return messages.MoveByHand(m.from, m.to, m.item)
	}
	return messages.Message{}
}

// filesWith are the records of the files that go with pieces: all of them, or those of
// the same title.
func filesWith(all []ledger.Record, picks []thing, whole bool) (out []ledger.Record) {
	for _, r := range all {
		if r.Verb == ledger.Filed && (whole || len(r.Titles) > 0 && slices.ContainsFunc(picks, func(p thing) bool { return ledger.SameTitle(p.piece.Title, r.Titles[0]) })) {
			out = append(out, r)
		}
	}
	return out
}

// pickFigure takes so many of a head count, or those of a box.
func pickFigure(a command.Act, m *moving, tally ledger.Tally, all []ledger.Record) messages.Message {
	have := tally.Value()
	if a.Scope != "" {
		have = tally.Parts[a.Scope]
	}
	n := have
	if a.HasValue {
		n = a.Value
	}
	if n > have || n == 0 && have > 0 {
		return messages.MoveTooMuch(m.from, m.item, have, n)
	}
	boxes := map[string]int{a.Scope: n}
	if n == tally.Value() {
		m.back, boxes = all, tally.Parts
	} else {
		m.less = []ledger.Record{{Verb: ledger.Counted, Op: ledger.Sub, Value: n, Scope: a.Scope}}
	}
	for _, box := range []string{"", ledger.ScopeOwn, ledger.ScopeOthers} {
		if v, ok := boxes[box]; ok && (v > 0 || len(boxes) == 1) {
			m.more = append(m.more, ledger.Record{Item: m.item.ID, Verb: ledger.Counted, Op: ledger.Add, Value: v, Scope: box, Approx: tally.Approx, Measure: tally.Measure, Moved: lastWith(all, box)})
		}
	}
	return messages.Message{}
}

// lastWith is the newest record that speaks of a box, else the newest.
func lastWith(all []ledger.Record, box string) uint64 {
	seq := all[len(all)-1].Seq
	for _, r := range all {
		if r.Box() == box {
			seq = r.Seq
		}
	}
	return seq
}

// choosing finds the things that a move names. Which of several it means is asked.
func (t *turn) choosing(a command.Act, m *moving, things []thing) ([]thing, messages.Message) {
	var picks []thing
	named := len(a.Titles)+len(a.IDs) > 0 || a.Type != "" || !a.Date.IsZero() || a.Place != "" || a.People > 0
	for i, x := range things {
		if !named || x.fits(a, m.item) && (len(a.IDs) == 0 || slices.Contains(a.IDs, strconv.Itoa(i+1))) {
			picks = append(picks, x)
		}
	}
	if named && len(picks) == 0 && len(things) == 1 && things[0].seq == 0 && len(a.IDs) == 0 && a.Type == "" { // nothing is known of it
		picks = things
	}
	have := func() (out []ledger.Record) {
		for _, x := range things {
			out = append(out, x.record(m.item))
		}
		return out
	}
	if len(picks) == 0 || len(picks) < len(a.Titles) || len(picks) < len(a.IDs) {
		return nil, messages.NotThere(m.from, m.item, a.Titles, have())
	}
	n := len(picks)
	if a.HasValue {
		n = a.Value
	}
	switch {
	case n == 0 || n > len(picks):
		return nil, messages.MoveTooMuch(m.from, m.item, len(picks), n)
	case n == len(picks):
		return picks, messages.Message{}
	}
	if bare := slices.DeleteFunc(slices.Clone(picks), func(x thing) bool { return x.seq != 0 }); len(bare) == len(picks) {
		return bare[:n], messages.Message{} // one is as good as another
	}
	if n == 1 && len(picks) <= mostFigures {
		return nil, t.whichMoved(a, m, things, picks)
	}
	return nil, messages.MoveWhich(m.item, have())
}

// whichMoved asks which one is meant; its number answers.
func (t *turn) whichMoved(a command.Act, m *moving, things, picks []thing) messages.Message {
	var labels []ledger.Record
	t.options = nil
	for i, x := range things {
		if !slices.Contains(picks, x) {
			continue
		}
		one := a
		one.Item, one.IDs, one.Value, one.HasValue, one.OpStated = m.item.ID, []string{strconv.Itoa(i + 1)}, 1, true, false
		one.Titles, one.Date, one.Place, one.People, one.Type = nil, ledger.Date{}, "", 0, ""
		t.options = append(t.options, option{Acts: saved([]command.Act{one})})
		labels = append(labels, x.record(m.item))
	}
	return messages.MoveWhich(m.item, labels)
}
