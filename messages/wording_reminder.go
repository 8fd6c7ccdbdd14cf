package messages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Asked is one item of a reminder.
type Asked struct {
	Item     ledger.Item
	Deadline ledger.Deadline
	// In of Of debtors have done it.
	In, Of int
	// Missing are all who have not; Named those of them who are called by name.
	Missing, Named []ledger.Unit
	// Begun are those of Missing who have handed in a part of it; Back those whose piece
	// was returned; Resting is how many of Missing no reminder calls for now.
	Begun, Back []ledger.Unit
	Resting     int
	// Rough are figures that are only about so much, which the item sums up: they are
	// asked for exactly with it.
	Rough []ledger.Gap
	// Own is how the only unit stands, where one is spoken to alone.
	Own *ledger.Gap
	// Notes say beside a name whom else to ask while its contact is away.
	Notes map[ledger.UnitID]string
	// CountOnly leaves the names out; Last is the last call before the due instant.
	CountOnly, Last bool
}

// Miss adds a unit that has not done it.
func (o *Asked) Miss(g ledger.Gap) {
	o.Missing = append(o.Missing, g.Unit)
	switch {
	case g.SentBack():
		o.Back = append(o.Back, g.Unit)
	case g.State == ledger.StatePartial:
		o.Begun = append(o.Begun, g.Unit)
	}
}

// Coming is one milestone of a reminder.
type Coming struct {
	Milestone ledger.Milestone
	// All says that everybody is concerned, else For are those who are.
	All bool
	For []ledger.Unit
	// SignUp is the item with which people sign up; empty: nobody has to.
	SignUp ledger.Item
	// Unsigned have not put anybody's name down; Named are those of them called by name.
	Unsigned, Named []ledger.Unit
	Resting         int // of Unsigned; see [Asked]
}

// Reminder words one message to a group: everything that is to be said at this
// moment. Turn is how many messages were said before; it chooses among the
// wordings, so that two running never open or close alike.
func Reminder(p *ledger.Plan, owed []Asked, coming []Coming, turn int, now time.Time) Message {
	var m Message
	now = now.In(p.Campaign.Zone)
	m.Title = reminderTitle(owed, coming)
	m.Head(T(opening(p, owed, coming, turn, now)))
	for _, c := range coming {
		tellComing(&m, c, owed, now)
	}
	for _, group := range byDeadline(owed) {
		tellOwed(&m, p, group, now)
	}
	tellRough(&m, owed)
	tellHow(&m, p, owed, coming, turn, now)
	return m
}

func reminderTitle(owed []Asked, coming []Coming) string {
	switch {
	case len(owed) == 1:
		return fmt.Sprintf("%s还差%d家", owed[0].Item.Name, len(owed[0].Missing))
	case len(owed) > 1:
		return fmt.Sprintf("%s等%d项还没报齐", owed[0].Item.Name, len(owed))
	case len(coming) > 0:
		return coming[0].Milestone.Title
	}
	return "提醒"
}

// The openings by how near it is; each list is long enough that neighbours differ.
var (
	opensEarly = []string{"温馨提醒", "提前说一声", "打扰大家一下", "报送小提示"}
	opensToday = []string{"今天请抓紧", "今天办最稳妥", "今天请留意", "请安排在今天"}
	opensNear  = []string{"马上到期", "临近截止", "时间不多了", "就差一点了"}
	opensEvent = []string{"活动提醒", "日程提醒", "请留出时间", "别忘了这件事"}

	closings = []string{
		"办好了 @我 发一行就行，比如：",
		"报送只要一行，复制下面这行改一改：",
		"已经办好的，请 @我 说一声，像这样：",
		"@我 照这样发，马上登记：",
		"发下面这样一行给我就算报了：",
	}
	// thanks are the last words; the first promises what 收到 brings
	thanks = []string{
		"看到请回“收到”，下个阶段之前不再点名。",
		"有困难请直接在群里说，市局一起想办法。",
		"已经在办的单位不用回复，办好再发，辛苦了。",
		"记错了随时可以改，发“撤回”就行。",
	}
)

// nearHours is when a due instant is near.
const nearHours = 6 * time.Hour

func pick(list []string, turn int) string { return list[((turn%len(list))+len(list))%len(list)] }

func opening(p *ledger.Plan, owed []Asked, coming []Coming, turn int, now time.Time) string {
	list := opensEarly
	today := ledger.DateOf(now)
	near, onDay := false, false
	for _, o := range owed {
		near = near || o.Last || o.Deadline.Due.Sub(now) <= nearHours
		onDay = onDay || o.Deadline.Advised == today || o.Deadline.Day == today
	}
	switch {
	case len(owed) == 0:
		list = opensEvent
	case near:
		list = opensNear
	case onDay:
		list = opensToday
	}
	var about []string
	for _, c := range coming {
		about = append(about, c.Milestone.Title)
	}
	for _, o := range owed {
		if !slices.Contains(about, o.Item.Name) {
			about = append(about, o.Item.Name)
		}
	}
	return pick(list, turn) + "：" + strings.Join(about, "、")
}

// byDeadline puts items that are due together together, in their order.
func byDeadline(owed []Asked) [][]Asked {
	return together(owed, func(a, b Asked) bool {
		return a.Deadline.Due.Equal(b.Deadline.Due) && a.Deadline.Advised == b.Deadline.Advised &&
			a.Deadline.Extended == b.Deadline.Extended
	})
}

// together groups what is the same, each group where its first member stands.
func together(owed []Asked, same func(a, b Asked) bool) [][]Asked {
	var out [][]Asked
next:
	for _, o := range owed {
		for i := range out {
			if same(out[i][0], o) {
				out[i] = append(out[i], o)
				continue next
			}
		}
		out = append(out, []Asked{o})
	}
	return out
}

// tellOwed is what is due at one instant: when, then each item with who is
// missing; items that the same units miss share their line.
func tellOwed(m *Message, p *ledger.Plan, group []Asked, now time.Time) {
	d := group[0].Deadline
	m.Say(T("期限" + When(d.Due.In(now.Location())) + extendedMark(d) + "，" + Left(now, d.Due) + "。" + advice(p, group, now)))
	alike := func(a, b Asked) bool {
		return a.In == b.In && a.CountOnly == b.CountOnly && a.Resting == b.Resting &&
			sameUnits(a.Missing, b.Missing) && sameUnits(a.Named, b.Named) && sameUnits(a.Begun, b.Begun) && sameUnits(a.Back, b.Back)
	}
	for _, same := range together(group, alike) {
		var spans []Span
		for i, o := range same {
			if i > 0 {
				spans = append(spans, T("、"))
			}
			spans = append(spans, B(o.Item.Name), T(asks(o.Item)))
		}
		o := same[0]
		s := turnout(o)
		if !o.CountOnly && len(o.Named) > 0 {
			s += "：" + namesAndRest(o)
		}
		m.Item(append(spans, T(s))...)
	}
}

func sameUnits(a, b []ledger.Unit) bool {
	return slices.EqualFunc(a, b, func(x, y ledger.Unit) bool { return x.ID == y.ID })
}

// turnout is how many have it done, have begun and have not.
func turnout(o Asked) string {
	n, c := len(o.Missing), counter(o.Missing)
	s := fmt.Sprintf("还差%d%s", n, c)
	switch {
	case o.In > 0:
		s = fmt.Sprintf("已报%d%s，", o.In, c) + s
	case n > 1 && len(o.Begun)+len(o.Back) == 0:
		s = fmt.Sprintf("%d%s都还没报", n, c)
	}
	var begun []string
	if n > 1 && len(o.Begun) > 0 {
		begun = append(begun, someOrCount(o.Begun)+"报了没齐")
	}
	if len(o.Back) > 0 {
		begun = append(begun, someOrCount(o.Back)+"退回待改")
	}
	return "：" + s + bracketed(strings.Join(begun, "，"))
}

// asks is clause and least number: （通知二(四)，至少1篇）.
func asks(it ledger.Item) string {
	s := "没有也请报0"
	if it.Min > 0 {
		s = fmt.Sprintf("至少%d%s", it.Min, it.Measure)
	}
	if it.Clause != "" {
		s = "通知" + it.Clause + "，" + s
	}
	if it.Soft {
		s += "，日期通知未写明"
	}
	return "（" + s + "）"
}

// counter is the measure word of units: that of the city's own sections only where
// there is nobody else among them.
func counter(units []ledger.Unit) string {
	if len(units) == 0 {
		return "家"
	}
	for _, u := range units {
		if u.Kind != ledger.Section {
			return "家"
		}
	}
	return "个科室"
}

// extendedMark says that a date was moved.
func extendedMark(d ledger.Deadline) string {
	if d.Extended {
		return "（已延期）"
	}
	return ""
}

// notedNames joins names with 、, each with its note; of too many the first, and how
// many they are. Who is left out is alerted all the same.
func notedNames(units []ledger.Unit, notes map[ledger.UnitID]string) string {
	names := make([]string, min(len(units), mostBeside))
	for i := range names {
		names[i] = units[i].Name + notes[units[i].ID]
	}
	return strings.Join(names, "、") + andSo(len(units), mostBeside)
}

// someOrCount are a few names, else how many of those beside it they are.
func someOrCount(units []ledger.Unit) string {
	if len(units) > mostAside {
		return fmt.Sprintf("其中%d%s", len(units), counter(units))
	}
	return UnitNames(units)
}

// namesAndRest lists who is called, and says how many are not and why.
func namesAndRest(o Asked) string {
	var rest []string
	if n := len(o.Missing) - len(o.Named) - o.Resting; n > 0 {
		rest = append(rest, fmt.Sprintf("%d%s今天已提醒过或已回复", n, counter(o.Named)))
	}
	if o.Resting > 0 {
		rest = append(rest, fmt.Sprintf("%d%s说好先不催", o.Resting, counter(o.Named)))
	}
	s := notedNames(o.Named, o.Notes)
	if len(rest) > 0 {
		s += "（另有" + strings.Join(rest, "，") + "）"
	}
	return s
}

// advice names the working day on which it is best done, where the due day is a
// rest day or the strict reading ends earlier.
func advice(p *ledger.Plan, group []Asked, now time.Time) string {
	d := group[0].Deadline
	today := ledger.DateOf(now)
	if d.Advised.IsZero() || !d.Advised.Before(d.Day) || d.Advised.Before(today) {
		return ""
	}
	do := "报送"
	for _, o := range group {
		if slices.Contains(o.Item.Files, "pdf") {
			do = "盖章报送"
		}
	}
	when := fmt.Sprintf("%d日（%s）", d.Advised.Day, Weekday(d.Advised))
	if d.Advised.Month != d.Day.Month {
		when = Day(d.Advised)
	}
	if d.Advised == today {
		when = "今天（" + Weekday(d.Advised) + "）"
	}
	if !p.Calendar.Working(d.Day) {
		rest := Weekday(d.Day)
		if w := d.Day.Weekday(); w != time.Saturday && w != time.Sunday {
			rest = "休息日"
		}
		return fmt.Sprintf("%d日是%s，请在%s下班前%s。", d.Day.Day, rest, when, do)
	}
	return "稳妥起见，请在" + when + "下班前" + do + "。"
}

// tellHow is the line to copy and a word of thanks.
func tellHow(m *Message, p *ledger.Plan, owed []Asked, coming []Coming, turn int, now time.Time) {
	example := ""
	switch {
	case len(owed) > 0:
		example = askedExample(p, owed[0], now)
	default:
		for _, c := range coming {
			if len(c.Unsigned) > 0 {
				example = signUpExample(c.Milestone.Title)
			}
		}
	}
	if example == "" {
		return
	}
	m.Note(T(pick(closings, turn)))
	m.Copy(example)
	m.Note(T(thanksFor(thanks, owed, turn, now)))
}

// thanksFor chooses the last words. What 收到 brings is not promised on the due day,
// when the last call comes in any case.
func thanksFor(list []string, owed []Asked, turn int, now time.Time) string {
	s := pick(list, turn)
	final := slices.ContainsFunc(owed, func(o Asked) bool {
		return o.Last || !ledger.DateOf(now).Before(o.Deadline.Day)
	})
	if final && s == list[0] {
		return "看到请回“收到”，抓紧办就好。"
	}
	return s
}
