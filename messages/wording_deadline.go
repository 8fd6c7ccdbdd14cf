package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// DeadlineList tells deadlines, nearest first.
func DeadlineList(gaps []ledger.Gap, marks []ledger.Milestone, now time.Time) Message {
	m := Message{Title: "期限"}
	for _, g := range gaps {
		m.Item(B(g.Item.Name), T("："+DueWords(g.Deadline, now)+clauseOf(g.Item)))
	}
	for _, ms := range marks {
		m.Item(B(ms.Title), T("："+MilestoneDay(ms)))
	}
	if m.Empty() {
		m.Say(T("没有待办的期限。"))
	}
	return m
}

// MilestoneDay is when a milestone takes place.
func MilestoneDay(ms ledger.Milestone) string {
	if ms.HasTime {
		return Day(ms.Day) + ms.Time.String()
	}
	return Day(ms.Day)
}

// RuleOf is what the notice says about an item.
func RuleOf(it ledger.Item, d ledger.Deadline, now time.Time) Message {
	m := Message{Title: it.Name}
	m.Head(T(it.Name + clauseOf(it)))
	if it.Note != "" {
		m.Say(T(it.Note))
	}
	if it.Min > 0 {
		m.Item(T(fmt.Sprintf("每个单位不少于%d%s", it.Min, it.Measure)))
	} else {
		m.Item(T("通知没有规定最少数量"))
	}
	if len(it.Files) > 0 {
		m.Item(T("格式：" + strings.Join(fileNames(it.Files), "、")))
	}
	if len(it.Types) > 0 {
		m.Item(T("形式：" + strings.Join(it.Types, "、")))
	}
	m.Item(T("期限：" + DueWords(d, now)))
	m.Note(T("通知没写的以市局答复为准，可以在群里问协调员。"))
	return m
}

func fileNames(files []string) []string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = map[string]string{"word": "Word", "pdf": "PDF（加盖公章）"}[f]
		if out[i] == "" {
			out[i] = f
		}
	}
	return out
}
