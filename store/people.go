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
	return tx.Plan().PersonOf(a)
}

// BindPerson binds an account, in place of what it was bound to before. The
// configuration goes first as long as it names the account.
func (tx *Tx) BindPerson(a ledger.Account, p ledger.Person) {
	a.UserID, tx.bound = printable(a.UserID), nil
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
	tx.bound = nil
	tx.drop(key)
	return tx.err == nil
}

// ContactsOf gives the contacts of a unit: the configured ones in their order,
// then those bound in chat, one Person for each account.
func (tx *Tx) ContactsOf(u ledger.UnitID) []ledger.Person {
	bound := tx.boundInChat().contacts[u]
	if tx.err != nil {
		return nil
	}
	return slices.Concat(tx.Plan().ContactsOf(u), bound)
}

// PeopleWith gives the people with a role, in the same order.
func (tx *Tx) PeopleWith(r ledger.Role) []ledger.Person {
	var out []ledger.Person
	for _, list := range [][]ledger.Person{tx.Plan().People, tx.boundInChat().people} {
		for _, p := range list {
			if p.Role == r {
				out = append(out, p)
			}
		}
	}
	if tx.err != nil {
		return nil
	}
	return out
}

// bound are the people who were bound in chat and whom the configuration does not
// name. A wave of reminders asks for those of each unit: they are read once.
type bound struct {
	people   []ledger.Person
	contacts map[ledger.UnitID][]ledger.Person
}

func (tx *Tx) boundInChat() *bound {
	if tx.bound != nil {
		return tx.bound
	}
	b := &bound{contacts: map[ledger.UnitID][]ledger.Person{}}
	tx.scan([]byte{kPerson}, func(key, body []byte) bool {
		var s storedPerson
		if !tx.decode(key, body, &s) {
			return false
		}
		if _, shadowed := tx.configured(s.Account); !shadowed {
			p := s.person()
			b.people = append(b.people, p)
			if p.Role == ledger.Contact {
				b.contacts[p.Unit] = append(b.contacts[p.Unit], p)
			}
		}
		return true
	})
	if tx.err != nil {
		return &bound{}
	}
	tx.bound = b
	return b
}
