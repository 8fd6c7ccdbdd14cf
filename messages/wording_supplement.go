package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// Supplement is a frozen figure and what came after.
type Supplement struct {
	Unit   ledger.Unit
	Item   ledger.Item
	Frozen ledger.Frozen
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
	figure := Figure(now.Value(), now.Approx) + now.MeasureOf(&s.Item)
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

// mailed is how far a mail has come, in short.
func mailed(t ledger.Tally) string {
	if t.Received {
		return "市局收到"
	}
	return "自述已发"
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
