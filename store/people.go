package store

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
)

type storedPerson struct {
	Account ledger.Account `json:"account"`
	Role    ledger.Role    `json:"role"`
	Unit    ledger.UnitID  `json:"unit,omitempty"`
	Name    string         `json:"name,omitempty"`
	Mobile  string         `json:"mobile,omitempty"`
	At      time.Time      `json:"at"`
}

func (s storedPerson) person() ledger.Person {
	return ledger.Person{Role: s.Role, Unit: s.Unit, Name: s.Name, Mobile: s.Mobile, Accounts: []ledger.Account{s.Account}}
}

// Person tells who an account is: whom the configuration names, else whom a
// coordinator has bound in chat.
func (tx *Tx) Person(a ledger.Account) (ledger.Person, bool) {
	if p, ok := tx.configured(a); ok {
		return p, true
	}
	var s storedPerson
	if !tx.getJSON(accountKey(kPerson, a), &s) {
		return ledger.Person{}, false
	}
	return s.person(), true
}

func (tx *Tx) configured(a ledger.Account) (ledger.Person, bool) {
	if a.UserID == "" {
		return ledger.Person{}, false
	}
	for _, p := range tx.Plan().People {
		if slices.Contains(p.Accounts, a) {
			return p, true
		}
	}
	return ledger.Person{}, false
}

// BindPerson binds an account, in place of what it was bound to before. The
// configuration goes first as long as it names the account.
func (tx *Tx) BindPerson(a ledger.Account, p ledger.Person) {
	a.UserID = printable(a.UserID)
	tx.putJSON(accountKey(kPerson, a), storedPerson{Account: a, Role: p.Role, Unit: p.Unit,
		Name: p.Name, Mobile: p.Mobile, At: utc(tx.now)})
}

// UnbindPerson takes a binding made in chat back and tells whether there was one.
// What the configuration says stays.
func (tx *Tx) UnbindPerson(a ledger.Account) bool {
	key := accountKey(kPerson, a)
	if _, ok := tx.get(key); !ok {
		return false
	}
	tx.drop(key)
	return tx.err == nil
}

// ContactsOf gives the contacts of a unit: the configured ones in their order,
// then those bound in chat, one Person for each account.
func (tx *Tx) ContactsOf(u ledger.UnitID) []ledger.Person {
	return tx.people(func(p ledger.Person) bool { return p.Role == ledger.Contact && p.Unit == u })
}

// PeopleWith gives the people with a role, in the same order.
func (tx *Tx) PeopleWith(r ledger.Role) []ledger.Person {
	return tx.people(func(p ledger.Person) bool { return p.Role == r })
}

func (tx *Tx) people(want func(ledger.Person) bool) []ledger.Person {
	var out []ledger.Person
	for _, p := range tx.Plan().People {
		if want(p) {
			out = append(out, p)
		}
	}
	tx.scan([]byte{kPerson}, func(key, body []byte) bool {
		var s storedPerson
		if !tx.decode(key, body, &s) {
			return false
		}
		if _, shadowed := tx.configured(s.Account); !shadowed && want(s.person()) {
			out = append(out, s.person())
		}
		return true
	})
	if tx.err != nil {
		return nil
	}
	return out
}
