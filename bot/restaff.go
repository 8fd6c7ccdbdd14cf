package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// restaffed finds out from who is signed up whom a section means: the same people for
// another event (9号也是她), or where somebody stands who can't go (陈红不去了).
func (t *turn) restaffed(r command.Reading) command.Reading {
	if r.Outcome != command.Confirm || len(r.Acts) != 1 || r.Acts[0].Verb != command.Signup {
		return r
	}
	a := r.Acts[0]
	tally := t.tx.Tally(a.Unit, a.Item)
	switch a.Kind {
	case command.KindSame:
		return t.sameStaff(r, a, tally)
	case command.KindGone:
		return t.goneStaff(r, a, tally)
	}
	return r
}

// sameStaff puts in who goes to the other event.
func (t *turn) sameStaff(r command.Reading, a command.Act, tally ledger.Tally) command.Reading {
	var names []string
	for _, e := range t.item(a.Item).Events {
		if e == a.Event {
			continue
		}
		for _, n := range tally.NamesFor(e) {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	if len(names) == 0 {
		r.Outcome, r.Acts, r.Question = command.Ask, nil, command.Question{Code: command.AskNames, Item: a.Item}
		return r
	}
	a.Kind, a.Names, a.Value, a.HasValue = "", names, len(names), true
	r.Acts = []command.Act{a}
	return r
}

// goneStaff puts in the event, or offers those where they stand.
func (t *turn) goneStaff(r command.Reading, a command.Act, tally ledger.Tally) command.Reading {
	var options []command.Option
	var all []command.Act
	for _, e := range t.item(a.Item).Events {
		if on := tally.NamesFor(e); !slices.ContainsFunc(a.Names, func(n string) bool { return !slices.Contains(on, n) }) {
			b := a
			b.Kind, b.Event = "", e
			m, _ := t.h.Plan.Milestone(e)
			options, all = append(options, command.Option{Label: m.Title, Acts: []command.Act{b}}), append(all, b)
		}
	}
	switch len(options) {
	case 0:
		r.Acts = nil
		r.Outcome = command.Ask
		r.Question = command.Question{Code: command.AskGone, Quote: a.Names[0], Item: a.Item}
	case 1:
		r.Acts = all
	default:
		options = append(options, command.Option{Label: messages.NeitherEvent(), Acts: all})
		r.Outcome, r.Acts, r.Question = command.Ask, nil, command.Question{Code: command.AskEvent, Quote: r.Line, Item: a.Item, Options: options}
	}
	return r
}
