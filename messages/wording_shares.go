package messages

import (
	"fmt"
	"strconv"

	"pufabot/bot/ledger"
)

// Shares are figures, pieces or sessions that may be among what a unit has reported.
type Shares struct {
	Unit ledger.Unit
	Item ledger.Item
	// Total is stored; of Room of it nothing more is known.
	Total, Room int
	Told        []Deed
	// Whole says that what is told makes up a whole by itself.
	Whole bool
	// IfPart and IfNew are the totals after the two answers.
	IfPart, IfNew int
	// IfAll is the total if what is told is all there is; zero: that is no answer.
	IfAll int
}

// PartOrNew asks whether what is told belongs to what was reported before.
func PartOrNew(s Shares) Message {
	m := Message{Title: "请确认"}
	known := "，没有写明细"
	if s.Room < s.Total {
		known = fmt.Sprintf("，其中%d%s没有写明细", s.Room, s.Item.Measure)
	}
	m.Say(T(s.Unit.Name+"已经报过"), B(s.Item.Name), T(fmt.Sprintf("%d%s%s。这次的是：", s.Total, s.Item.Measure, known)))
	for _, d := range s.Told {
		m.Item(d.Words()...)
	}
	become := s.become
	part := fmt.Sprintf("就在已报的%d%s里面", s.Total, s.Item.Measure)
	switch {
	case s.Whole:
		part = "以这次的合计为准"
	case s.IfPart != s.Total:
		part = fmt.Sprintf("没有写明细的%d%s也在里面", s.Room, s.Item.Measure)
	}
	m.Say(T("1　" + part + "，" + become(s.IfPart)))
	m.Say(T("2　另外新增的，" + become(s.IfNew)))
	choices := "1 或 2"
	if s.IfAll > 0 {
		choices = "1、2 或 3"
		m.Say(T("3　这就是全部，" + become(s.IfAll)))
	}
	m.Note(T("十分钟内回复 " + choices + "；有的在里面、有的是新增的，请回“取消”，再分开发。"))
	return m
}

// become is the total that an answer leads to.
func (s Shares) become(n int) string {
	if n == s.Total {
		return "总数不变"
	}
	return fmt.Sprintf("总数变为%d%s", n, s.Item.Measure)
}

// TypedOrNew asks whether pieces that are told by title are among those of their type
// that were only counted.
func TypedOrNew(s Shares, kind string) Message {
	m := Message{Title: "请确认"}
	m.Say(T(s.Unit.Name+"已经报过"), B(s.Item.Name), T(fmt.Sprintf("%d%s，其中%d%s%s没有写题目。这次的是：", s.Total, s.Item.Measure, s.Room, s.Item.Measure, kind)))
	for _, d := range s.Told {
		m.Item(d.Words()...)
	}
	m.Say(T("1　就是已报的" + kind + "，补上题目，" + s.become(s.IfPart)))
	m.Say(T("2　另外新增的，" + s.become(s.IfNew)))
	m.Note(T("十分钟内回复 1 或 2"))
	return m
}

// KnownSession says that a session like the one that is told was reported before.
func KnownSession(u ledger.Unit, it ledger.Item, e ledger.Event) Message {
	m := Message{Title: "请确认"}
	d := Deed{Place: e.Place, People: e.People, Approx: e.Approx}
	if !e.Date.IsZero() {
		d.Day = Day(e.Date)
	}
	m.Say(append([]Span{T(u.Name + "已经报过一" + it.Measure), B(it.Name)}, append(d.Words(), T("。这次的是："))...)...)
	return m
}

// KnownPiece says that pieces were reported before: those with these titles, or some.
func KnownPiece(u ledger.Unit, it ledger.Item, titles []string, total int) Message {
	m := Message{Title: "请确认"}
	spans := []Span{T(u.Name + "已经报过"), B(it.Name)}
	for _, t := range titles {
		spans = append(spans, U("《"+t+"》"))
	}
	if len(titles) == 0 {
		spans = append(spans, T(fmt.Sprintf("%d%s", total, it.Measure)))
	}
	m.Say(append(spans, T("。这次的是："))...)
	return m
}

// SameOrAnother offers both answers to what was told before, with the totals that they
// lead to; now is the total as it stands, a third answer that the line tells all there is.
func SameOrAnother(it ledger.Item, now int, totals []int) Message {
	var m Message
	become := func(i int) string {
		return fmt.Sprintf("%s%d%s", cond(totals[i] == now, "总数还是", "总数变为"), totals[i], it.Measure)
	}
	m.Say(T("1　同一" + it.Measure + "，不重复算，" + become(0)))
	m.Say(T("2　另一" + it.Measure + "，" + become(1)))
	if len(totals) > 2 {
		m.Say(T(fmt.Sprintf("3　现在一共就是这%d%s，%s", totals[2], it.Measure, become(2))))
		m.Note(T("十分钟内回复 1、2 或 3"))
		return m
	}
	m.Note(T("十分钟内回复 1 或 2"))
	return m
}

// TextKnown says that a text was told before, to the letter.
func TextKnown(it ledger.Item) Message {
	return one("", "这条"+it.Name+"已经登记过，没有重复记。")
}

// NotTwice answers who has said that something is the same as before.
func NotTwice() Message { return one("", "好的，没有重复记。") }

// AddedTwice tells that a line which adds was recorded a second time.
func AddedTwice() Message {
	var m Message
	m.Note(T("这句和您刚才发的一模一样，也加上了；如果是重复发的，请回“撤回”。"))
	return m
}

// PartOrNewWords are words that choose the answers of [PartOrNew].
func PartOrNewWords() [][]string {
	return [][]string{
		{"里面", "包含", "包括", "含在", "总数不变", "已报的", "之内", "合计为准"},
		{"另外", "新增", "不在里面", "新的", "额外", "不包含", "不包括", "不含", "再加"},
		{"全部", "就这些", "总共"},
	}
}

// SameOrAnotherWords are words that choose the answers of [SameOrAnother].
func SameOrAnotherWords() [][]string {
	return [][]string{
		{"同一", "同场", "同篇", "一样", "重复", "就是那", "就是这", "那一场", "是那场", "那一篇"},
		{"另一", "另外", "不一样", "不同", "不是同一", "两场", "两篇", "又一", "新的", "再一", "别的"},
		{"一共", "总共", "就这", "就是这些"},
	}
}

// Waiting names what of a line waits for the answer to a question about the rest.
func Waiting(rest []Deed) Message {
	var m Message
	if len(rest) == 0 {
		return m
	}
	m.Say(T("同一条里还有这些，答了一起记："))
	for _, d := range rest {
		m.Item(d.Words()...)
	}
	return m
}

// AudienceLabel is a session told before, and how many came as it is told now.
func AudienceLabel(d Deed, e ledger.Event) string {
	s := d.Item + " "
	if d.Day != "" {
		s += d.Day
	}
	s += d.Place + "那场：到场"
	if e.People > 0 {
		s += Figure(e.People, e.Approx) + "人，"
	}
	return s + "改为" + Figure(d.People, d.Approx) + "人"
}

// SessionLabel is the session of the question before, as it is told now.
func SessionLabel(d Deed) string {
	d.Unit = ""
	s := "刚才问的那条："
	for _, w := range d.Words() {
		s += w.Text
	}
	return s
}

// WhoseAudience asks what a number of people is; each answer is in the sender's words.
func WhoseAudience(quote string, labels []string) Message {
	m := Message{Title: "请补充"}
	if len(labels) == 1 {
		m.Say(T("是要改这个数吗？"))
		m.Item(U(labels[0]))
		m.Say(T("对就回 1 或“是”，不对回 2 或“不”，什么都不会改。"))
		return m
	}
	m.Say(T("“"), U(quote), T("”是哪一个数？"))
	for i, l := range labels {
		m.Item(T(strconv.Itoa(i+1)+" "), U(l))
	}
	m.Say(T("回一个数字就行。"))
	m.Note(T("这条还没有记录。"))
	return m
}
