package bot

import (
	"fmt"
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// leave notes that somebody of a unit is away: reminders no longer alert that
// person but the deputy, whose name stands beside the unit's. A contact speaks for
// himself, a coordinator for the units that he names. When something falls due
// meanwhile, the coordinators hear of it.
func (t *turn) leave(a command.Act) messages.Message {
	units := a.Units
	account := ledger.Account{}
	if own, bound := t.own(); len(units) == 0 && bound {
		units, account = []ledger.UnitID{own.ID}, t.env.From.Account
	}
	if len(units) == 0 {
		return messages.NothingToMute()
	}
	until := t.end(a.Until, command.FewDays)
	var m messages.Message
	for _, u := range units {
		deputy := a.Person
		for _, x := range t.tx.Absences(u) { // 15号回来: who stands in stays
			if deputy == "" && x.Account == account {
				deputy = x.Deputy
			}
		}
		t.tx.SetAbsence(store.Absence{Unit: u, Account: account, Until: until, Deputy: deputy, Line: t.line})
		_, known := store.Known(t.tx.ContactsOf(u), deputy)
		_, away := t.tx.Standin(u)
		inside := t.dueWithin([]ledger.UnitID{u}, t.now, until)
		name := t.h.Plan.UnitName(u)
		own := account != ledger.Account{}
		m.Append(messages.Away(name, deputy, known, !away, own, until, inside, t.now))
		if !own {
			t.tellUnit(t.unit(u), nil, fmt.Sprintf("away/%d/%s", t.line, u), messages.SetAway(name, deputy, until))
		}
		if len(inside) > 0 && t.who.Role != ledger.Coordinator {
			t.tellCoordinators(fmt.Sprintf("leave/%d", t.line), messages.AwayNotice(name, deputy, until, inside, t.now))
		}
	}
	return m
}

// onLeave tells who of the units cannot be asked now, and whose reminders rest; a
// contact hears of his own unit.
func (t *turn) onLeave(a command.Act) messages.Message {
	var leaves []messages.Leave
	var resting []ledger.Unit
	silences := t.tx.Silences(t.now)
	for _, u := range t.h.Plan.Units {
		if t.who.Role == ledger.Contact && u.ID != t.who.Unit || a.Unit != "" && u.ID != a.Unit {
			continue
		}
		for _, x := range t.tx.Absences(u.ID) {
			leaves = append(leaves, messages.Leave{Unit: u, Until: x.Until.In(t.h.Plan.Campaign.Zone), Deputy: x.Deputy})
		}
		if u.Kind == ledger.County && slices.ContainsFunc(silences, func(s store.Silence) bool { return s.Covers(u.ID) }) {
			resting = append(resting, u)
		}
	}
	return messages.OnLeave(leaves, resting)
}

// back ends the speaker's leave, and the rest that he asked for.
func (t *turn) back(a command.Act) messages.Message {
	units := a.Units
	if own, bound := t.own(); len(units) == 0 && bound {
		units = []ledger.UnitID{own.ID}
	}
	was := false
	for _, u := range units {
		was = t.tx.EndAbsence(u, t.env.From.Account) || was
		was = t.tx.EndAbsence(u, ledger.Account{}) || was
		was = t.tx.EndSilences([]ledger.UnitID{u}) > 0 || was
	}
	return messages.Back(was)
}
