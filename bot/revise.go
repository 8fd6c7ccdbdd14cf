package bot

import (
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// The kinds of an entry that say how it stands to what was returned.
const (
	kindRevised = "revised" // a returned piece comes back
	kindFresh   = "fresh"   // another piece; asked and answered
)

// returned are the places of a unit's pieces that went back.
func returned(t ledger.Tally) []int {
	var out []int
	for i, e := range t.Entries() {
		if e.Review() == ledger.ReviewReturned {
			out = append(out, i+1)
		}
	}
	return out
}

// whichBack leaves of what may come back (改好了) what has been returned: one is to be
// confirmed.
func (t *turn) whichBack(r command.Reading) command.Reading {
	if r.Outcome != command.Ask || !slices.ContainsFunc(r.Question.Options, revises) {
		return r
	}
	back := slices.DeleteFunc(slices.Clone(r.Question.Options), func(o command.Option) bool {
		return revises(o) && len(returned(t.tx.Tally(o.Acts[0].Unit, o.Acts[0].Item))) == 0
	})
	switch len(back) {
	case 0: // asked for any: none is known to be back
	case 1:
		r.Outcome, r.Acts, r.Question = command.Confirm, slices.Clone(back[0].Acts), command.Question{Code: command.AskSure}
		a := r.Acts[0]
		if places := returned(t.tx.Tally(a.Unit, a.Item)); len(places) == 1 {
			r.Acts[0] = revision(a, places[0])
		}
	default:
		r.Question.Options = back
	}
	return r
}

// revises tells whether an answer says that a piece comes back.
func revises(o command.Option) bool {
	return len(o.Acts) == 1 && o.Acts[0].Verb == command.Entry && o.Acts[0].Kind == kindRevised
}

// comesBack settles which returned piece an entry is: named, the only one, or asked
// for. A figure that rises while something is returned may be either.
func (t *turn) comesBack(i int, a command.Act, u ledger.UnitID) bool {
	if a.Verb != command.Entry || a.Kind == kindFresh || a.Kind == kindShared || a.Op == ledger.Sub {
		return false
	}
	tally := t.tx.Tally(u, a.Item)
	back := returned(tally)
	if len(a.IDs) > 0 { // 第二篇征文改好了: the second there is, if it went back
		if slices.ContainsFunc(a.IDs, func(s string) bool { n, err := strconv.Atoi(s); return err != nil || !slices.Contains(back, n) }) {
			return t.revised(i, a, u, tally.Entries(), back)
		}
		return false
	}
	entries := tally.Entries()
	if a.Kind == kindRevised {
		return t.revised(i, a, u, entries, back)
	}
	if len(back) == 0 || a.Stage != "" || slices.ContainsFunc(a.Titles, func(s string) bool {
		return slices.ContainsFunc(back, func(p int) bool { return ledger.SameTitle(entries[p-1].Title, s) })
	}) {
		return false
	}
	it := t.item(a.Item)
	if rest, known := untoldTitles(a, tally); len(known) > 0 { // 2篇《甲》《丁》, and 《甲》 stands
		if len(rest.Titles) == 0 {
			return false
		}
		a = rest
	}
	rise := tally.Apply(it, t.recordOf(a, u)).Value() - tally.Value()
	if rise <= 0 {
		return false
	}
	again := []command.Act{revision(a, back[:min(rise, len(back))]...)}
	if more := rise - len(back); more > 0 {
		rest := a
		rest.Kind, rest.Op, rest.Value, rest.HasValue, rest.OpStated, rest.Titles = kindFresh, ledger.Add, more, true, true, nil
		again = append(again, rest)
	}
	fresh := a
	fresh.Kind = kindFresh
	t.pose(messages.BackOrNew(t.unit(u), it, t.pieces(u, it, back), rise, a.Titles), []int{i},
		slices.Replace(slices.Clone(t.acts), i, i+1, again...), swap(t.acts, i, fresh))
	t.chosenBy(messages.BackOrNewWords()...)
	return true
}

// revised puts the piece that is meant into the act, or asks.
func (t *turn) revised(i int, a command.Act, u ledger.UnitID, entries []ledger.Piece, back []int) bool {
	if len(a.Titles) == 1 {
		for _, p := range back {
			if ledger.SameTitle(entries[p-1].Title, a.Titles[0]) {
				back = []int{p}
				break
			}
		}
	}
	switch len(back) {
	case 0:
		t.outcome, t.said, t.options, t.acts = command.Ask, messages.NothingReturned(t.unit(u), t.item(a.Item)), nil, nil
		return true
	case 1:
		if len(a.IDs) == 0 {
			t.acts[i] = revision(a, back[0])
			return false
		}
	}
	var answers [][]command.Act
	for _, p := range back {
		answers = append(answers, swap(t.acts, i, revision(a, p)))
	}
	answers = append(answers, swap(t.acts, i, revision(a, back...)))
	t.pose(messages.WhichCameBack(t.unit(u), t.item(a.Item), t.pieces(u, t.item(a.Item), back)), []int{i}, answers...)
	return true
}

// revision is the act that hands the pieces at these places in again.
func revision(a command.Act, places ...int) command.Act {
	a.Kind, a.Op, a.Stage, a.Value, a.HasValue, a.IDs = kindRevised, ledger.Detail, ledger.Submitted, 0, false, nil
	for _, p := range places {
		a.IDs = append(a.IDs, strconv.Itoa(p))
	}
	return a
}

// pieces are the entries at some places.
func (t *turn) pieces(u ledger.UnitID, it ledger.Item, places []int) []messages.Ruling {
	entries := t.tx.Tally(u, it.ID).Entries()
	var out []messages.Ruling
	for _, p := range places {
		out = append(out, messages.Ruling{Unit: t.unit(u), Item: it, Place: p, Of: len(entries), Piece: entries[p-1], Reason: entries[p-1].Reason})
	}
	return out
}

// passed counts the pieces that the city has taken.
func passed(t ledger.Tally) int {
	s := t.Standing()
	return s[ledger.ReviewAccepted] + s[ledger.ReviewSelected]
}

// lowersPassed refuses a contact's figure that would drop what the city has taken.
func (t *turn) lowersPassed(changes []messages.Change) bool {
	for _, c := range changes {
		if n := passed(c.Before); t.who.Role != ledger.Coordinator && passed(c.After) < n {
			t.refuse(messages.PassedAlready(c.Unit, c.Item, n))
			return true
		}
	}
	return false
}

// settled tells whether a later step stands on a record: a verdict on what it handed
// in, or, for a verdict, the next verdict or the revision. Such a record is no longer
// taken back.
func (t *turn) settled(r ledger.Record) bool {
	tally := t.tx.Tally(r.Unit, r.Item)
	switch r.Verb {
	case ledger.Handed, ledger.Mailed:
		return slices.ContainsFunc(tally.Pieces, func(p ledger.Piece) bool { return p.Reviewed > r.Seq })
	case ledger.Reviewed:
		entries := tally.Entries()
		if t.item(r.Item).Kind == ledger.Mail {
			return len(tally.Pieces) == 0 || tally.Pieces[0].Reviewed != r.Seq
		}
		return slices.ContainsFunc(r.Pieces, func(place int) bool {
			if place > len(entries) {
				return true
			}
			p := entries[place-1]
			return p.Reviewed != r.Seq || p.Revised > r.Seq || r.Verdict == ledger.Returned && p.Submitted
		})
	}
	return false
}
