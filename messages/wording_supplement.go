package messages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Supplement is a frozen figure and what came after.
type Supplement struct {
	Unit   ledger.Unit
	Item   ledger.Item
	Frozen ledger.Frozen
}

// Cut is the instant whose figures one unit's report has.
type Cut struct {
	Unit ledger.Unit
	At   time.Time
}

// line is 衡南县 专项答题：封存126，12月26日补报为141人.
func (s Supplement) line() []Span {
	return []Span{T(s.Unit.Name + " "), B(s.Item.Name), T("：" + s.Figures())}
}

// Words is the same without any marks.
func (s Supplement) Words() string { return s.Unit.Name + " " + s.Item.Name + "：" + s.Figures() }

// Figures are both figures: 封存126，12月26日补报为141人. A unit that had said nothing
// by then has no zero.
func (s Supplement) Figures() string {
	said := "封存时未报"
	switch t := s.Frozen.Tally; {
	case t.Received, t.Sent:
		said = "封存时" + mailed(t)
	case t.Answered:
		said = "封存" + Figure(t.Value(), t.Approx)
	}
	return said + "，" + s.Later()
}

// Later is what stands now, with the day of the last step to it: 12月26日补报为141人.
func (s Supplement) Later() string {
	was, now := s.Frozen.Tally, s.Frozen.Now
	last := s.Frozen.Supplements[len(s.Frozen.Supplements)-1]
	day := monthDay(ledger.DateOf(last.Record.At))
	figure := Figure(now.Value(), now.Approx) + measureOf(now, s.Item)
	switch {
	case now.Received, now.Sent:
		return day + mailed(now)
	case !now.Answered:
		return day + "撤回"
	case last.Record.Verdict == ledger.Returned:
		return day + "退回后为" + figure
	case now.Value() < was.Value():
		return day + "更正为" + figure
	case now.Value() == was.Value() && was.Answered:
		return day + s.reworded()
	}
	return day + "补报为" + figure
}

// reworded is what changed behind a figure that stayed, without anybody's words: boards
// and pictures show it, too.
func (s Supplement) reworded() string {
	named, dropped := s.Frozen.Reworded()
	what := s.Item.Measure + s.Item.Name
	if s.Item.Kind != ledger.Text {
		what = "个题目"
	}
	switch {
	case len(dropped) == 0:
		return fmt.Sprintf("补上%d%s", len(named), what)
	case len(named) == 0:
		return fmt.Sprintf("撤下%d%s", len(dropped), what)
	}
	return fmt.Sprintf("换了%d%s", max(len(named), len(dropped)), what)
}

// titles tells the titles that came after the freeze and those that are gone.
func (s Supplement) titles() string {
	if s.Item.Kind != ledger.Entry {
		return ""
	}
	var out string
	named, dropped := s.Frozen.Reworded()
	if len(dropped) > 0 {
		out = "，撤下" + books(dropped)
	}
	if len(named) > 0 {
		out += "，补报题目" + books(named)
	}
	return out
}

func books(titles []string) string { return "《" + strings.Join(titles, "》《") + "》" }

// mailed is how far a mail has come, in short.
func mailed(t ledger.Tally) string {
	if t.Received {
		return "市局收到"
	}
	return "自述已发"
}

// LateText is a text that came after the freeze, or one that was taken back after it.
type LateText struct {
	Day, Text string
	Gone      bool
}

// Texts are the texts that are there only since the freeze, after those whose place
// they took, each with its day. Without new ones [Supplement.Later] says all.
func (s Supplement) Texts() []LateText {
	if s.Item.Kind != ledger.Text {
		return nil
	}
	var out []LateText
	add := func(words string, gone bool) {
		t := LateText{Text: words, Gone: gone}
		for _, x := range s.Frozen.Supplements {
			if !gone && slices.Contains(x.Named, words) || gone && slices.Contains(x.Dropped, words) {
				t.Day = monthDay(ledger.DateOf(x.Record.At))
			}
		}
		out = append(out, t)
	}
	named, dropped := s.Frozen.Reworded()
	if len(named) == 0 {
		return nil
	}
	for _, words := range dropped {
		add(words, true)
	}
	for _, words := range named {
		add(words, false)
	}
	return out
}

// Words marks such a text: （12月26日补报）…; （12月26日撤回）….
func (t LateText) Words() string {
	if t.Gone {
		return "（" + t.Day + "撤回）" + t.Text
	}
	return "（" + t.Day + "补报）" + t.Text
}

// moment is an instant that is over: 12月25日24点, 12月26日10:30.
func moment(t time.Time) string {
	day, c := monthDay(ledger.DateOf(t)), ledger.ClockOf(t)
	if c.Hour == 23 && c.Minute == 59 {
		return day + "24点"
	}
	return day + c.String()
}

// AsOf tells of which instant the figures of a document are: of Cut when they are
// frozen, else of Now; Others are the units whose report was given more time.
type AsOf struct {
	Now, Cut time.Time
	Others   []Cut
}

// Words are 数据截至12月22日（周二）09:30, or 数据为12月25日24点封存的数.
func (a AsOf) Words() string {
	if a.Cut.IsZero() {
		return "数据截至" + When(a.Now)
	}
	s := "数据为" + moment(a.Cut) + "封存的数"
	for i, o := range a.Others {
		if i == mostShort {
			s += fmt.Sprintf("；一共有%d家宽限", len(a.Others))
			break
		}
		then := "用那时的数"
		if o.At.After(a.Now) {
			then = "还没有封存"
		}
		s += "，" + o.Unit.Name + "宽限到" + moment(o.At) + "，" + then
	}
	return s
}

// until is 截至12月25日24点的 when the figures are frozen.
func (a AsOf) until() string {
	if a.Cut.IsZero() {
		return ""
	}
	return "截至" + moment(a.Cut) + "的"
}

// SupplementHead stands above supplements.
func SupplementHead(cut time.Time) string { return moment(cut) + "封存以后的补报：" }

// SupplementSentence tells one unit's report both figures of an item.
func SupplementSentence(s Supplement) string {
	return "（以上为" + moment(s.Frozen.Cut) + "封存的情况；" + s.Later() + s.titles() + "。）"
}

// SupplementNote tells a receipt's reader that the report keeps the frozen figure.
func SupplementNote(list []Supplement) Message {
	var m Message
	if len(list) == 0 {
		return m
	}
	m.Note(T("报告的数已在" + moment(list[0].Frozen.Cut) + "封存，这次记为补报："))
	for _, s := range list {
		m.Item(s.line()...)
	}
	return m
}

// SupplementList shows all supplements beside a summary.
func SupplementList(list []Supplement) Message {
	var m Message
	if len(list) == 0 {
		return m
	}
	m.Say(T(SupplementHead(list[0].Frozen.Cut)))
	for _, s := range list[:min(len(list), mostListed)] {
		m.Item(s.line()...)
	}
	if len(list) > mostListed {
		m.Say(T(fmt.Sprintf("一共%d处。", len(list))))
		wholeList(&m, Sheets().Supplements)
	}
	return m
}

// NoSupplements says that nothing came after the figures were frozen, or when they will be.
func NoSupplements(frozen bool, at time.Time) Message {
	var m Message
	switch {
	case frozen:
		m.Say(T("报告的数已在" + moment(at) + "封存，之后没有补报。"))
	case at.IsZero():
		m.Say(T("报告的数没有封存。"))
	default:
		m.Say(T("报告的数还没有封存，到" + moment(at) + "自动封存，之后报来的记为补报。"))
	}
	return m
}
