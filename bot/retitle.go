package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// weighRetitle finds the piece that gets another title: the one of the old title, else the
// one that was told last, or the only one. Only where the line names it there is no question.
func (t *turn) weighRetitle(a command.Act) {
	if a.OpStated { // a yes has been given
		return
	}
	told := a.Text != ""
	list := t.withTitle(a)
	u := t.unit(a.Unit)
	switch {
	case len(list) == 0 && !told && t.nameCounted(a):
		return
	case len(list) == 0:
		t.outcome, t.said, t.options, t.acts = command.Ask, messages.NoSuchTitle(u, t.item(a.Item), a.Text, a.Titles[0]), nil, nil
		return
	}
	var answers [][]command.Act
	for _, r := range list {
		answers = append(answers, []command.Act{retitling(a, r)})
	}
	if len(list) > 1 {
		t.pose(messages.RetitleWhich(list, a.Titles[0]), []int{0}, answers...)
		return
	}
	one := list[0]
	switch {
	case t.tx.Tally(a.Unit, one.Item.ID).HasPiece(a.Titles[0]):
		t.refuse(messages.TitleThere(u, one.Item, a.Titles[0]))
	case t.who.Role == ledger.Contact && (one.Piece.Verdict == ledger.Accepted || one.Piece.Verdict == ledger.Selected):
		t.refuse(messages.TitleJudged(one))
	case told:
		t.outcome, t.acts, t.said, t.options = command.Apply, answers[0], messages.Message{}, nil
	default:
		t.outcome, t.acts = command.Confirm, answers[0]
		t.said = questionMessage(t.h.Plan, command.Reading{Outcome: command.Confirm, Acts: t.acts, Question: command.Question{Code: command.AskSure}})
		t.options = []option{{Acts: saved(t.acts)}}
	}
}

// withTitle are the pieces with a title that a line may be about.
func (t *turn) withTitle(a command.Act) []messages.Ruling {
	var all, last []messages.Ruling
	line, _ := t.tx.LastLineBy(t.env.From.Account)
	for _, it := range t.h.Plan.Items {
		if it.Kind != ledger.Entry || a.Item != "" && it.ID != a.Item {
			continue
		}
		entries := t.tx.Tally(a.Unit, it.ID).Entries()
		for i, p := range entries {
			if p.Title == "" || a.Text != "" && !ledger.SameTitle(p.Title, a.Text) {
				continue
			}
			r := messages.Ruling{Unit: t.unit(a.Unit), Item: it, Place: i + 1, Of: len(entries), Piece: p}
			all = append(all, r)
			if from, ok := t.tx.Record(p.Seq); ok && from.Line == line {
				last = append(last, r)
			}
		}
	}
	if len(last) == 1 {
		return last
	}
	return all
}

func retitling(a command.Act, r messages.Ruling) command.Act {
	a.Item, a.Text, a.OpStated = r.Item.ID, r.Piece.Title, true
	return a
}

// nameCounted proposes the title for the only piece of which nothing was told.
func (t *turn) nameCounted(a command.Act) bool {
	var items []ledger.Item
	for _, it := range t.h.Plan.Items {
		if it.Kind == ledger.Entry && (a.Item == "" || it.ID == a.Item) && t.tx.Tally(a.Unit, it.ID).Unnamed() == 1 {
			items = append(items, it)
		}
	}
	if len(items) != 1 {
		return false
	}
	a.Item, a.Kind, a.Value, a.OpStated = items[0].ID, kindShared, 1, true
	t.outcome, t.acts = command.Confirm, []command.Act{a}
	t.said = questionMessage(t.h.Plan, command.Reading{Outcome: command.Confirm, Acts: t.acts, Question: command.Question{Code: command.AskSure}})
	t.options = []option{{Acts: saved(t.acts)}}
	return true
}

// retitles tells whether a reading only gives a piece another title.
func retitles(r command.Reading) bool {
	return slices.ContainsFunc(r.Acts, func(a command.Act) bool { return a.Kind == command.KindRetitled })
}
