package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// pointed takes sessions that a line points at by their places for those that were told
// before there, whose audience it tells; others are new ones.
func (t *turn) pointed(r command.Reading) command.Reading {
	if !slices.ContainsFunc(r.Acts, func(a command.Act) bool { return a.Kind == command.KindPointed }) {
		return r
	}
	r.Acts = slices.Clone(r.Acts)
	for i := range r.Acts {
		a := &r.Acts[i]
		if a.Kind != command.KindPointed {
			continue
		}
		a.Kind = ""
		tally := t.tx.Tally(a.Unit, a.Item)
		known := tally.Known(a.Date, a.Place)
		if known < 0 {
			known = tally.Near(a.Date, t.within(a.Unit, a.Place))
		}
		if known < 0 {
			continue
		}
		a.Op, a.Value, a.OpStated, a.Kind = ledger.Detail, 0, true, kindShared
		a.Place, a.Date = tally.Events[known].Place, tally.Events[known].Date
	}
	return r
}
