package ledger

// places say where the units of a list stand. A plan may have thousands, and some
// of them is looked up for every line, record and cell.
type places struct {
	of []Unit
	at map[UnitID]int
}

// UnitPlace gives the place of a unit in the plan's order.
func (p *Plan) UnitPlace(id UnitID) (int, bool) {
	i, ok := p.placed().at[id]
	return i, ok
}

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
// been given another list before it came into use.
func (p *Plan) placed() *places {
	if s := p.places.Load(); s != nil && s.are(p.Units) {
		return s
	}
	s := &places{of: p.Units, at: make(map[UnitID]int, len(p.Units))}
	for i, u := range p.Units {
		if _, twice := s.at[u.ID]; !twice {
			s.at[u.ID] = i
		}
	}
	p.places.Store(s)
	return s
}

// are tells whether the places are those of a list.
func (s *places) are(units []Unit) bool {
	return len(s.of) == len(units) && (len(units) == 0 || &s.of[0] == &units[0])
}
