package messages

import (
	"fmt"
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// StillOwed gathers, by item and nearest deadline first, the units that still owe
// something that the caller wants; they are all to be named.
func StillOwed(gaps []ledger.Gap, want func(ledger.Gap) bool) []Asked {
	var out []Asked
	for _, g := range gaps {
		if !g.Owing() || !want(g) {
			continue
		}
		i := slices.IndexFunc(out, func(o Asked) bool {
			return o.Item.ID == g.Item.ID && o.Deadline.Extended == g.Deadline.Extended && o.Deadline.Due.Equal(g.Deadline.Due)
		})
		if i < 0 {
			i = len(out)
			out = append(out, Asked{Item: g.Item, Deadline: g.Deadline})
		}
		out[i].Miss(g)
		out[i].Named = out[i].Missing
	}
	slices.SortStableFunc(out, func(a, b Asked) int { return a.Deadline.Due.Compare(b.Deadline.Due) })
	return out
}

// opensNudge are the openings of a nudge by hand.
var opensNudge = []string{"温馨提醒", "麻烦大家抓紧一下", "再提醒一次", "请还没报的单位看一下"}

// NudgeText is a nudge by hand: what is owed, by which clause, until when, by whom,
// and how to answer. Turn chooses among the wordings.
func NudgeText(p *ledger.Plan, asked []Asked, turn int, now time.Time) Message {
	m := Message{Title: "温馨提醒"}
	m.Head(T(pick(opensNudge, turn)))
	for _, o := range asked {
		m.Item(B(o.Item.Name), T(asks(o.Item)+"："+DueWords(o.Deadline, now)+"，还差"+notedNames(o.Named, o.Notes)))
	}
	m.Note(T(pick(closings, turn)))
	m.Copy(askedExample(p, asked[0], now))
	return m
}

// NudgeFacts are what the coordinator should know before a nudge goes out.
type NudgeFacts struct {
	Units []ledger.Unit
	// Told have been called today already; Coming will be by what was ordered for later
	// that day; Silenced have a rest until later.
	Told, Coming, Silenced []ledger.Unit
	// At is when it goes out; zero: at once. Held says that quiet hours put it off until then.
	At   time.Time
	Held bool
	// Alone says that each of them is told privately; Unreached are those who cannot be.
	Alone     bool
	Unreached []ledger.Unit
	// Text is what the groups will read.
	Text Message
}

// NudgePreview shows recipients, time and text of nudges before they go out, and what
// the same yes does beside them.
func NudgePreview(nudges []NudgeFacts, beside []Deed) Message {
	m := Message{Title: "请确认"}
	if len(nudges) == 0 {
		m.Append(NobodyToNudge())
	}
	for _, d := range beside {
		m.Item(d.Words()...)
	}
	for _, f := range nudges {
		f.preview(&m)
	}
	yesNo(&m)
	return m
}

func (f NudgeFacts) preview(m *Message) {
	how := "在群里提醒"
	if f.Alone {
		how = "私下提醒"
	}
	when := "将" + how
	switch {
	case f.Held:
		when = "现在是免打扰时间，将在" + When(f.At) + how
	case !f.At.IsZero():
		when = "将在" + When(f.At) + how + "到时还没报的单位，现在是"
	}
	m.Head(T(fmt.Sprintf("%s%d%s：%s", when, len(f.Units), counter(f.Units), UnitNames(f.Units))))
	if len(f.Unreached) > 0 {
		m.Note(T("不能私聊、这次不提醒的：" + UnitNames(f.Unreached) + "。"))
	}
	if len(f.Told) > 0 {
		m.Note(T("今天已经提醒过的：" + UnitNames(f.Told) + "。不想再催的，可以发“催，别催某某”。"))
	}
	if len(f.Coming) > 0 {
		m.Note(T("已经定好当天要提醒的：" + UnitNames(f.Coming) + "。"))
	}
	if len(f.Silenced) > 0 {
		m.Note(T("说好先不催的：" + UnitNames(f.Silenced) + "。"))
	}
	m.Lines = append(m.Lines, f.Text.Lines...)
}

// NobodyToNudge says that no unit owes anything of what was asked about.
func NobodyToNudge() Message { return one("", "没有需要催的单位，都报了。") }

// NobodyInReach says that those who owe cannot be written to privately.
func NobodyInReach(units []ledger.Unit) Message {
	return one("", "没有提醒："+UnitNames(units)+"的联络员没法私聊。要在群里提醒，把“私下”去掉再发一次就行。")
}

// NudgeSent tells the coordinator that a nudge is on its way; alone: to each privately.
func NudgeSent(units []ledger.Unit, at time.Time, alone bool) Message {
	how := map[bool]string{true: "私下"}[alone]
	if !at.IsZero() {
		return one("", fmt.Sprintf("好的，%s%s提醒到时还没报的单位（现在是%d%s）。", When(at), how, len(units), counter(units)))
	}
	return one("", fmt.Sprintf("已%s提醒%d%s，今天不再自动点名。有没有送到，发“提醒记录”看。", how, len(units), counter(units)))
}
