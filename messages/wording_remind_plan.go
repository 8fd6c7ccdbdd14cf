package messages

import (
	"strings"
	"time"
)

// NextReminders answers 提醒计划: when, about what.
// rests: some are not among the lines because of a silence; years are those whose
// working days are not known.
func NextReminders(lines []string, paused, rests bool, years []int) Message {
	m := Message{Title: "提醒计划"}
	if paused {
		m.Say(T("现在已暂停全部定时提醒，恢复请发“恢复提醒”。"))
	}
	if len(lines) == 0 {
		m.Say(T("后面没有排定的提醒了。"))
		return m
	}
	m.Head(T("接下来的提醒"))
	for _, l := range lines {
		m.Item(T(l))
	}
	m.Note(T("到时候都报齐了就不发。"))
	if rests {
		m.Note(T("说好先不催的时段不发，没有列在里面。"))
	}
	for _, y := range years {
		m.Note(T(WarnYear(y)))
	}
	return m
}

// Planned says what sort of message a planned moment brings.
type Planned int

// The sorts of planned messages.
const (
	PlannedGroup Planned = iota
	PlannedAlone         // privately to those who owe
	PlannedAhead         // the coordinator's list before the due instant
	PlannedList          // the coordinator's list after it
	PlannedNudge         // what a coordinator has ordered for that time
	PlannedOpening
	PlannedClosing
)

// NextReminder is one line of the plan of reminders.
func NextReminder(at time.Time, about []string, sort Planned) string {
	words := strings.Join(about, "、")
	switch sort {
	case PlannedAlone:
		words += "（先私聊没报的单位）"
	case PlannedAhead:
		words += "没报的名单（发给协调员）"
	case PlannedList:
		words += "截止情况（发给协调员）"
	case PlannedNudge:
		words += "（协调员定的，到时还没报的）"
	case PlannedOpening:
		words = "活动开始，发各单位清单"
	case PlannedClosing:
		words = "收官情况（发给协调员）"
	}
	return When(at) + " " + words
}
