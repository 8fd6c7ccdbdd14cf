package messages

import (
	"fmt"
	"iter"
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
// line for each item; nothing when nothing has. The changes of an item come together.
func SinceYesterday(changes iter.Seq[Difference]) Message {
	var m Message
	var it ledger.Item
	var parts []string
	n := 0
	tell := func() {
		if n == 0 {
			return
		}
		line := strings.Join(parts, "，")
		if n > mostChanges {
			line += fmt.Sprintf("等%d家", n)
		}
		m.Item(B(it.Name), T("："+line))
	}
	for c := range changes {
		if m.Empty() {
			m.Say(T("昨天以来的变化："))
		}
		if c.Item.ID != it.ID {
			tell()
			it, parts, n = c.Item, nil, 0
		}
		if n++; n <= mostChanges {
			parts = append(parts, c.Unit.Name+" "+c.moved())
		}
	}
	tell()
	return m
}
