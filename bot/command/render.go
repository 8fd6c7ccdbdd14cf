package command

import (
	"fmt"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// Line writes an act of reporting as a line that reads back as the same act: what
// a receipt offers to copy. Acts that are no reports give nothing.
func (g *Grammar) Line(a Act) string {
	it, ok := g.plan.Item(a.Item)
	if !ok {
		return ""
	}
	var b strings.Builder
	if a.Unit != "" {
		b.WriteString(g.plan.UnitName(a.Unit) + " ")
	}
	number := strconv.Itoa(a.Value)
	if a.Approx && a.Verb != Session {
		number = "约" + number
	}
	op := map[ledger.Op]string{ledger.Add: "新增", ledger.Sub: "多报了", ledger.Set: ""}[a.Op]
	if a.Op == ledger.Set && a.OpStated {
		op = "更正为"
	}
	scope := map[string]string{ledger.ScopeOwn: "本单位", ledger.ScopeOthers: "外单位"}[a.Scope]
	switch a.Verb {
	case Count:
		measure := it.Measure
		if a.Measure != "" {
			measure = a.Measure
		}
		fmt.Fprintf(&b, "%s %s%s%s%s", it.Name, scope, op, number, measure)
	case Session:
		if a.Op == ledger.Add && (!a.Date.IsZero() || a.Place != "") {
			op = ""
		}
		fmt.Fprintf(&b, "%s %s%d%s", it.Name, op, a.Value, it.Measure)
		if !a.Date.IsZero() {
			fmt.Fprintf(&b, " %d年%d月%d日", a.Date.Year, a.Date.Month, a.Date.Day)
		}
		if a.Place != "" {
			b.WriteString(" 在" + a.Place)
		}
		if a.People > 0 {
			b.WriteByte(' ')
			if a.Approx {
				b.WriteString("约")
			}
			fmt.Fprintf(&b, "%d人", a.People)
		}
	case Entry:
		name := it.Name
		if a.Type != "" {
			name = a.Type
		}
		b.WriteString(name)
		if len(a.Titles) == 0 {
			fmt.Fprintf(&b, " %s%s%s", op, number, it.Measure)
		} else if a.OpStated && a.Op == ledger.Add {
			fmt.Fprintf(&b, " %s%d%s", op, a.Value, it.Measure)
		}
		for _, t := range a.Titles {
			b.WriteString("《" + t + "》")
		}
		if len(a.Authors) > 0 {
			b.WriteString(" 作者" + strings.Join(a.Authors, "、"))
		}
		if a.Author != "" {
			b.WriteString(" 作者" + a.Author)
		}
		b.WriteString(map[ledger.Stage]string{ledger.Written: " 已写好", ledger.Published: " 已刊发", ledger.Submitted: " 已报送"}[a.Stage])
		if a.Media != "" {
			b.WriteString(" 在" + a.Media)
		}
		if !a.Date.IsZero() {
			fmt.Fprintf(&b, " %d年%d月%d日", a.Date.Year, a.Date.Month, a.Date.Day)
		}
	case Signup:
		if m, ok := g.plan.Milestone(a.Event); ok {
			fmt.Fprintf(&b, "%s：", m.Title)
		} else {
			b.WriteString(it.Name + "：")
		}
		b.WriteString(strings.Join(a.Names, "、"))
	case Text:
		if a.HasValue {
			a.Text = "报0"
		}
		b.WriteString(it.Name + "：" + a.Text)
	case Mail:
		b.WriteString(it.Name + map[string]string{ledger.StateSent: "已发出", ledger.StateReceived: "已收到"}[a.State])
	default:
		return ""
	}
	return b.String()
}
