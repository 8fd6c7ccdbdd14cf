package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// Extended tells which unit has got more time.
func Extended(units []ledger.Unit, it ledger.Item, due time.Time) Message {
	return one("已延期", UnitNames(units)+"的"+it.Name+"延到"+When(due)+"，提醒也随之顺延。")
}

// Shift is a due instant of a unit that an order moves.
type Shift struct {
	Unit     ledger.Unit
	Item     ledger.Item
	From, To time.Time
}

// Sooner tells whether there would be less time than now.
func (s Shift) Sooner() bool { return s.To.Before(s.From) }

// Moves tells whether the due instant changes.
func (s Shift) Moves() bool { return !s.To.Equal(s.From) }

// ConfirmSooner asks before an extension leaves less time than there is now.
func ConfirmSooner(shifts []Shift) Message {
	m := Message{Title: "请确认"}
	m.Head(T("这样会比现在的期限早，请确认"))
	tellShifts(&m, shifts, func(s Shift) string { return When(s.From) + " → " + When(s.To) })
	yesNo(&m)
	return m
}

// NotMoved says that the due instants are those already.
func NotMoved(shifts []Shift) Message {
	m := Message{Title: "没有改动"}
	m.Say(T("现在的期限就是这个时间，没有改动："))
	tellShifts(&m, shifts, func(s Shift) string { return When(s.From) })
	return m
}

// tellShifts lists due instants, units with the same ones together.
func tellShifts(m *Message, shifts []Shift, words func(Shift) string) {
	for len(shifts) > 0 {
		first := shifts[0]
		var units []ledger.Unit
		var rest []Shift
		for _, s := range shifts {
			if s.Item.ID == first.Item.ID && s.From.Equal(first.From) && s.To.Equal(first.To) {
				units = append(units, s.Unit)
			} else {
				rest = append(rest, s)
			}
		}
		m.Item(T(UnitNames(units)+" "), B(first.Item.Name), T("："+words(first)))
		shifts = rest
	}
}

// Extension is more time that a unit has for an item: the words of the order and, if
// it was asked for, those of the request.
type Extension struct {
	Gap       ledger.Gap
	By, Words string
	At        time.Time
	Asked     string
}

// ExtensionList answers 谁延期了.
func ExtensionList(list []Extension) Message {
	if len(list) == 0 {
		return one("延期", "没有延期，都按通知的期限。")
	}
	m := Message{Title: "延期"}
	m.Head(T(fmt.Sprintf("已延期（%d）", len(list))))
	for i, e := range list {
		if i == mostListed {
			m.Say(T(fmt.Sprintf("这里列出前%d条。", mostListed)))
			break
		}
		line := []Span{B(e.Gap.Unit.Name + e.Gap.Item.Name), T("延到" + When(e.Gap.Deadline.Due))}
		if e.Asked != "" {
			line = append(line, T("，申请时说“"), U(clip(e.Asked, 200)), T("”"))
		}
		if e.Words != "" {
			line = append(line, T("；"+When(e.At)+" "), U(e.By), T("说“"), U(clip(e.Words, 200)), T("”"))
		}
		m.Item(line...)
	}
	return m
}

// ExtensionLifted tells which due instants are in force again; none: nothing had
// been granted.
func ExtensionLifted(u ledger.Unit, back []ledger.Gap, now time.Time) Message {
	if len(back) == 0 {
		return one("", u.Name+"没有延过期，没有改动。")
	}
	m := Message{Title: "延期已取消"}
	m.Say(T(u.Name + "的延期已取消，期限回到："))
	for _, g := range back {
		m.Item(B(g.Item.Name), T("："+DueWords(g.Deadline, now)))
	}
	return m
}
