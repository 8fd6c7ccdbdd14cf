package bot

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// This file reminds each unit privately, by order: 私下催一下祁东征文.

// privateWays are the private ways to the people of a unit who can be asked now.
func (t *turn) privateWays(u ledger.UnitID) (out []messages.Address) {
	for _, p := range t.tx.Present(u) {
		if addr, ok := t.tx.PersonAddress(p); ok {
			out = append(out, addr)
		}
	}
	return out
}

// withinReach leaves of those who owe an item the ones who can be written to, and notes
// the others.
func (t *turn) withinReach(o messages.Asked, facts *messages.NudgeFacts) messages.Asked {
	missing := o.Missing
	o.Missing, o.Named = nil, nil
	for _, u := range missing {
		if len(t.privateWays(u.ID)) > 0 {
			o.Missing = append(o.Missing, u)
			continue
		}
		if !has(facts.Unreached, u.ID) {
			facts.Unreached = append(facts.Unreached, u)
		}
	}
	o.Named = o.Missing
	return o
}

func has(units []ledger.Unit, id ledger.UnitID) bool {
	for _, u := range units {
		if u.ID == id {
			return true
		}
	}
	return false
}

// callAlone writes to the people of each unit what that unit owes.
func (t *turn) callAlone(c chased, f store.Firing) (sent int) {
	for _, u := range c.facts.Units {
		var own []messages.Asked
		var about []ledger.ItemID
		for _, o := range c.asked {
			if has(o.Missing, u.ID) {
				o.Missing, o.Named = []ledger.Unit{u}, []ledger.Unit{u}
				own, about = append(own, o), append(about, o.Item.ID)
			}
		}
		text := messages.NudgeText(t.h.Plan, own, t.turnOfGroups(), t.now)
		for _, addr := range t.privateWays(u.ID) {
			t.tx.Enqueue(messages.Delivery{Key: nudgeAt(aloneKey(f.Key, u.ID), addr), Kind: messages.KindNudge, To: messages.To{Unit: u.ID},
				Address: addr, Message: text, Units: []ledger.UnitID{u.ID}, Named: []ledger.UnitID{u.ID}, About: about, Created: t.now, NextAt: c.facts.At})
			sent++
		}
	}
	return sent
}

// aloneKey is the key of a nudge for one unit.
func aloneKey(nudge string, u ledger.UnitID) string { return fmt.Sprintf("%s/%s", nudge, u) }

// comingNudges are the nudges by hand that are to go out later.
func (t *turn) comingNudges() (out []messages.Delivery) {
	for _, d := range t.tx.DueDeliveries(t.now.AddDate(1, 0, 0), 0) {
		if d.Kind == messages.KindNudge && strings.HasPrefix(d.Key, "nudge/") && d.NextAt.After(t.now) {
			out = append(out, d)
		}
	}
	return out
}
