package ledger

// places say where the units of a list stand, and the people of another. A plan may
// have thousands, and some of them is looked up for every line, record and cell.
type places struct {
	of []Unit
	at map[UnitID]int

	people   []Person
	known    map[Account]int
	contacts map[UnitID][]Person
}

// UnitPlace gives the place of a unit in the plan's order.
func (p *Plan) UnitPlace(id UnitID) (int, bool) {
	i, ok := p.placed().at[id]
	return i, ok
}

// PersonOf gives the first of the people that an account belongs to.
func (p *Plan) PersonOf(a Account) (Person, bool) {
	s := p.placed()
	i, ok := s.known[a]
	if !ok {
		return Person{}, false
	}
	return s.people[i], true
}

// ContactsOf gives the contacts of a unit in the plan's order; not to be changed.
func (p *Plan) ContactsOf(u UnitID) []Person { return p.placed().contacts[u] }

// ItemPlace gives the place of an item in the plan's order; a plan has but a few.
func (p *Plan) ItemPlace(id ItemID) (int, bool) {
	for i := range p.Items {
		if p.Items[i].ID == id {
			return i, true
		}
	}
	return 0, false
}

// placed makes the places when they are first asked for, and anew when the plan has
// been given other lists before it came into use.
func (p *Plan) placed() *places {
	if s := p.places.Load(); s != nil && same(s.of, p.Units) && same(s.people, p.People) {
		return s
	}
	s := &places{of: p.Units, at: make(map[UnitID]int, len(p.Units)),
		people: p.People, known: make(map[Account]int, len(p.People)), contacts: map[UnitID][]Person{}}
	for i, u := range p.Units {
		if _, twice := s.at[u.ID]; !twice {
			s.at[u.ID] = i
		}
	}
	for i, q := range p.People {
		for _, a := range q.Accounts {
			if _, twice := s.known[a]; !twice {
				s.known[a] = i
			}
		}
		if q.Role == Contact {
			s.contacts[q.Unit] = append(s.contacts[q.Unit], q)
		}
	}
	p.places.Store(s)
	return s
}

// same tells whether two lists are one, not only alike.
func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
