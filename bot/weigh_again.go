package bot

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// saidAgain asks whether a session or a piece is one that was reported before: the same
// is often told twice, by two people or the day after, and must not count twice.
func (t *turn) saidAgain(i int, u ledger.UnitID) bool {
	a := t.acts[i]
	if a.Op != ledger.Add || a.Kind != "" {
		return false
	}
	switch a.Verb {
	case command.Session:
		return t.sessionAgain(i, u)
	case command.Entry:
		return t.pieceAgain(i, u)
	}
	return false
}

// sessionAgain is for a session of which the day or the place is known already. Who
// says 又 means another one, unless the words are the same, too.
func (t *turn) sessionAgain(i int, u ledger.UnitID) bool {
	a := t.acts[i]
	tally := t.tx.Tally(u, a.Item)
	known := tally.Known(a.Date, a.Place)
	if known < 0 {
		known = tally.Near(a.Date, t.within(u, a.Place))
	}
	if known < 0 || a.OpStated && !t.sameWords(t.lastOf(u, a.Item)) {
		return false
	}
	same := a
	same.Op, same.Value, same.HasValue, same.OpStated, same.Kind = ledger.Detail, 0, true, true, kindShared
	if told := tally.Events[known].Place; told != "" { // by which it is found again
		same.Place = told
	}
	t.sameOrAnother(i, u, messages.KnownSession(t.unit(u), t.item(a.Item), tally.Events[known]), &same)
	return true
}

// within is a place without the unit that it lies in: 祁东县三塘镇.
func (t *turn) within(u ledger.UnitID, place string) string {
	return strings.TrimPrefix(place, t.unit(u).Name)
}

// pieceAgain is for a piece with a title that is there already, or for one of which
// nothing is said but that it was sent.
func (t *turn) pieceAgain(i int, u ledger.UnitID) bool {
	a := t.acts[i]
	it, tally := t.item(a.Item), t.tx.Tally(u, a.Item)
	rest, known := untoldTitles(a, tally)
	if len(known) == 0 && !(bareDelivery(a) && tally.Value() > 0) {
		return false
	}
	if tally.Apply(it, t.recordOf(a, u)).Value()-tally.Value() <= len(rest.Titles) { // it does not count again
		return false
	}
	same := &rest
	if len(rest.Titles) == 0 {
		same = nil
	}
	said := messages.KnownPiece(t.unit(u), it, known, tally.Value())
	if !a.HasValue || a.OpStated || a.Value != len(a.Titles) || same == nil {
		t.sameOrAnother(i, u, said, same)
		return true
	}
	if !slices.ContainsFunc(rest.Titles, func(s string) bool { return !wasReturned(tally, s) }) { // all that it tells is here, or was and comes back
		t.acts[i] = *same
		return false
	}
	total := a // 2篇《甲》《丙》: as many as there are now
	total.Op, total.OpStated, total.Kind = ledger.Set, true, kindFresh
	t.sameOrAnother(i, u, said, same, total)
	return true
}

// wasReturned tells whether a piece of that title went back.
func wasReturned(tally ledger.Tally, title string) bool {
	return slices.ContainsFunc(tally.Pieces, func(p ledger.Piece) bool { return p.Verdict == ledger.Returned && ledger.SameTitle(p.Title, title) })
}

// untoldTitles are an act without the titles that are there already, and these.
func untoldTitles(a command.Act, tally ledger.Tally) (rest command.Act, known []string) {
	rest = a
	rest.Titles, rest.Authors = nil, nil
	for n, title := range a.Titles {
		if tally.HasPiece(title) {
			known = append(known, title)
			continue
		}
		rest.Titles = append(rest.Titles, title)
		if n < len(a.Authors) {
			rest.Authors = append(rest.Authors, a.Authors[n])
		}
	}
	if rest.HasValue || len(known) > 0 {
		rest.Value, rest.HasValue = len(rest.Titles), true
	}
	return rest, known
}

// bareDelivery tells whether an act says nothing of a piece but that it was sent.
func bareDelivery(a command.Act) bool {
	return implied(a) && a.Stage == ledger.Submitted && len(a.Titles) == 0 && a.Author+a.Media+a.Type == "" && a.Date.IsZero()
}

// sameOrAnother asks whether an act is the same as what is known. If it is, the act that is
// given takes its place, none at all where nothing new is left; and of a line that comes
// a second time nothing is recorded. What is given besides is offered as a third answer: that
// the line tells all there is.
func (t *turn) sameOrAnother(i int, u ledger.UnitID, known messages.Message, same *command.Act, instead ...command.Act) {
	a := t.acts[i]
	fresh := a
	fresh.Kind, fresh.OpStated = kindFresh, true
	var ifSame []command.Act
	if !t.sameWords(t.lastOf(u, a.Item)) {
		for k, other := range t.acts {
			if k != i {
				ifSame = append(ifSame, other)
			} else if same != nil {
				ifSame = append(ifSame, *same)
			}
		}
	}
	ifFresh := swap(t.acts, i, fresh)
	answers := [][]command.Act{ifSame, ifFresh}
	totals := []int{t.totalAfter(ifSame, u, a.Item), t.totalAfter(ifFresh, u, a.Item)}
	for _, b := range instead {
		answers = append(answers, swap(t.acts, i, b))
		totals = append(totals, t.totalAfter(answers[2], u, a.Item))
	}
	known.Append(messages.SameOrAnother(t.item(a.Item), t.tx.Tally(u, a.Item).Value(), totals))
	t.pose(known, []int{i}, answers...)
	t.chosenBy(messages.SameOrAnotherWords()...)
}

// sameWordsFor is how long the same words may be the same message, sent once more.
const sameWordsFor = 12 * time.Hour

// sameWords tells whether an earlier line of the speaker's has the very words of this one.
func (t *turn) sameWords(line uint64) bool {
	if line == 0 || t.answers != 0 {
		return false
	}
	said, _ := t.tx.Said(line)
	return t.now.Sub(said.At) < sameWordsFor && strings.TrimSpace(said.Text) == strings.TrimSpace(t.env.Text)
}

// addedTwice tells whether a line only adds, and is what its speaker has just said
// already. It counts: two more may well come twice. But the receipt says so.
func (t *turn) addedTwice() bool {
	if !slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Reporting() && a.Op == ledger.Add }) {
		return false
	}
	line, ok := t.tx.LastLineBy(t.env.From.Account)
	return ok && t.sameWords(line)
}
