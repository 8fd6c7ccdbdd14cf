package messages

import (
	"strings"

	"pufabot/bot/ledger"
)

// CalendarName is the name of a calendar feed; the unit may be none.
func CalendarName(p *ledger.Plan, u ledger.Unit) string {
	if u.Name == "" {
		return p.Campaign.Title
	}
	return p.Campaign.Title + "（" + u.Name + "）"
}

// CalendarDeadline is an item's deadline in a calendar: the line that is seen and
// what opens under it. own says that the calendar is one unit's, owing that the
// unit still has to act.
func CalendarDeadline(g ledger.Gap, own, owing bool) (summary, description string) {
	it, d := g.Item, g.Deadline
	summary = it.Name + "截止"
	if c := ledger.ClockOf(d.Due); c.Hour != 23 || c.Minute != 59 {
		summary += " " + c.String()
	}
	if d.Extended {
		summary += "（已宽限）"
	}
	if own && !owing {
		summary = "✓ " + it.Name + "（已报）"
	}
	lines := []string{"期限：" + When(d.Due)}
	if d.Advised != d.Day {
		lines = append(lines, "建议最迟"+Day(d.Advised)+"办好。")
	}
	if d.Soft {
		lines = append(lines, "通知没有写明日期，这是市局建议的时间。")
	}
	if it.Min > 0 {
		lines = append(lines, "至少"+Figure(it.Min, false)+it.Measure+"。")
	}
	if it.Note != "" {
		lines = append(lines, it.Note)
	}
	if it.Clause != "" {
		lines = append(lines, "依据：通知"+it.Clause)
	}
	if own && owing && it.Min > 0 {
		lines = append(lines, "在工作群里报一声就行，报了以后这里不再响铃。")
	}
	return summary, strings.Join(lines, "\n")
}
