package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// News is what has changed since an instant.
type News struct {
	Since   time.Time
	Unit    ledger.Unit
	Item    ledger.Item
	Changes []Difference // in the plan's order, by item
	Review  map[ledger.Verdict]int
}

// ChangesSince answers 今天有什么变化.
func ChangesSince(n News) Message {
	m := Message{Title: "变化"}
	since := Day(ledger.DateOf(n.Since)) + "以来"
	if len(n.Changes)+len(n.Review) == 0 {
		m.Say(T(since + n.Unit.Name + n.Item.Name + "没有变化。"))
		return m
	}
	m.Head(T(since + "的变化"))
	for i := 0; i < len(n.Changes); {
		it, before, after, units := n.Changes[i].Item, 0, 0, 0
		var parts []string
		for ; i < len(n.Changes) && n.Changes[i].Item.ID == it.ID; i++ {
			c := n.Changes[i]
			before += c.Before.Value()
			after += c.After.Value()
			if units++; units <= mostBeside {
				parts = append(parts, c.Unit.Name+step(c))
			}
		}
		total := ""
		if it.Kind != ledger.Mail && it.Kind != ledger.Text && len(parts) > 1 {
			total = fmt.Sprintf("（合计%+d%s）", after-before, it.Measure)
		}
		m.Item(B(it.Name), T(total+"："+strings.Join(parts, "、")+andSo(units, mostBeside)))
	}
	var verdicts []string
	for _, v := range []ledger.Verdict{ledger.Accepted, ledger.Selected, ledger.Returned, ledger.OnHold} {
		if n.Review[v] > 0 {
			verdicts = append(verdicts, fmt.Sprintf("%s%d", VerdictName(string(v)), n.Review[v]))
		}
	}
	if len(verdicts) > 0 {
		m.Item(B("审核"), T("："+strings.Join(verdicts, "，")))
	}
	return m
}

// step is one unit's change in short: 126→141, 已发, 已收到.
func step(c Difference) string {
	b, a := c.Before, c.After
	switch {
	case a.Received && !b.Received:
		return "市局已收到"
	case a.Sent && !b.Sent:
		return "自述已发"
	case !b.Answered && a.Value() == 0 && a.Standing()[ledger.ReviewReturned] > 0:
		return "退回待改"
	case !b.Answered && a.Value() == 0 && len(a.Pieces) > 0:
		return stageOf(a)
	case b.Value() == a.Value() && c.told() != "":
		return c.told()
	case !b.Answered:
		return Figure(a.Value(), a.Approx)
	}
	return fmt.Sprintf("%d→%s", b.Value(), Figure(a.Value(), a.Approx))
}
