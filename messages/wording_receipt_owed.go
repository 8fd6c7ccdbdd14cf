package messages

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// mostOwed is how many items with a least number are listed under a receipt.
const mostOwed = 4

// owe lists what is still owed, nearest deadline first, at most four lines; what
// has no least number shares one line.
func owe(m *Message, p *ledger.Plan, owing iter.Seq[*ledger.Gap], now time.Time) {
	must, asked := 0, []string(nil)
	for g := range owing {
		if g.Item.Min == 0 {
			asked = append(asked, g.Item.Name)
			continue
		}
		if must++; must > mostOwed {
			continue
		}
		if must == 1 {
			m.Say(T("还差："))
		}
		m.Item(B(g.Item.Name), T("："+lacking(p, g)+"，"+dueShort(&g.Deadline, now)+clauseOf(g.Item)))
	}
	if must == 0 && len(asked) == 0 {
		m.Say(T("本单位各项都齐了，辛苦了。"))
	}
	if must > mostOwed {
		m.Item(T("另有" + strconv.Itoa(must-mostOwed) + "项，发“我还差什么”看全部"))
	}
	if len(asked) > 0 {
		m.Note(T(strings.Join(asked, "、") + "没有下限，有就报数，没有报 0。"))
	}
}

// OweLine is one item that is owed: what, by when, by which clause.
func OweLine(p *ledger.Plan, g ledger.Gap, now time.Time) []Span {
	return []Span{B(g.Item.Name), T("：" + lacking(p, &g) + "，" + DueWords(g.Deadline, now) + clauseOf(g.Item))}
}

// lacking is what an item still wants.
func lacking(p *ledger.Plan, g *ledger.Gap) string {
	least := "至少" + strconv.Itoa(g.Item.Min) + g.Item.Measure
	if g.Item.Kind == ledger.Signup {
		if words := Unfinished(p, *g); words != "" {
			return words + "，" + least
		}
	}
	partial := g.State == ledger.StatePartial
	if partial {
		if back := g.Tally.Standing()[ledger.ReviewReturned]; back > 0 {
			return fmt.Sprintf("退回%d%s待修改重报", back, g.Item.Measure)
		}
	}
	lacks := g.Tally.Lacks(g.Item)
	switch value := g.Tally.Value(); {
	case len(lacks) > 0 && value >= g.Item.Min:
		return LacksWords(lacks)
	case partial && g.Item.Kind == ledger.Entry && value > 0:
		return "已报" + strconv.Itoa(value) + "，" + least
	case partial && g.Item.Kind == ledger.Entry:
		return "还没报送"
	case partial:
		return "还没报全"
	case g.Item.Min > 0:
		return least
	}
	return "还没报（没有也请报0）"
}

// dueShort is a deadline with the time left, without advice.
func dueShort(d *ledger.Deadline, now time.Time) string {
	extended := ""
	if d.Extended {
		extended = "（已延期）"
	}
	return When(d.Due) + extended + "，" + Left(now, d.Due)
}

func clauseOf(it ledger.Item) string {
	if it.Clause == "" {
		return ""
	}
	return "（通知" + it.Clause + "）"
}

// DueWords tells a deadline, the advised day when it differs, and the time left.
func DueWords(d ledger.Deadline, now time.Time) string {
	s := When(d.Due)
	if d.Soft {
		s += "（通知未写明日期）"
	}
	if d.Extended {
		s += "（已延期）"
	}
	if now.After(d.Due) {
		return s + "，已过期限"
	}
	s += "，" + Left(now, d.Due)
	if d.Advised.Before(d.Day) && !ledger.DateOf(now.In(d.Due.Location())).Before(d.Advised.AddDays(1)) {
		return s
	}
	if d.Advised.Before(d.Day) {
		s += "，建议" + Day(d.Advised) + "前"
	}
	return s
}
