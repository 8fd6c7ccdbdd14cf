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
	g := Gap{Unit: u, Item: it, Tally: t, Deadline: d}
	g.Compare()
	return g
}

// Compare finds the state of a gap whose other fields are set.
func (g *Gap) Compare() {
	t := &g.Tally
	owes := g.Item.owedBy(&g.Unit)
	begun := t.value() > 0 || len(t.Pieces) > 0
	switch {
	case !t.Answered && !owes:
		g.State = StateNone
	case !t.Answered:
		g.State = StateMissing
	case !begun:
		g.State = StateZero
	case owes && t.fulfilled(&g.Item) && g.Deadline.Late(t.DoneAt):
		g.State = StateLate
	case owes && !t.fulfilled(&g.Item):
		g.State = StatePartial
	default:
		g.State = StateDone
	}
}

// SentBack tells whether the unit was done with it until a piece was returned.
func (g *Gap) SentBack() bool {
	return g.State == StatePartial && g.Tally.Standing()[ReviewReturned] > 0
}

// Owing tells whether the unit still has to act: an item with a least number is
// unfulfilled, or one without has not been answered.
func (g *Gap) Owing() bool { return StillOwes(&g.Unit, &g.Item, &g.Tally) }

// StillOwes tells the same of what has not been put together.
func StillOwes(u *Unit, it *Item, t *Tally) bool { return it.owedBy(u) && !t.fulfilled(it) }
