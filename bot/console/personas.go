package console

import (
	"strings"

	"pufabot/bot/ledger"
	"pufabot/bot/pinyin"
	"pufabot/messages"
)

// The account ids of those who belong to no unit; a contact's is the unit's id.
const (
	CoordinatorID = "coordinator"
	ObserverID    = "observer"
	UnboundID     = "unbound"
)

// Persona is somebody to speak as.
type Persona struct {
	Account ledger.Account // on platform console; stable over restarts
	Role    ledger.Role
	Unit    ledger.UnitID
	// Kind is the unit's; empty without a unit.
	Kind ledger.UnitKind
	// Label is the name that others see.
	Label string
	// Short is the unit's name, or the label without a unit: what is searched by pinyin, because
	// the endings that all labels share would match everything.
	Short string
	// Examples are lines to try.
	Examples []string
}

// Personas are the people of a rehearsal: the coordinator, the contact of every
// unit (the city with the counties, then the sections), an observer and somebody
// who is not bound yet.
func Personas(p *ledger.Plan) []Persona {
	out := []Persona{persona(p, CoordinatorID, ledger.Coordinator, ledger.Unit{})}
	for _, sections := range []bool{false, true} {
		for _, u := range p.Units {
			if (u.Kind == ledger.Section) == sections {
				out = append(out, persona(p, string(u.ID), ledger.Contact, u))
			}
		}
	}
	return append(out,
		persona(p, ObserverID, ledger.Observer, ledger.Unit{}),
		persona(p, UnboundID, ledger.Unbound, ledger.Unit{}))
}

func persona(p *ledger.Plan, id string, role ledger.Role, u ledger.Unit) Persona {
	short := u.Name
	if short == "" {
		short = messages.ConsoleLabel(role, "")
	}
	return Persona{
		Short:    short,
		Account:  ledger.Account{Platform: ledger.Console, UserID: id},
		Role:     role,
		Unit:     u.ID,
		Kind:     u.Kind,
		Label:    messages.ConsoleLabel(role, u.Name),
		Examples: messages.ConsoleExamples(p, role, u),
	}
}

// section is the part of the picker that the persona stands in.
func (p Persona) section() string {
	switch {
	case p.Role == ledger.Coordinator:
		return "coordinator"
	case p.Kind == ledger.Section:
		return "section"
	case p.Unit != "":
		return "county"
	}
	return "other"
}

// search is what typing in the picker is compared with: the label, its pinyin,
// its initials and the id, in lower case.
func (p Persona) search(sounds *pinyin.Table) string {
	var full, initials strings.Builder
	for _, r := range p.Short {
		if readings := sounds.Of(r); len(readings) > 0 {
			full.WriteString(readings[0])
			initials.WriteString(readings[0][:1])
		}
	}
	return strings.ToLower(strings.Join([]string{p.Label, full.String(), initials.String(), p.Account.UserID}, " "))
}
