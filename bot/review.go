package bot

import (
	"fmt"
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// rulings finds the pieces that verdicts are about. What a line names more closely
// goes first: 征文都收下，衡南第2篇退回 returns one piece and accepts the others. When
// anything of the line leads nowhere, trouble says so, and nothing is to be done. Of
// units that have handed in nothing absent tells, and the rest may be done after a yes.
func (t *turn) rulings(acts []command.Act) (list []messages.Ruling, absent, trouble messages.Message) {
	type spot struct {
		unit  ledger.UnitID
		item  ledger.ItemID
		place int
	}
	taken := map[spot]bool{}
	var rest *command.Act // a verdict on all that found nothing left
	var nowhere messages.Message
	gaps := t.tx.Gaps()
	// 总结收到，通过: what the same line says to have arrived can be judged at once.
	arriving := slices.ContainsFunc(acts, func(a command.Act) bool { return a.Verb == command.Mail })
	for _, a := range closestFirst(acts) {
		var found []messages.Ruling
		items := map[ledger.ItemID]bool{}
		for _, g := range gaps {
			if !judged(a, g) || g.Item.Kind == ledger.Mail && g.Tally.Value() == 0 && !(arriving && len(a.Units) > 0) {
				continue
			}
			entries := g.Tally.Entries()
			if g.Item.Kind == ledger.Mail { // one piece, which may have no place yet
				entries = []ledger.Piece{{Submitted: true}}
			}
			for i, e := range entries {
				at := spot{g.Unit.ID, g.Item.ID, i + 1}
				if taken[at] || !picked(a, g, i+1, e) {
					continue
				}
				taken[at], items[g.Item.ID] = true, true
				found = append(found, messages.Ruling{Unit: g.Unit, Item: g.Item, Place: i + 1, Of: len(entries), Piece: e,
					Verdict: ledger.Verdict(a.Verdict), Reason: a.Reason})
			}
		}
		switch {
		case len(found) == 0 && len(a.Units) == 0:
			rest = &a
		case len(found) == 0:
			have := t.entriesOf(a)
			m := messages.NothingToJudge(t.units(a.Units), t.item(a.Item), a.Titles, have)
			if len(have) > 0 { // another piece may be meant, which the rest must not judge
				trouble.Append(m)
				break
			}
			nowhere.Append(m)
			absent.Append(messages.NotAmongThem(t.units(a.Units), t.item(a.Item)))
		case a.Item == "" && len(a.Units) > 0 && len(items) > 1:
			trouble.Append(messages.JudgeWhichItem(t.units(a.Units), found))
		default: // nobody who was named may drop out without a word
			without := slices.DeleteFunc(slices.Clone(a.Units), func(u ledger.UnitID) bool {
				return slices.ContainsFunc(found, func(f messages.Ruling) bool { return f.Unit.ID == u })
			})
			if len(without) > 0 {
				absent.Append(messages.NotAmongThem(t.units(without), t.item(a.Item)))
			}
		}
		list = append(list, found...)
	}
	if len(list) == 0 {
		trouble.Append(nowhere)
	}
	if rest != nil && len(list) == 0 && trouble.Empty() {
		trouble = messages.NothingToJudge(nil, t.item(rest.Item), rest.Titles, nil)
	}
	if !trouble.Empty() {
		return nil, messages.Message{}, trouble
	}
	order := map[ledger.UnitID]int{}
	for i, u := range t.h.Plan.Units {
		order[u.ID] = i
	}
	slices.SortStableFunc(list, func(x, y messages.Ruling) int { return order[x.Unit.ID] - order[y.Unit.ID] })
	return list, absent, trouble
}

// closestFirst are the verdicts among acts: on named pieces, on named units, on all.
func closestFirst(acts []command.Act) []command.Act {
	var out []command.Act
	for _, close := range []func(command.Act) bool{
		func(a command.Act) bool { return len(a.IDs)+len(a.Titles)+len(a.Type) > 0 },
		func(a command.Act) bool { return len(a.IDs)+len(a.Titles)+len(a.Type) == 0 && len(a.Units) > 0 },
		func(a command.Act) bool { return len(a.IDs)+len(a.Titles)+len(a.Type)+len(a.Units) == 0 },
	} {
		for _, a := range acts {
			if a.Verb == command.Review && close(a) {
				out = append(out, a)
			}
		}
	}
	return out
}

// judged tells whether a verdict can be about a unit's item at all.
func judged(a command.Act, g ledger.Gap) bool {
	switch {
	case len(a.Units) > 0 && !slices.Contains(a.Units, g.Unit.ID):
		return false
	case slices.Contains(a.Except, g.Unit.ID) && !a.Leave.Some():
		return false
	case a.Item == "":
		return g.Item.Kind == ledger.Entry
	}
	return a.Item == g.Item.ID && (g.Item.Kind == ledger.Entry || g.Item.Kind == ledger.Mail)
}

// picked tells whether a verdict is about one piece.
func picked(a command.Act, g ledger.Gap, place int, e ledger.Piece) bool {
	leave := a.Leave.Some() && (slices.Contains(a.Except, g.Unit.ID) || len(a.Except) == 0)
	if leave && names(a.Leave, place, e) {
		return false
	}
	pick := command.Pick{Places: a.IDs, Titles: a.Titles, Type: a.Type}
	if len(a.IDs)+len(a.Titles) > 0 {
		return names(pick, place, e) && (a.Scope != command.ScopeSelected || e.Verdict == ledger.Selected)
	}
	if a.Type != "" && e.Type != a.Type {
		return false
	}
	if a.Scope == command.ScopeSelected {
		return e.Verdict == ledger.Selected
	}
	switch ledger.Verdict(a.Verdict) {
	case ledger.Selected:
		return e.Submitted && e.Verdict != ledger.Selected
	case ledger.Returned:
		return e.Waits() || len(a.Units) > 0 && e.Submitted && (a.Scope == "all" && e.Verdict != ledger.Returned || !anyWaits(g, a.Type))
	case ledger.OnHold:
		return e.Waits() && e.Verdict != ledger.OnHold
	}
	return e.Waits()
}

// anyWaits tells whether the unit has a piece without a final verdict; a return of
// no particular piece is about those before it is about accepted ones.
func anyWaits(g ledger.Gap, kind string) bool {
	return slices.ContainsFunc(g.Tally.Entries(), func(e ledger.Piece) bool { return e.Waits() && (kind == "" || e.Type == kind) })
}

func names(p command.Pick, place int, e ledger.Piece) bool {
	return slices.Contains(p.Places, strconv.Itoa(place)) || e.Title != "" && ledger.HasTitle(p.Titles, e.Title) ||
		p.Type != "" && p.Type == e.Type
}

// entriesOf lists what the named units have handed in of the item, to choose from.
func (t *turn) entriesOf(a command.Act) []messages.Ruling {
	var out []messages.Ruling
	for g := range t.tx.EachGap() {
		if len(a.Units) == 0 || !slices.Contains(a.Units, g.Unit.ID) || g.Item.Kind != ledger.Entry || a.Item != "" && g.Item.ID != a.Item {
			continue
		}
		for i, e := range g.Tally.Entries() {
			out = append(out, messages.Ruling{Unit: g.Unit, Item: g.Item, Place: i + 1, Piece: e})
		}
	}
	return out
}

// previewReview shows verdicts on several pieces before they are kept, and wants a
// reason for every return.
func (t *turn) previewReview() {
	list, absent, trouble := t.rulings(t.acts)
	stated := slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Verb == command.Review && a.OpStated })
	switch {
	case stated: // a yes has been given
	case !trouble.Empty() && t.outcome == command.Confirm:
		t.said, t.options = trouble, nil
	case !trouble.Empty(): // told when it is carried out
	case slices.ContainsFunc(list, func(r messages.Ruling) bool { return r.Verdict == ledger.Returned && r.Reason == "" }):
		t.wantReason(list)
	case t.outcome == command.Confirm || len(list) > 1 || !absent.Empty():
		t.outcome, t.said = command.Confirm, absent
		t.said.Append(messages.ReviewPreview(list))
		t.options = []option{{Acts: saved(exactly(t.acts, list))}}
	}
}

// exactly puts verdicts on the very pieces that were shown in the place of those that were said.
func exactly(acts []command.Act, list []messages.Ruling) []command.Act {
	out := slices.DeleteFunc(slices.Clone(acts), func(a command.Act) bool { return a.Verb == command.Review })
	for _, group := range together(list) {
		r := group[0]
		a := command.Act{Verb: command.Review, Units: []ledger.UnitID{r.Unit.ID}, Item: r.Item.ID, Verdict: string(r.Verdict), Reason: r.Reason}
		if r.Item.Kind == ledger.Entry {
			for _, r := range group {
				a.IDs = append(a.IDs, strconv.Itoa(r.Place))
			}
		}
		out = append(out, a)
	}
	return out
}

// together are the verdicts that one record keeps: of one unit, item, verdict and reason.
func together(list []messages.Ruling) [][]messages.Ruling {
	var out [][]messages.Ruling
	for _, r := range list {
		i := slices.IndexFunc(out, func(g []messages.Ruling) bool {
			return g[0].Unit.ID == r.Unit.ID && g[0].Item.ID == r.Item.ID && g[0].Verdict == r.Verdict && g[0].Reason == r.Reason
		})
		if i < 0 {
			out, i = append(out, nil), len(out)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// review keeps the verdicts of the line and tells those to whom something goes back.
func (t *turn) review() {
	if !slices.ContainsFunc(t.acts, func(a command.Act) bool { return a.Verb == command.Review }) {
		return
	}
	list, absent, trouble := t.rulings(t.acts)
	if trouble.Append(absent); !trouble.Empty() { // who agreed to the rest named nobody else
		t.reply.Append(trouble)
		return
	}
	for _, group := range together(list) {
		r := ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: group[0].Unit.ID, Item: group[0].Item.ID,
			Verb: ledger.Reviewed, Verdict: group[0].Verdict, Text: group[0].Reason, Value: len(group)}
		for _, one := range group {
			r.Pieces = append(r.Pieces, one.Place)
		}
		t.tx.Append(r)
	}
	told := map[ledger.UnitID]bool{}
	for _, r := range list {
		if r.Verdict == ledger.Returned && !told[r.Unit.ID] {
			told[r.Unit.ID] = t.tellReturned(r.Unit, list)
		}
	}
	t.reply.Append(messages.ReviewReceipt(list, told))
	t.reply.Append(messages.ChosenWithoutFiles(t.bareOf(list)))
	var judged []store.TallyKey
	for _, r := range list {
		judged = append(judged, store.TallyKey{Unit: r.Unit.ID, Item: r.Item.ID})
	}
	t.reply.Append(t.supplemented(judged...))
}

// tellReturned tells a unit what goes back and why: its sender privately where there
// is a way, else the unit's other contacts, else the group by name. It says whether
// it was told privately.
func (t *turn) tellReturned(u ledger.Unit, list []messages.Ruling) bool {
	var back []messages.Ruling
	var senders []ledger.Person
	for _, r := range list {
		if r.Unit.ID != u.ID || r.Verdict != ledger.Returned {
			continue
		}
		back = append(back, r)
		seq := r.Piece.Seq
		if seq == 0 {
			seq = t.tx.Tally(u.ID, r.Item.ID).Last
		}
		if rec, ok := t.tx.Record(seq); ok && rec.Role == ledger.Contact {
			senders = append(senders, ledger.Person{Accounts: []ledger.Account{rec.By}})
		}
	}
	return t.tellUnit(u, senders, fmt.Sprintf("return/%d/%s", t.line, u.ID), messages.ReturnedNotice(u, back))
}
