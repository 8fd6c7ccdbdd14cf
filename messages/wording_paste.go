package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// PasteDiff shows what a pasted list would change: a line for each unit, old → new,
// then the rows that were not understood. Asked says that the question has been
// worded already.
func PasteDiff(changes []Change, unread []string, asked bool) Message {
	m := Message{Title: "请核对"}
	var order []ledger.Unit
	byUnit := map[ledger.UnitID][]Change{}
	same := 0
	for _, c := range changes {
		if byUnit[c.Unit.ID] == nil {
			order = append(order, c.Unit)
		}
		byUnit[c.Unit.ID] = append(byUnit[c.Unit.ID], c)
		if c.Before.Answered && c.Before.Value() == c.After.Value() {
			same++
		}
	}
	head := fmt.Sprintf("从粘贴的内容里读到%d家%d项", len(order), len(changes))
	if same > 0 {
		head += fmt.Sprintf("（%d项不变）", same)
	}
	m.Head(T(head + "，请核对"))
	for _, u := range order {
		spans := []Span{T(u.Name + "：")}
		for i, c := range byUnit[u.ID] {
			if i > 0 {
				spans = append(spans, T("，"))
			}
			spans = append(append(spans, B(c.Item.Name)), pasteChange(c)...)
		}
		m.Item(spans...)
	}
	if len(unread) > 0 {
		m.Say(T(fmt.Sprintf("这%d行没读懂，不会记：", len(unread))))
		for _, row := range unread {
			m.Item(U(clip(row, 60)))
		}
	}
	if !asked {
		m.Note(T("一次记下，一次“撤回”全部收回。"))
		yesNo(&m)
	}
	return m
}

// pasteChange is 76 → 88人↑ and what the row says besides.
func pasteChange(c Change) []Span {
	b, a := c.Before.Value(), c.After.Value()
	measure := c.Item.Measure
	if c.After.Measure != "" {
		measure = c.After.Measure
	}
	s := " " + Figure(a, c.After.Approx) + measure
	switch {
	case c.Record.Stage != "":
		s = " " + StageName(c.Record.Stage)
		if a != b {
			s += fmt.Sprintf("，%d → %d%s", b, a, measure)
		}
	case !c.Before.Answered:
	case a == b:
		s += "（不变）"
	case a < b:
		s = fmt.Sprintf(" %d → %s%s（减少%d）", b, Figure(a, c.After.Approx), measure, b-a)
	default:
		s = fmt.Sprintf(" %d → %s%s", b, Figure(a, c.After.Approx), measure)
	}
	spans := []Span{T(s)}
	for _, t := range c.Record.Titles {
		spans = append(spans, U("《"+t+"》"))
	}
	return spans
}
