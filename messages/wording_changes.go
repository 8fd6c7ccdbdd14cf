package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// Difference is one total before and after.
type Difference struct {
	Unit          ledger.Unit
	Item          ledger.Item
	Before, After ledger.Tally
}

// told is what was told of pieces while their number stayed: 刊发1篇; the furthest step only.
func (c Difference) told() string {
	p := c.After.Progress().Since(c.Before.Progress())
	switch {
	case p.Published > 0:
		return fmt.Sprintf("刊发%d%s", p.Published, c.Item.Measure)
	case p.Named > 0:
		return fmt.Sprintf("写明%d%s", p.Named, c.Item.Measure)
	case p.Written > 0:
		return fmt.Sprintf("写好%d%s", p.Written, c.Item.Measure)
	}
	return ""
}

// moved is how one unit has moved.
func (c Difference) moved() string {
	if told := c.told(); told != "" && c.Before.Value() == c.After.Value() {
		return told
	}
	return moved(c.Before, c.After, c.Item)
}

// mostChanges is how many units an item's line names; the others are counted.
const mostChanges = 6

// SinceYesterday tells what has changed since the beginning of the day before, a
// line for each item; nothing when nothing has.
func SinceYesterday(changes []Difference) Message {
	var m Message
	if len(changes) == 0 {
		return m
	}
	m.Say(T("昨天以来的变化："))
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].Item.ID == changes[0].Item.ID {
			n++
		}
		var parts []string
		for _, c := range changes[:min(n, mostChanges)] {
			parts = append(parts, c.Unit.Name+" "+c.moved())
		}
		line := strings.Join(parts, "，")
		if n > mostChanges {
			line += fmt.Sprintf("等%d家", n)
		}
		m.Item(B(changes[0].Item.Name), T("："+line))
		changes = changes[n:]
	}
	return m
}
