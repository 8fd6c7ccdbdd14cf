package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// kindShared marks acts of which it is settled how they stand to what was reported
// before; they are not asked about again.
const kindShared = "shared"

// shares are the acts of a line that tell one total of a unit by title, day or box.
type shares struct {
	tally  ledger.Tally
	places []int // of the acts in the line
	room   int   // how much of the total they may speak of: nothing more is known of it
	boxes  int   // how many tell a box only
	sum    int   // what those boxes hold together
	own    bool
	others bool
}

// partOrNew asks whether pieces with a title, dated sessions or boxes belong to a
// bare figure that was reported before, or come on top of it. Boxes that make up
// the total that is stored tell more of it and need no question.
func (t *turn) partOrNew(i int, u ledger.UnitID) bool {
	a := t.acts[i]
	s := t.sharing(a, u)
	if !slices.Contains(s.places, i) || s.room == 0 {
		return false
	}
	within, fresh := t.swapShares(s, s.within), t.swapShares(s, apart)
	total := s.tally.Value()
	if s.boxes > 1 && s.boxes == len(s.places) && s.sum == total {
		t.acts = within
		if t.outcome == command.Confirm {
			t.options = []option{{Acts: saved(within)}}
		}
		t.weigh()
		return true
	}
	ifPart, ifNew := t.totalAfter(within, u, a.Item), t.totalAfter(fresh, u, a.Item)
	if ifPart == ifNew {
		return false
	}
	var told []messages.Deed
	for _, k := range s.places {
		d := deed(t.h.Plan, t.acts[k])
		d.Unit, d.Op = "", ""
		told = append(told, d)
	}
	answers := [][]command.Act{within, fresh}
	ifAll := 0
	if boxed(a) && a.Scope != "" && len(s.places) == 1 && a.Value < min(ifPart, ifNew) { // 我局答题131人: of all who answered?
		ifAll = a.Value
		answers = append(answers, swap(t.acts, i, all(a)))
	}
	t.pose(messages.PartOrNew(messages.Shares{Unit: t.unit(u), Item: t.item(a.Item), Total: total, Room: s.room, Told: told,
		Whole: s.complete(), IfPart: ifPart, IfNew: ifNew, IfAll: ifAll}), s.places, answers...)
	t.chosenBy(messages.PartOrNewWords()...)
	return true
}

// all is the reading that a box holds everybody.
func all(a command.Act) command.Act {
	a.Scope, a.OpStated, a.Kind = "", true, kindShared
	return a
}

// pose puts a question about some acts of the line; what else the line says waits.
func (t *turn) pose(said messages.Message, about []int, answers ...[]command.Act) {
	said.Append(t.alsoSaid(func(i int) bool { return slices.Contains(about, i) }))
	t.outcome, t.said, t.options = command.Ask, said, nil
	for _, acts := range answers {
		t.options = append(t.options, option{Acts: saved(acts)})
	}
	t.acts = nil
}

// alsoSaid names the acts of the line that a question is not about.
func (t *turn) alsoSaid(asked func(i int) bool) messages.Message {
	var rest []messages.Deed
	for i, a := range t.acts {
		if a.Storing() && !asked(i) {
			rest = append(rest, deed(t.h.Plan, a))
		}
	}
	return messages.Waiting(rest)
}

// sharing gathers the acts of the line that tell the same total as one of them.
func (t *turn) sharing(one command.Act, u ledger.UnitID) shares {
	s := shares{tally: t.tx.Tally(u, one.Item)}
	named := false
	for i, a := range t.acts {
		if a.Item != one.Item || !slices.Contains(targets(a), u) || a.Kind == kindShared {
			continue
		}
		switch {
		case boxed(a):
			s.boxes++
			s.sum += a.Value
			s.own, s.others = s.own || a.Scope == ledger.ScopeOwn, s.others || a.Scope == ledger.ScopeOthers
		case byName(a, s.tally):
			named = true
		default:
			continue
		}
		s.places = append(s.places, i)
	}
	if s.room = s.tally.Parts[""]; named {
		s.room = s.tally.Unnamed()
	}
	return s
}

// boxed tells whether an act says nothing but what one box holds.
func boxed(a command.Act) bool {
	return (a.Verb == command.Count || a.Verb == command.Entry && a.Stage == "" && len(a.IDs)+len(a.Titles) == 0) &&
		a.Op == ledger.Set && a.Scope+a.Type != ""
}

// byName tells whether an act names pieces or a session that a bare figure may hold.
// A figure with titles that is more than the bare one is the new total.
func byName(a command.Act, tally ledger.Tally) bool {
	switch {
	case a.OpStated || a.Op == ledger.Sub || a.Op == ledger.Detail:
		return false
	case a.Verb == command.Session:
		return a.Op == ledger.Add
	}
	return a.Verb == command.Entry && a.Stage == "" && len(a.IDs) == 0 && len(a.Titles) > 0 &&
		(a.Op == ledger.Add || tally.Unnamed() >= pieces(a) && tally.Parts[a.Type] == 0 || a.Type == "" && tally.Unnamed() >= pieces(a))
}

// pieces is how many pieces or sessions an act speaks of.
func pieces(a command.Act) int { return max(a.Value, len(a.Titles), 1) }

// complete tells whether the boxes of a head count are all told.
func (s shares) complete() bool { return s.own && s.others }

// within is the reading that the acts speak of what was reported before.
func (s shares) within(acts []command.Act) []command.Act {
	var out []command.Act
	left := s.room
	part := func(a command.Act, n int) command.Act {
		a.Op, a.Value, a.HasValue, a.OpStated, a.Kind = ledger.Detail, n, true, true, kindShared
		left -= n
		return a
	}
	for _, a := range acts {
		if boxed(a) {
			have := s.tally.Parts[a.Scope+a.Type]
			n := min(max(a.Value-have, 0), left)
			if n > 0 {
				out = append(out, part(a, n))
			}
			if n == 0 || have+n != a.Value {
				out = append(out, apart([]command.Act{a})...)
			}
			continue
		}
		n := pieces(a)
		k := min(n, left)
		if k == 0 {
			out = append(out, apart([]command.Act{a})...)
			continue
		}
		first := part(a, k)
		first.Titles = a.Titles[:min(k, len(a.Titles))]
		if len(a.Authors) > 0 {
			first.Authors = a.Authors[:len(first.Titles)]
		}
		out = append(out, first)
		if k < n {
			rest := a
			rest.Op, rest.Value, rest.HasValue, rest.People, rest.Titles = ledger.Add, n-k, true, 0, a.Titles[len(first.Titles):]
			if len(a.Authors) > 0 {
				rest.Authors = a.Authors[len(first.Titles):]
			}
			out = append(out, apart([]command.Act{rest})...)
		}
	}
	if s.complete() && left > 0 { // the boxes are the whole: nothing else is left of it
		rest := acts[0]
		rest.Op, rest.OpStated, rest.Value, rest.Scope, rest.Approx, rest.Kind = ledger.Sub, true, left, "", false, kindShared
		out = append(out, rest)
	}
	return out
}

// apart is the reading that the acts come on top of what was reported before.
func apart(acts []command.Act) []command.Act {
	out := slices.Clone(acts)
	for i := range out {
		a := &out[i]
		a.OpStated, a.Kind = true, kindShared
		if !boxed(*a) {
			a.Op, a.Value, a.HasValue = ledger.Add, pieces(*a), true
		}
	}
	return out
}

// swapShares is the line with the gathered acts read in one way, at the first one's place.
func (t *turn) swapShares(s shares, way func([]command.Act) []command.Act) []command.Act {
	var mine, out []command.Act
	for _, k := range s.places {
		mine = append(mine, t.acts[k])
	}
	for i, a := range t.acts {
		if i == s.places[0] {
			out = append(out, way(mine)...)
		}
		if !slices.Contains(s.places, i) {
			out = append(out, a)
		}
	}
	return out
}

// totalAfter is the total of a unit and item once the acts are carried out.
func (t *turn) totalAfter(acts []command.Act, u ledger.UnitID, item ledger.ItemID) int {
	n := t.tx.Tally(u, item).Value()
	for _, c := range t.preview(acts) {
		if c.change.Unit.ID == u && c.change.Item.ID == item {
			n = c.change.After.Value()
		}
	}
	return n
}
