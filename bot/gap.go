package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// gap is where a figure is missing that was asked for: of which item, and the line around it.
type gap struct {
	Item ledger.ItemID
	// Head and Tail are what was said before and behind the figure; Bare is the item alone.
	Head, Tail, Bare string
	// Measure goes with a figure that has none of its own.
	Measure string
}

// numerals are what figures are written with.
const numerals = "0123456789零〇一二两三四五六七八九十百千万亿几多来余"

// openGap lets a question for one figure wait for it, so that a bare figure is one of
// what was asked, and of nothing else.
func (t *turn) openGap(r command.Reading) {
	q := r.Question
	if len(t.options) > 0 || !handsIn(t.who.Role) || q.Item == "" || q.Code != command.AskFigure && q.Code != command.AskRange {
		return
	}
	bare := t.item(q.Item).Name
	if u := t.unitFor(r); u != "" && t.who.Role == ledger.Coordinator {
		bare = t.unit(u).Name + bare
	}
	g := gap{Item: q.Item, Bare: bare, Measure: t.item(q.Item).Measure}
	place, _, _ := strings.Cut(q.Quote, ",")
	if before, after, ok := strings.Cut(r.Line, place); ok && place != "" && !strings.Contains(after, place) {
		if g.Head, g.Tail = before, after; q.Code == command.AskFigure {
			g.Head += place + " "
		}
	}
	if q.Code == command.AskRange {
		g.Measure = strings.TrimLeft(place, numerals+"约-~到至 ")
	}
	t.options = []option{{Gap: &g}}
}

// fill takes a bare figure for the one that was asked for. It says false when the line
// is to be taken as itself.
func (t *turn) fill(p store.Pending, g gap, r command.Reading) bool {
	figure := t.remark().Figure
	if figure == "" && r.Answer == "yes" {
		t.outcome, t.said = command.Ask, messages.FigureStill(t.item(g.Item))
		return true
	}
	if figure == "" {
		return false
	}
	if r, _ := utf8.DecodeLastRuneInString(figure); strings.ContainsRune(numerals, r) {
		figure += g.Measure
	}
	tried := []string{g.Head + figure + g.Tail}
	if !strings.ContainsAny(g.Head+g.Tail, numerals+"《") { // nothing else is lost
		tried = append(tried, g.Bare+" "+figure)
	}
	for _, line := range tried {
		q := t.h.read(line, t.who, t.now)
		if !of(g.Item, q) {
			continue
		}
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.answers = p.Line
		t.take(q)
		return true
	}
	return false
}

// of tells whether a reading records something of an item, or asks for its other figure.
func of(item ledger.ItemID, r command.Reading) bool {
	switch r.Outcome {
	case command.Apply, command.Confirm:
		return slices.ContainsFunc(r.Acts, func(a command.Act) bool { return a.Item == item && a.Reporting() })
	case command.Ask:
		return r.Question.Code == command.AskFigure && r.Question.Item == item
	}
	return false
}

// remark is what the line says to a question before it.
func (t *turn) remark() command.Remark {
	return t.h.grammar.Remark(t.env.Text, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames})
}
