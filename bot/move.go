package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// moving is what a move takes from one unit's item and brings to another's: records that
// are taken back, or one that takes away, and those that bring the same there.
type moving struct {
	from, to   ledger.Unit
	item       ledger.Item
	back       []ledger.Record
	less, more []ledger.Record
	left, got  [2]ledger.Tally // before and after, there and here
}

// moved words it.
func (m moving) words() messages.Moving {
	return messages.Moving{From: m.from, To: m.to, Item: m.item, What: m.more,
		Left: messages.Change{Unit: m.from, Item: m.item, Before: m.left[0], After: m.left[1]},
		Got:  messages.Change{Unit: m.to, Item: m.item, Before: m.got[0], After: m.got[1]}}
}

// weighMove shows what a move changes of both units before it is done, and asks what is in
// doubt: which of several, and how a whole figure stands to one that is there.
func (t *turn) weighMove(a command.Act) {
	if a.OpStated { // a yes has been given
		return
	}
	t.options = nil
	list, trouble := t.movings(a)
	switch {
	case len(list) == 0 && len(t.options) > 0: // which one?
		t.outcome, t.said, t.acts = command.Ask, trouble, nil
		return
	case len(list) == 0:
		t.outcome, t.said = command.Confirm, trouble
		return
	}
	a.OpStated = true
	m := list[0]
	if len(list) == 1 && t.sameThere(a, m) {
		return
	}
	if len(list) == 1 && m.wholeFigure() {
		in := t.arranged(m, ledger.Set)
		a.Op, a.Item = ledger.Add, m.item.ID
		instead := a
		instead.Op = ledger.Set
		t.pose(messages.MoveHow(m.words(), in.words()), []int{0}, []command.Act{a}, []command.Act{instead})
		t.chosenBy(messages.MoveHowWords()...)
		return
	}
	if t.answers != 0 && len(a.IDs) == 1 { // picked from a list
		t.acts = []command.Act{a}
		return
	}
	var words []messages.Moving
	for _, m := range list {
		words = append(words, m.words())
	}
	t.outcome, t.said = command.Confirm, messages.ConfirmMove(words)
	t.options = []option{{Acts: saved([]command.Act{a})}}
}

// wholeFigure tells of a count that comes to a unit which has one, and may be meant instead.
func (m moving) wholeFigure() bool {
	return m.item.Kind == ledger.Count && len(m.less) == 0 && m.got[0].Answered && m.got[0].Value() > 0
}

// sameThere asks about a piece or a session of which the other unit has one alike: it is
// likely the same, told by both.
func (t *turn) sameThere(a command.Act, m moving) bool {
	gone := command.Act{Unit: m.from.ID, Item: m.item.ID, Op: ledger.Sub, OpStated: true, HasValue: true}
	for _, r := range m.more {
		gone.Value += r.Value
		switch {
		case m.item.Kind == ledger.Entry && len(r.Titles) == 1 && m.got[0].HasPiece(r.Titles[0]):
			gone.Verb, gone.Titles = command.Entry, append(gone.Titles, r.Titles[0])
		case m.item.Kind == ledger.Sessions && !r.Date.IsZero() && r.Place != "" && m.got[0].Known(r.Date, r.Place) >= 0 && len(m.more) == 1:
			gone.Verb, gone.Date, gone.Place = command.Session, r.Date, r.Place
		default:
			return false
		}
	}
	if gone.Verb == "" {
		return false
	}
	t.pose(messages.MovedAlready(m.words()), []int{0}, []command.Act{gone}, []command.Act{a})
	t.chosenBy(messages.SameOrAnotherWords()...)
	return true
}

// movings finds what a move is about: the item that it names or what it tells of is of, else
// all that the unit's last line said. Where that is in doubt, trouble says so.
func (t *turn) movings(a command.Act) (list []moving, trouble messages.Message) {
	from := t.unit(a.From)
	items := t.movable(a)
	switch {
	case a.Item == "" && len(a.Titles) > 0 && len(items) != 1:
		return nil, messages.NotThere(from, ledger.Item{}, a.Titles, nil)
	case len(items) == 0:
		return nil, messages.NothingToMove(from.Name)
	}
	for _, it := range items {
		m := moving{from: from, to: t.unit(a.To), item: it}
		if a.Item == "" && len(a.Titles) == 0 {
			m.back = t.lastLineOf(a.From, it.ID)
			m.more = movedOn(m.back)
		} else if trouble := t.pickMoved(a, &m); !trouble.Empty() {
			return nil, trouble
		}
		if trouble := t.judgedAlready(m); !trouble.Empty() {
			return nil, trouble
		}
		m = t.arranged(m, a.Op)
		if !m.holds() {
			return nil, messages.MoveByHand(m.from, m.to, m.item)
		}
		list = append(list, m)
	}
	return list, trouble
}

// movable are the items that a move may be about.
func (t *turn) movable(a command.Act) (out []ledger.Item) {
	last := uint64(0)
	for _, it := range t.h.Plan.Items {
		tally := t.tx.Tally(a.From, it.ID)
		switch {
		case !tally.Answered || a.Item != "" && it.ID != a.Item:
		case a.Item == "" && len(a.Titles) > 0:
			if slices.ContainsFunc(a.Titles, tally.HasPiece) {
				out = append(out, it)
			}
		case a.Item == "":
			lines := t.lastLineOf(a.From, it.ID)
			if len(lines) == 0 || lines[0].Line < last {
				continue
			}
			if lines[0].Line > last {
				out = nil
			}
			out, last = append(out, it), lines[0].Line
		default:
			out = append(out, it)
		}
	}
	return out
}

// stating are the records in force that state something of a unit's item.
func (t *turn) stating(u ledger.UnitID, item ledger.ItemID) []ledger.Record {
	return slices.DeleteFunc(slices.Clone(ledger.InForce(t.tx.RecordsOf(u, item))), func(r ledger.Record) bool { return !r.States() })
}

// lastLineOf are the records of the line that spoke of it last; a file says nothing.
func (t *turn) lastLineOf(u ledger.UnitID, item ledger.ItemID) []ledger.Record {
	all := slices.DeleteFunc(t.stating(u, item), func(r ledger.Record) bool { return r.Verb == ledger.Filed })
	return slices.DeleteFunc(all, func(r ledger.Record) bool { return r.Line != all[len(all)-1].Line })
}

// movedOn are records that say under another unit what those said.
func movedOn(records []ledger.Record) []ledger.Record {
	out := slices.Clone(records)
	for i := range out {
		out[i].Moved = out[i].Seq
		if out[i].Op == ledger.Set && out[i].Verb != ledger.Told {
			out[i].Op = ledger.Add
		}
	}
	return out
}
