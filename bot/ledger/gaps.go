package ledger

// State is how a unit stands with an item.
type State string

// The states, as status --json prints them.
const (
	StateDone    State = "done"    // fulfilled, or asked for and answered
	StatePartial State = "partial" // begun: a stage, a file or a name is missing
	StateZero    State = "zero"    // answered with nothing
	StateMissing State = "missing" // silent
	StateLate    State = "late"    // fulfilled after the due instant
	StateNone    State = "none"    // not asked, not answered
)

// Gap is one unit's standing with one item.
type Gap struct {
	Unit     Unit
	Item     Item
	Tally    Tally
	Deadline Deadline
	State    State
}

// NewGap compares a tally with what the item asks for.
func NewGap(u Unit, it Item, t Tally, d Deadline) Gap {
	return Gap{Unit: u, Item: it, Tally: t, Deadline: d, State: stateOf(u, it, t, d)}
}

func stateOf(u Unit, it Item, t Tally, d Deadline) State {
	owes := it.Owes(u)
	begun := t.Value() > 0 || len(t.Pieces) > 0
	switch {
	case !t.Answered && !owes:
		return StateNone
	case !t.Answered:
		return StateMissing
	case !begun:
		return StateZero
	case owes && t.Fulfilled(it) && d.Late(t.DoneAt):
		return StateLate
	case owes && !t.Fulfilled(it):
		return StatePartial
	}
	return StateDone
}

// Owing tells whether the unit still has to act: an item with a least number is
// unfulfilled, or one without has not been answered.
func (g Gap) Owing() bool {
	return g.Item.Owes(g.Unit) && !g.Tally.Fulfilled(g.Item)
}
