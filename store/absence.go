package store

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// Absence says that somebody of a unit cannot be asked until an instant, and who
// can instead.
type Absence struct {
	Unit ledger.UnitID
	// Account is who is away; zero: whoever usually answers for the unit.
	Account ledger.Account
	Until   time.Time
	// Deputy is the name that was given, as it was typed; may be empty.
	Deputy string
	Line   uint64 // the line that said so
}

type storedAbsence struct {
	Unit    ledger.UnitID  `json:"unit"`
	Account ledger.Account `json:"account,omitzero"`
	Until   time.Time      `json:"until"`
	Deputy  string         `json:"deputy,omitempty"`
	Line    uint64         `json:"line,omitempty"`
}

func absenceKey(u ledger.UnitID, a ledger.Account) []byte {
	return textKey(kAbsence, string(u), string(a.Platform), printable(a.UserID))
}

// SetAbsence keeps an absence, in place of an older one of the same person.
func (tx *Tx) SetAbsence(a Absence) {
	a.Account.UserID, a.Until = printable(a.Account.UserID), utc(a.Until)
	tx.putJSON(absenceKey(a.Unit, a.Account), storedAbsence(a))
}

// EndAbsence forgets it and tells whether there was one in force.
func (tx *Tx) EndAbsence(u ledger.UnitID, a ledger.Account) bool {
	var s storedAbsence
	key := absenceKey(u, a)
	if !tx.getJSON(key, &s) {
		return false
	}
	tx.drop(key)
	return tx.now.Before(s.Until)
}

// Absences gives those of a unit that are in force now.
func (tx *Tx) Absences(u ledger.UnitID) []Absence {
	var out []Absence
	tx.scan(textKey(kAbsence, string(u)), func(key, body []byte) bool {
		var s storedAbsence
		if !tx.decode(key, body, &s) {
			return false
		}
		if tx.now.Before(s.Until) {
			out = append(out, Absence(s))
		}
		return true
	})
	if tx.err != nil {
		return nil
	}
	return out
}

// Present gives the contacts of a unit who can be asked now: not those who are
// away; the deputy alone when one was named for the whole unit and is known.
func (tx *Tx) Present(u ledger.UnitID) []ledger.Person {
	people := tx.ContactsOf(u)
	for _, a := range tx.Absences(u) {
		if deputy, ok := Known(people, a.Deputy); ok && a.Account.UserID == "" {
			return []ledger.Person{deputy}
		}
		if a.Account.UserID != "" {
			people = slices.DeleteFunc(people, func(p ledger.Person) bool { return slices.Contains(p.Accounts, a.Account) })
		}
	}
	return people
}

// Standin tells whom to ask of a unit now: the deputy that was named, or that all
// its contacts are away.
func (tx *Tx) Standin(u ledger.UnitID) (deputy string, away bool) {
	absences := tx.Absences(u)
	for _, a := range absences {
		if a.Deputy != "" {
			deputy = a.Deputy
		}
	}
	return deputy, len(absences) > 0 && len(tx.Present(u)) == 0
}

// Known finds the one person that a name as it is spoken means: the whole name, or
// 小 or 老 with the family name when only one fits.
func Known(people []ledger.Person, spoken string) (ledger.Person, bool) {
	var found []ledger.Person
	for _, p := range people {
		family := strings.TrimPrefix(strings.TrimPrefix(spoken, "小"), "老")
		familiar := family != spoken && utf8.RuneCountInString(family) == 1 && strings.HasPrefix(p.Name, family)
		if spoken != "" && (p.Name == spoken || familiar) {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return ledger.Person{}, false
	}
	return found[0], true
}
