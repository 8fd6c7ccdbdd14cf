package messages

import (
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// UnitStatus is one unit's own standing.
//
// One item alone is shown with all that is kept of it; names says whether with authors.
func UnitStatus(p *ledger.Plan, u ledger.Unit, gaps []ledger.Gap, names bool, now time.Time) Message {
	m := Message{Title: u.Name}
	m.Head(T(u.Name + " 报送情况"))
	for _, g := range gaps {
		spans := standing(p, g, now)
		if len(gaps) > 1 {
			spans = append(spans, known(g.Tally)...)
		}
		m.Item(spans...)
	}
	if len(gaps) == 1 {
		for _, row := range particulars(gaps[0], names) {
			m.Item(row...)
		}
	}
	if len(gaps) == 0 {
		m.Say(T("本次活动没有要求贵单位报送的内容。"))
	}
	return m
}

func standing(p *ledger.Plan, g ledger.Gap, now time.Time) []Span {
	mark := map[ledger.State]string{ledger.StateDone: "✅", ledger.StateLate: "☑️", ledger.StatePartial: "🔸",
		ledger.StateZero: "0️⃣", ledger.StateMissing: "⬜", ledger.StateNone: "·"}[g.State]
	t := g.Tally
	s := ""
	switch {
	case !t.Answered:
		s = "还没报，" + DueWords(g.Deadline, now)
	case g.Item.Kind == ledger.Mail && t.Received && len(t.Pieces) > 0 && t.Pieces[0].Verdict != "":
		s = "市局已收到，" + ReviewName(t.Pieces[0].Review())
	case g.Item.Kind == ledger.Mail && t.Received:
		s = "市局已收到"
	case g.Item.Kind == ledger.Mail:
		s = "自述已发，等市局确认"
	case g.Item.Kind == ledger.Mail && len(t.Pieces) > 0 && t.Value() == 0:
		s = "退回待改，" + DueWords(g.Deadline, now)
	case g.Item.Kind == ledger.Entry && t.Value() == 0 && len(t.Pieces) > 0 && t.Standing()[ledger.ReviewReturned] == 0:
		s = stageOf(t) + "，还没报送，" + DueWords(g.Deadline, now)
	default:
		s = Figure(t.Value(), t.Approx) + t.MeasureOf(&g.Item) + boxes(t, g.Item)
		if g.State == ledger.StateLate {
			s += "（迟报）"
		}
		if short := reviewShort(t); short != "" {
			s += "（" + short + "）"
		}
		if lacks := Unfinished(p, g); lacks != "" {
			s += "，" + lacks + "，" + DueWords(g.Deadline, now)
		} else if g.Owing() {
			s += "，还不够，" + DueWords(g.Deadline, now)
		}
	}
	return []Span{T(mark + " "), B(g.Item.Name), T(" " + s)}
}

func stageOf(t ledger.Tally) string {
	last := t.Pieces[len(t.Pieces)-1]
	if last.Published {
		return "已刊发"
	}
	return "已撰写"
}

// known lists the titles or names that are recorded, briefly.
func known(t ledger.Tally) []Span {
	var out []Span
	for _, piece := range t.Pieces {
		if piece.Title != "" && len(out) < 3 {
			out = append(out, U("《"+piece.Title+"》"))
		}
	}
	return out
}

// SignedUp are the people of a unit's sign-ups, event by event.
func SignedUp(p *ledger.Plan, gaps []ledger.Gap) Message {
	var m Message
	for _, g := range gaps {
		if g.Item.Kind != ledger.Signup {
			continue
		}
		for _, e := range g.Item.Events {
			if names := g.Tally.NamesFor(e); len(names) > 0 {
				m.Item(T(eventNames(p, []ledger.MilestoneID{e})+"："), U(strings.Join(names, "、")))
			}
		}
	}
	return m
}
