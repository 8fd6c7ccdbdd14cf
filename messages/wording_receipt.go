package messages

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Change is what one record did to one total.
type Change struct {
	Unit          ledger.Unit
	Item          ledger.Item
	Record        ledger.Record
	Before, After ledger.Tally
	// Of is the record that an undo has taken back, Since a later one that the figure
	// stands on all the same, with who said it.
	Of, Since ledger.Record
	SinceBy   string
}

// Receipt tells what was recorded, old → new, what the unit still owes, and the
// line to copy for a correction. Other says that the speaker wrote for units
// that are not the speaker's own: then every line names its unit and nobody's
// remaining duties are listed. Due gives a unit's own deadline.
func Receipt(p *ledger.Plan, changes []Change, owing iter.Seq[*ledger.Gap], due DueOf, other bool, now time.Time) Message {
	var m Message
	if len(changes) == 0 {
		return m
	}
	head := "已记录"
	if !other {
		head = "已记录：" + changes[0].Unit.Name
	}
	m.Title = head
	m.Lines = make([]Line, 0, len(changes)+mostOwed+8)
	m.Head(T(head))
	told := joined(changes)
	for i := range told {
		c := &told[i]
		spans := changeLine(p, c)
		if other {
			spans = append([]Span{T(c.Unit.Name + " ")}, spans...)
		}
		m.Item(spans...)
	}
	for i := range changes {
		c := &changes[i]
		if c.After.Approx && c.Record.Approx && c.Item.Kind == ledger.Count {
			m.Note(T(c.Item.Name + "记的是约数，" + Day(c.Item.Due) + "前请补一个准数。"))
			break
		}
	}
	if late := lateLine(changes, due); late != "" {
		m.Note(T(late))
	}
	if !other {
		owe(&m, p, owing, now)
	}
	fix := Correction(&changes[len(changes)-1], other)
	if fix == undoLine {
		m.Note(T("记错了？请发："))
	} else {
		m.Note(T("记错了？发“撤回”，或者改成这样发（数换成对的）："))
	}
	m.Copy(fix)
	return m
}

// joined puts the changes of one total that follow each other into one, as far as
// they can be told in one line.
func joined(changes []Change) []Change {
	if len(changes) == 1 {
		return changes
	}
	var out []Change
	for _, c := range changes {
		if n := len(out); n > 0 {
			last := &out[n-1]
			r, s := last.Record, c.Record
			if last.Unit.ID == c.Unit.ID && last.Item.ID == c.Item.ID && r.Verb == s.Verb &&
				(s.Verb == ledger.Counted || s.Verb == ledger.Handed && r.Box() == s.Box() && titledOnly(&r) && titledOnly(&s)) {
				last.After, last.Record = c.After, s
				last.Record.Approx = r.Approx || s.Approx
				last.Record.Titles = slices.Concat(r.Titles, s.Titles)
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// titledOnly tells whether of pieces nothing is told but perhaps their titles.
func titledOnly(r *ledger.Record) bool {
	return r.Stage == "" && len(r.Pieces) == 0 && r.Author == "" && len(r.Authors) == 0 && r.Media == "" && r.Date.IsZero()
}

// NotKept says which words of a line left no record, so that nobody counts on
// them: plans beside a report, or figures inside a question.
func NotKept(words []string, asked bool) Message {
	end := "”没有记录，办好了再报。"
	if asked {
		end = "”我当作提问，没有记录；要记的话请单独发一次。"
	}
	var m Message
	for _, w := range words {
		m.Say(T("“"), U(clip(w, 40)), T(end))
	}
	return m
}

// DueOf gives the deadline of one unit's item, moved or not.
type DueOf func(ledger.UnitID, ledger.Item) ledger.Deadline

// lateLine says what has been fulfilled too late; what came in time, was returned and
// comes back, has not.
func lateLine(changes []Change, due DueOf) string {
	for i := range changes {
		c := &changes[i]
		if !c.Item.Owes(c.Unit) || c.Before.Fulfilled(c.Item) || !c.After.Fulfilled(c.Item) {
			continue
		}
		if d := due(c.Unit.ID, c.Item); d.Late(c.After.DoneAt) {
			return c.Item.Name + "已过" + When(d.Due) + "，记为迟报，仍然有效。"
		}
	}
	return ""
}

// changeLine is one bullet: 普法宣讲：1 → 2 场（+1），12月2日 三塘社区 约60人.
func changeLine(p *ledger.Plan, c *Change) []Span {
	it, r := &c.Item, &c.Record
	spans := []Span{B(it.Name), T("：")}
	if r.Verb == ledger.Told || r.Verb == ledger.Mailed || r.Verb == ledger.SignedUp {
		return append(spans, statement(p, c)...)
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

// undoLine takes back a line.
const undoLine = "撤回"

// Correction is the line that would set the last total again; what is written or
// published but not handed in has none.
func Correction(c *Change, other bool) string {
	unit := ""
	if other {
		unit = c.Unit.Name
	}
	onItsWay := c.Record.Stage != "" && c.Record.Stage != ledger.Submitted
	switch c.Record.Verb {
	case ledger.Counted, ledger.Held, ledger.Handed:
		if onItsWay {
			break
		}
		return unit + c.Item.Name + "更正为" + strconv.Itoa(c.After.Value()) + c.Item.Measure
	}
	return undoLine
}

// StageName is the Chinese name of an article's stage.
func StageName(s ledger.Stage) string {
	switch s {
	case ledger.Written:
		return "已撰写"
	case ledger.Published:
		return "已刊发"
	case ledger.Submitted:
		return "已报送"
	}
	return ""
}

// clip shortens to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
