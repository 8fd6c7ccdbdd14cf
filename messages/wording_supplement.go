package messages

import (
	"fmt"
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
	if s.Frozen.Tally.Answered {
		said = "封存" + Figure(s.Frozen.Tally.Value(), s.Frozen.Tally.Approx)
	}
	return said + "，" + s.Later() + s.Item.Measure
}

// Later are the dated supplements alone: 12月26日补报为141.
func (s Supplement) Later() string {
	var out []string
	for _, x := range s.Frozen.Supplements {
		out = append(out, fmt.Sprintf("%d月%d日补报为%d", x.Record.At.Month(), x.Record.At.Day(), x.To))
	}
	return strings.Join(out, "，")
}

// SupplementHead stands above supplements.
func SupplementHead(cut time.Time) string { return When(cut) + "封存以后的补报：" }

// SupplementSentence tells one unit's report both figures of an item.
func SupplementSentence(s Supplement) string {
	return "（以上为" + When(s.Frozen.Cut) + "封存的数；" + s.Later() + s.Item.Measure + "。）"
}

// SupplementNote tells a receipt's reader that the report keeps the frozen figure.
func SupplementNote(list []Supplement) Message {
	var m Message
	m.Note(T("报告的数已在" + When(list[0].Frozen.Cut) + "封存，这次记为补报："))
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
	for _, s := range list {
		m.Item(s.line()...)
	}
	return m
}
