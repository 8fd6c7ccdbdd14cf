package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// Doubt is why a row that was understood is not taken with its list.
type Doubt string

// The doubts.
const (
	DoubtPart    Doubt = "part"    // among what was reported, or beside it?
	DoubtBack    Doubt = "back"    // a returned piece, or another one?
	DoubtTooMuch Doubt = "toomuch" // takes away more than there is
	DoubtTwice   Doubt = "twice"   // the unit stands in the list twice
)

// Held is a row that was understood and is not taken with its list.
type Held struct {
	Words string
	Unit  ledger.Unit
	Item  ledger.Item
	Total int // what is stored
	Why   Doubt
}

// LeftOut is what of a pasted list is not taken: rows to be said by themselves, rows that
// were not understood, and columns that count nothing.
type LeftOut struct {
	Held          []Held
	Rows, Columns []string
}

// PasteDiff shows what a pasted list would change: a line for each unit, old → new,
// then what is not taken. Asked says that the question has been worded already.
func PasteDiff(changes []Change, left LeftOut, asked bool) Message {
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
	left.say(&m)
	if !asked {
		m.Note(T("一次记下，一次“撤回”全部收回。"))
		yesNo(&m)
	}
	return m
}

// PasteHeld answers a list of which nothing can be taken.
func PasteHeld(left LeftOut) Message {
	m := Message{Title: "没有记录"}
	m.Head(T("粘贴的内容还不能记，这次没有改动"))
	left.say(&m)
	return m
}

// PageNotRead names a page of a workbook beside the one that was read.
func PageNotRead(name string) string { return "工作表“" + name + "”" }

// MovedMeanwhile says why a list is shown once more.
func MovedMeanwhile() Message {
	return one("请核对", "刚才给您看过以后，又有单位报了数，还没有记录，请再核对一次。")
}

// say names what is not taken, and why.
func (l LeftOut) say(m *Message) {
	if len(l.Held) > 0 {
		m.Say(T(fmt.Sprintf("这%d行说不准，这次不记，请单独报：", len(l.Held))))
		for _, h := range l.Held {
			m.Item(U(clip(cells(h.Words), 60)), T("（"+h.why()+"）"))
		}
	}
	if len(l.Rows) > 0 {
		m.Say(T(fmt.Sprintf("这%d行没读懂，不会记：", len(l.Rows))))
		for _, row := range l.Rows {
			m.Item(U(clip(cells(row), 60)))
		}
	}
	if len(l.Columns) > 0 {
		m.Say(T("这几列不是报的数，没有读："), U(clip(strings.Join(l.Columns, "、"), 80)))
	}
}

// cells shows a row of a sheet as words.
func cells(row string) string { return strings.Join(strings.Fields(row), " ") }

func (h Held) why() string {
	stored := fmt.Sprintf("%d%s", h.Total, h.Item.Measure)
	switch h.Why {
	case DoubtBack:
		return h.Item.Name + "有退回的，这是改好的还是另一" + h.Item.Measure
	case DoubtTooMuch:
		return h.Item.Name + "已报" + stored + "，减不了这么多"
	case DoubtTwice:
		return h.Unit.Name + "的" + h.Item.Name + "出现了不止一个数"
	}
	return h.Item.Name + "已报" + stored + "，这是其中的还是另外的"
}

// pasteChange is 76 → 88人↑ and what the row says besides.
func pasteChange(c Change) []Span {
	b, a := c.Before.Value(), c.After.Value()
	measure := c.After.MeasureOf(&c.Item)
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
	spans := []Span{T(s + boxes(c.After, c.Item))}
	for _, t := range c.Record.Titles {
		spans = append(spans, U("《"+t+"》"))
	}
	for _, t := range [...]string{c.Record.Media, c.Record.Text} {
		if t != "" {
			spans = append(spans, T(" "), U(clip(t, 40)))
		}
	}
	return spans
}
