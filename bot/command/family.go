package command

// family reads lines of one kind.
type family struct {
	read func(*parse) (Reading, bool)
	// needs are classes of which the line must have one, else it is none of the family's;
	// 0: nothing is needed.
	needs class
}

// mayRead tells whether the line is worth a try.
func (f *family) mayRead(p *parse) bool { return f.needs == 0 || p.has&f.needs != 0 }

// families are tried in this order, and tellings in the place of tell. They are filled in
// here, because families read parts of lines as lines.
var families, tellings []family

func init() {
	families = []family{
		{(*parse).calledOff, 0},
		{(*parse).undecided, 0},
		{(*parse).retitle, 0},
		{(*parse).respelt, cCorrect},
		{(*parse).contrasted, cOrder | cExcept | cVerdict},
		{(*parse).returned, cVerdict},
		{(*parse).aside, 0},
		{(*parse).recant, 0},
		{(*parse).idle, 0},
		{(*parse).talk, 0},
		{(*parse).posted, 0},
		{(*parse).announce, cOrder | cEveryone | cAllUnits},
		{(*parse).desk, 0},
		{(*parse).paste, 0},
		{(*parse).chain, cItem},
		{(*parse).board, 0},
		{(*parse).papers, 0},
		{(*parse).paper, 0},
		{(*parse).nothing, cItem},
		{(*parse).freeText, 0},
		{(*parse).manage, 0},
		{(*parse).askedAndNudged, cOrder},
		{(*parse).arrivedBeside, cUnit},
		{(*parse).missed, cNeg},
		{(*parse).tell, 0},
		{(*parse).question, 0},
		{(*parse).enlisted, cEvent},
		{(*parse).order, 0},
		{(*parse).pointed, cMeasure},
		{(*parse).amend, cCorrect | cSet | cMeasure},
		{(*parse).report, 0},
		{(*parse).chatter, 0},
	}
	tellings = []family{
		{(*parse).switches, cOrder | cUnit},
		{(*parse).extended, 0},
		{(*parse).latecomers, 0},
		{(*parse).wants, 0},
		{(*parse).swap, 0},
		{(*parse).restaff, 0},
		{(*parse).absence, 0},
		{(*parse).unbind, cOrder},
		{(*parse).undo, cOrder},
		{(*parse).takeBack, cOrder | cCorrect | cNeg},
		{(*parse).reportAndRest, cOrder | cExcept | cNot},
		{(*parse).mute, cOrder | cExcept},
		{(*parse).bind, 0},
	}
}
