package messages

import (
	"fmt"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// changeLine is one bullet: 普法宣讲：1 → 2 场（+1），12月2日 三塘社区 约60人.
func changeLine(p *ledger.Plan, c *Change) []Span {
	it, r := &c.Item, &c.Record
	spans := []Span{B(it.Name), T("：")}
	if r.Verb == ledger.Told || r.Verb == ledger.Mailed || r.Verb == ledger.SignedUp {
		return append(spans, statement(p, c)...)
	}
	if r.Text != "" { // another title
		return append(spans, T("题目"), U("《"+r.Text+"》"), T(" → "), U("《"+r.Titles[0]+"》"), T("，"+moved(c.Before, c.After, c.Item)))
	}
	if len(r.Pieces) > 0 && c.After.Value() == c.Before.Value() {
		return append(append(spans, T("换成新的一版")), details(c)...)
	}
	if len(r.Pieces) > 0 {
		spans = append(spans, T("退回的已改好重报，"))
	} else if r.Stage != "" {
		spans = append(spans, T(StageName(r.Stage)))
		if v := c.After.Value(); v != c.Before.Value() {
			spans = append(spans, T("，"))
		} else {
			return append(spans, details(c)...)
		}
	}
	if len(r.Titles) > 0 && c.After.Value() == c.Before.Value() { // the titles of what was counted
		return append(append(spans, T(total(c.After, c.Item))), details(c)...)
	}
	spans = append(spans, T(moved(c.Before, c.After, c.Item)))
	if it.Kind == ledger.Count {
		spans = append(spans, T(boxes(c.After, c.Item)+boxesGone(c)))
	}
	return append(spans, details(c)...)
}

// total is how much there is: 2 场.
func total(t ledger.Tally, it ledger.Item) string {
	return Figure(t.Value(), t.Approx) + " " + t.MeasureOf(&it)
}

// moved is the total before and after: 1 → 2 场（+1）.
func moved(before, after ledger.Tally, it ledger.Item) string {
	b, a := before.Value(), after.Value()
	s := total(after, it)
	switch {
	case !before.Answered:
		return s
	case a == b:
		return s + "（没有变化）"
	}
	sign := ""
	if a > b {
		sign = "+"
	}
	return strconv.Itoa(b) + " → " + s + "（" + sign + strconv.Itoa(a-b) + "）"
}

// Figure is a number as people see it: approximate ones are marked.
func Figure(n int, approx bool) string {
	if approx {
		return "约" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// boxes names the parts of a count: （本单位32，其他部门1623）.
func boxes(t ledger.Tally, it ledger.Item) string {
	var parts []string
	for _, box := range []struct{ key, name string }{{ledger.ScopeOwn, "本单位"}, {ledger.ScopeOthers, "其他部门"}, {"", "未分类"}} {
		if n := t.Parts[box.key]; n > 0 {
			parts = append(parts, box.name+strconv.Itoa(n))
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return "（" + strings.Join(parts, "，") + "）"
}

// boxesGone says that a new total has taken the place of the parts that were told.
func boxesGone(c *Change) string {
	if boxes(c.Before, c.Item) == "" || boxes(c.After, c.Item) != "" || c.After.Value() == 0 {
		return ""
	}
	return fmt.Sprintf("。原来的分项加起来是%d，不再列；要分开列，请把分项和总数一起报", c.Before.Value())
}

// details is what else the record says about pieces and sessions.
func details(c *Change) []Span {
	r := &c.Record
	var out []Span
	add := func(s Span) { out = append(out, T(" "), s) }
	if r.Type != "" {
		add(T(r.Type))
	}
	for i, t := range r.Titles {
		add(U("《" + t + "》"))
		if i < len(r.Authors) && r.Authors[i] != "" {
			out = append(out, T(" 作者"), U(r.Authors[i]))
		}
	}
	if r.Author != "" {
		out = append(out, T(" 作者"), U(r.Author))
	}
	if r.Media != "" {
		add(U(r.Media))
	}
	if !r.Date.IsZero() {
		add(T(Day(r.Date)))
	}
	if r.Place != "" {
		add(U(r.Place))
	}
	if r.People > 0 {
		add(T(Figure(r.People, r.Approx) + "人"))
	}
	if len(out) > 0 {
		out[0] = T("，")
		if r.Author != "" && len(out) > 1 && r.Type == "" && len(r.Titles) == 0 {
			out[0] = T("，作者")
		}
	}
	return out
}

// statement is the bullet of texts, mails and names.
func statement(p *ledger.Plan, c *Change) []Span {
	r := &c.Record
	switch r.Verb {
	case ledger.Told:
		if r.Op == ledger.Set {
			return []Span{T("没有，记为0")}
		}
		return []Span{T(fmt.Sprintf("第%d条 ", len(c.After.Texts))), U(clip(r.Text, 60))}
	case ledger.Mailed:
		if r.State == ledger.StateReceived {
			return []Span{T("市局已收到")}
		}
		return []Span{T("已登记“已发邮箱”，等市局确认收到")}
	}
	event := "各场活动"
	if ms, ok := p.Milestone(r.Event); ok {
		event = ms.Title
	}
	out := []Span{T(event + " ")}
	for i, n := range r.Names {
		if i > 0 {
			out = append(out, T("、"))
		}
		out = append(out, U(n))
	}
	return append(out, T(fmt.Sprintf("（本单位共报%d人）", c.After.Value())))
}
