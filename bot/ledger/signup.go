package ledger

import "slices"

func (t *Tally) everybody() []string {
	var all []string
	for _, names := range t.Names {
		all = append(all, names...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// NamesFor are the people who serve at an event, named for it or for all.
func (t Tally) NamesFor(event MilestoneID) []string {
	out := slices.Clone(t.Names[event])
	for _, n := range t.Names[""] {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// sign puts names on the list of an event; set replaces it, sub takes names off.
func (t *Tally) sign(r Record) {
	if t.Names == nil {
		t.Names = map[MilestoneID][]string{}
	}
	list := t.Names[r.Event]
	switch r.Op {
	case Set:
		list = nil
	case Sub:
		list = slices.DeleteFunc(list, func(n string) bool { return slices.Contains(r.Names, n) })
		t.Names[r.Event] = list
		return
	}
	for _, n := range r.Names {
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	t.Names[r.Event] = list
}

// Unserved are the events of a sign-up that have fewer people than they want.
func (t Tally) Unserved(it Item) []MilestoneID {
	var out []MilestoneID
	for _, e := range it.Events {
		if len(t.NamesFor(e)) < it.Min {
			out = append(out, e)
		}
	}
	return out
}
