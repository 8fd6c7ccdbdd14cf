package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// ClockWords are the words of a rehearsal's clock on the console page. The page
// gets them as JSON under these names; words in braces are filled in by the page.
type ClockWords struct {
	Flag    string `json:"flag"`
	Safe    string `json:"safe"`
	Next    string `json:"next"`
	Hour    string `json:"hour"`
	Day     string `json:"day"`
	Auto    string `json:"auto"`
	Pause   string `json:"pause"`
	Restart string `json:"restart"`
	Sure    string `json:"sure"`
	Cast    string `json:"cast"`
	Days    string `json:"days"`
	Moves   string `json:"moves"`

	Upcoming string `json:"upcoming"`
	Hint     string `json:"hint"`
	Pushed   string `json:"pushed"`
	Silent   string `json:"silent"`
	Unsaid   string `json:"unsaid"`
	Over     string `json:"over"`
	Moving   string `json:"moving"`
	Private  string `json:"private"`
	Everyone string `json:"everyone"`
	Only     string `json:"only"`
	RestDay  string `json:"restDay"`

	Errors map[string]string `json:"errors"`
}

// RehearsalClock are the words of the clock.
func RehearsalClock() ClockWords {
	return ClockWords{
		Flag:    "排练",
		Safe:    "时间是虚拟的，消息只到这一页，停了就清空",
		Next:    "下一个提醒",
		Hour:    "+1小时",
		Day:     "+1天",
		Auto:    "自动演完",
		Pause:   "暂停",
		Restart: "从头再来",
		Sure:    "再点一次就清空",
		Cast:    "让样例联络员自己报送",
		Days:    "日历：点哪天就演到哪天早上八点，中间的提醒一条不落",
		Moves:   "拨动时间",

		Upcoming: "下一个时点：{when}",
		Hint:     "点“下一个提醒”，看小助手什么时候、对谁、说什么；中间随时可以换个身份回话。",
		Pushed:   "刚刚推送到：",
		Silent:   "这段时间没有推送。",
		Unsaid:   "有 {n} 次没有说，看原因",
		Over:     "整个活动演完了，后面不再有提醒。可以从头再来。",
		Moving:   "时间正在走…",
		Private:  "{name}的私聊",
		Everyone: "工作群里所有人都看得到",
		Only:     "只有{name}和小助手看得到",
		RestDay:  "休息日",

		Errors: map[string]string{
			"clock":      "时间没能拨动，请看看程序是否还在运行，然后再试一次。",
			"clock-past": "时间只能往后走。要回到前面，请点“从头再来”。",
			"clock-end":  "已经演到头了。可以点“从头再来”。",
			"other":      "没有拨动，请刷新页面再试。",
		},
	}
}

// RehearsalServing tells where the rehearsal is; the address may be another one
// than configured when that is taken.
func RehearsalServing(url string) string {
	return "排练已开始：请用浏览器打开 " + url + "/。时间由您拨动，消息只出现在这个页面里，数据在临时文件夹，停止就清空。按 Ctrl-C 停止。"
}

// RehearsalStopped is the last line of a rehearsal.
func RehearsalStopped() string { return "排练结束，临时数据已清空。" }

// RehearsalBroken says that a rehearsal was stopped before its end.
func RehearsalBroken() string { return "排练没走完就停了，临时数据已清空。" }

// SampleLine is how somebody would report an item in a rehearsal: enough to
// fulfil it, in one of a few ways chosen by n. It is empty where the item's kind
// has no such line.
func SampleLine(p *ledger.Plan, it ledger.Item, n int) string {
	least := max(it.Min, 1)
	switch it.Kind {
	case ledger.Entry:
		if len(it.Files) > 0 {
			return fmt.Sprintf("%s%d%s，已报送", it.Name, least, it.Measure)
		}
		if len(it.Types) > 0 {
			return fmt.Sprintf("%s%d%s", it.Types[n%len(it.Types)], least, it.Measure)
		}
		return fmt.Sprintf("%s%d%s", it.Name, least, it.Measure)
	case ledger.Sessions:
		return fmt.Sprintf("%s%d%s", it.Name, least+n%3, it.Measure)
	case ledger.Count:
		return fmt.Sprintf("%s%d%s", it.Name, 20+n*13%160, it.Measure)
	case ledger.Signup:
		lines := signups(p, it)
		return lines[n%len(lines)]
	case ledger.Text:
		return it.Name + "：用村村响广播每天讲一条统计法"
	case ledger.Mail:
		return it.Name + "已经发邮箱了"
	}
	return ""
}

// Why a reminder that was planned was not said.
const (
	UnsaidAllIn  = "该报的都报齐了，没有打扰"
	UnsaidTold   = "还差的单位今天已经提醒过、回过“收到”或者在免打扰期，没有再说"
	UnsaidPast   = "已经过了期限，不再催，情况另给协调员"
	UnsaidMerged = "并到后一次一起说"
	UnsaidEarly  = "活动开始以前的，不补"
	UnsaidNoWay  = "没有可以送到的地方"
	UnsaidElse   = "没有说"
)

// What belongs to no item: the call of the first day and the sheet of the last.
const (
	OpeningSubject = "活动开始通知"
	ClosingSubject = "收尾汇总"
)

// ApartSubject is an item's reminder that follows one unit's moved deadline.
func ApartSubject(item, unit string) string { return item + "（" + unit + "延期）" }

// OthersSubject is an item's reminder for those whose deadline was not moved.
func OthersSubject(item string) string { return item + "（没延期的单位）" }

// Unsaid is one reminder that was planned for a moment, and why it was not said.
func Unsaid(when, subject, why string) string { return when + " " + subject + "：" + why + "。" }

// DueMark marks the day of an item's deadline in a calendar.
func DueMark(it ledger.Item) string { return it.Name + "截止" }
