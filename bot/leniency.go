package bot

import (
	"fmt"
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

func (t *turn) extend(a command.Act) messages.Message {
	units := a.Units
	if len(units) == 0 && a.Unit != "" {
		units = []ledger.UnitID{a.Unit}
	}
	if a.Kind == command.KindLift {
		return t.unextend(units, a.Item)
	}
	it := t.item(a.Item)
	var rest []ledger.UnitID
	for _, u := range units {
		t.tx.SetExtension(u, it.ID, a.Due, t.line)
		if t.grantOpen(u, it.ID, a.Due) { // told as the asker
			continue
		}
		if !t.reachable(u) {
			rest = append(rest, u)
			continue
		}
		t.tellUnit(t.unit(u), nil, fmt.Sprintf("extend/%d/%s/%s", t.line, it.ID, u), messages.Extended(t.units([]ledger.UnitID{u}), it, a.Due))
	}
	if len(rest) > 0 && t.env.Chat.Private { // in the group all have read the order: one message for those who have no other way
		for _, g := range t.h.Plan.Groups {
			t.toGroup(g, fmt.Sprintf("extend/%d/%s/until/%d", t.line, it.ID, a.Due.Unix()), messages.KindStatus, messages.Extended(t.units(rest), it, a.Due), nil)
		}
	}
	return messages.Extended(t.units(units), it, a.Due)
}

// extended tells who has more time, by which order and on whose request.
func (t *turn) extended(a command.Act) messages.Message {
	var list []messages.Extension
	for g := range t.eachGap(a.Unit) {
		if !g.Deadline.Extended || !within(a, g.Unit.ID, g.Item.ID) {
			continue
		}
		said, _ := t.tx.Said(t.tx.ExtendedBy(g.Unit.ID, g.Item.ID))
		e := messages.Extension{Gap: g, By: said.Nick, Words: said.Text, At: said.At.In(t.h.Plan.Campaign.Zone)}
		for id := uint64(1); ; id++ {
			r, ok := t.tx.Request(id)
			if !ok {
				break
			}
			if r.Kind == string(messages.RequestExtend) && r.State == store.RequestAccepted && r.Unit == g.Unit.ID && r.Item == g.Item.ID {
				e.Asked = r.Text
			}
		}
		list = append(list, e)
	}
	return messages.ExtensionList(list)
}

// reachable tells whether a contact of the unit can be written to privately.
func (t *turn) reachable(u ledger.UnitID) bool {
	return slices.ContainsFunc(t.tx.ContactsOf(u), func(p ledger.Person) bool {
		_, ok := t.tx.PersonAddress(p)
		return ok
	})
}

// unextend puts the plan's own due instant in force again, and tells those who had
// been granted more.
func (t *turn) unextend(units []ledger.UnitID, item ledger.ItemID) messages.Message {
	var m messages.Message
	for _, u := range t.units(units) {
		var back []ledger.Gap
		for _, g := range t.tx.GapsOf(u) {
			if g.Deadline.Extended && (item == "" || g.Item.ID == item) {
				t.tx.SetExtension(u.ID, g.Item.ID, time.Time{}, t.line)
				g.Deadline = t.h.Plan.Deadline(g.Item)
				back = append(back, g)
			}
		}
		if len(back) > 0 {
			t.tellUnit(u, nil, fmt.Sprintf("unextend/%d/%s", t.line, u.ID), messages.ExtensionLifted(u, back, t.now))
		}
		m.Append(messages.ExtensionLifted(u, back, t.now))
	}
	return m
}

// forWhich finds out for which item more time is asked, where the line names none:
// the one that the unit still owes and that falls due before the asked end; of
// several, one is to be chosen.
func (t *turn) forWhich(r command.Reading) command.Reading {
	if len(r.Acts) != 1 || r.Acts[0].Verb != command.Request || r.Acts[0].Kind != string(messages.RequestExtend) || r.Acts[0].Item != "" {
		return r
	}
	a := r.Acts[0]
	u, ok := t.h.Plan.Unit(a.Unit)
	if !ok {
		return r
	}
	var options []command.Option
	for _, g := range t.tx.OwingOf(u) {
		if !a.Until.IsZero() && !g.Deadline.Due.Before(a.Until) {
			continue
		}
		b := a
		b.Item = g.Item.ID
		options = append(options, command.Option{Label: g.Item.Name, Acts: []command.Act{b}})
	}
	switch len(options) {
	case 0:
	case 1:
		r.Acts = options[0].Acts
	default:
		r.Outcome, r.Question = command.Ask, command.Question{Code: command.AskItem, Quote: a.Text, Options: options}
	}
	return r
}
