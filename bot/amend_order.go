package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// This file changes an order that waits for a yes, or calls it off, by what is said of it:
// 不催了, 只催县, 作品也催, 改成下午3点, 私下催.

// orderChanged shows an order again with what a line changes of it, or lets it go. It
// says false when the line is not about the order.
func (t *turn) orderChanged(p store.Pending, options []option) bool {
	acts := options[0].acts()
	if len(acts) == 0 {
		return false
	}
	verb := acts[0].Verb
	a, ok := t.h.grammar.Amendment(t.env.Text, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames}, verb)
	if !ok {
		return false
	}
	if a.Declines || calledOff(acts, a) {
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.said, t.answers = command.Reply, messages.NotConfirmed(aboutWhat(options)), p.Line
		return true
	}
	if verb == command.Announce && !a.At.IsZero() {
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.said, t.answers = command.Reply, messages.NoticeNotLater(), p.Line
		return true
	}
	if len(options) > 1 || slices.ContainsFunc(acts, func(x command.Act) bool { return x.Verb != command.Nudge }) {
		return false
	}
	changed, ok := renudged(acts, a)
	if !ok {
		return false
	}
	t.proposeChanged(p, changed, "")
	for i := range t.options {
		t.options[i].Amended = true
	}
	return true
}

// calledOff tells whether a line wants all left out that the acts are about, and no more:
// 征文不催了.
func calledOff(acts []command.Act, a command.Amendment) bool {
	rest := a
	rest.Drop, rest.DropItems = nil, nil
	if len(a.Drop)+len(a.DropItems) == 0 || !rest.Empty() {
		return false
	}
	return !slices.ContainsFunc(acts, func(x command.Act) bool {
		units := targets(x)
		return len(a.DropItems) > 0 && !slices.Contains(a.DropItems, x.Item) ||
			len(a.Drop) > 0 && (len(units) == 0 || slices.ContainsFunc(units, func(u ledger.UnitID) bool { return !slices.Contains(a.Drop, u) }))
	})
}

// renudged are orders to nudge with what a line changes of them; false: nothing.
func renudged(acts []command.Act, a command.Amendment) ([]command.Act, bool) {
	if a.Empty() {
		return nil, false
	}
	out := reitemed(acts, a)
	if len(out) == 0 {
		return nil, false
	}
	for i := range out {
		x := &out[i]
		if len(a.Only) > 0 {
			x.Units, x.Except = slices.Clone(a.Only), lessUnits(x.Except, a.Only)
		}
		x.Except = lessUnits(x.Except, a.Add)
		if len(x.Units) > 0 {
			x.Units = append(lessUnits(x.Units, a.Add), a.Add...)
		}
		x.Except = append(lessUnits(x.Except, a.Drop), a.Drop...)
		if x.Units != nil {
			if x.Units = lessUnits(x.Units, x.Except); len(x.Units) == 0 {
				return nil, false
			}
		}
		if !a.At.IsZero() || a.Now {
			x.At = a.At
		}
		if a.Way != "" {
			x.Kind = map[string]string{command.WayPrivate: command.WayPrivate}[a.Way]
		}
	}
	return out, true
}

// reitemed gives the orders the items that a line wants.
func reitemed(acts []command.Act, a command.Amendment) []command.Act {
	out := slices.DeleteFunc(slices.Clone(acts), func(x command.Act) bool { return slices.Contains(a.DropItems, x.Item) })
	if len(a.Items) > 0 {
		out = nil
	}
	for _, item := range slices.Concat(a.Items, a.AddItems) {
		if slices.ContainsFunc(out, func(x command.Act) bool { return x.Item == item }) {
			continue
		}
		x := acts[0]
		x.Item = item
		out = append(out, x)
	}
	return out
}

// lessUnits are the units of a list that are not in another.
func lessUnits(list, gone []ledger.UnitID) []ledger.UnitID {
	return slices.DeleteFunc(slices.Clone(list), func(u ledger.UnitID) bool { return slices.Contains(gone, u) })
}
