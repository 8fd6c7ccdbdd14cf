package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// RollReport is what roll has done.
type RollReport struct {
	Plan    *ledger.Plan // the new one
	Dates   []RollDate
	Notes   []string // sentences for somebody to act on
	People  int      // bound in chat, written into the new file
	Chats   int      // conversations of groups, written into the new file
	Known   bool     // this year's ledger could be read
	Results []RollResult
}

// RollDate is one date in both years; Rest says that the new one is a day off.
type RollDate struct {
	Name    string
	Was, Is ledger.Date
	Rest    bool
}

// RollResult is how one item went.
type RollResult struct {
	Item              ledger.Item
	Owed, Done, Value int
	Late, Missing     []ledger.Unit
}

// Rolled words the report.
func Rolled(r RollReport) Message {
	var m Message
	m.Head(T(r.Plan.Campaign.Title))
	for _, d := range r.Dates {
		rest := ""
		if d.Rest {
			rest = "　※休息日"
		}
		m.Item(T(d.Name + "：" + fullDay(d.Was) + " → " + fullDay(d.Is) + rest))
	}
	if r.People+r.Chats > 0 {
		m.Say(T(fmt.Sprintf("聊天里绑定的%d人、%d个群会话已写进新文件；名单、别名、说明和密钥的写法都没有动。", r.People, r.Chats)))
	} else {
		m.Say(T("名单、别名、说明和密钥的写法都没有动；没有要带过去的聊天绑定。"))
	}
	m.Head(T("请人工看一眼"))
	for _, n := range r.Notes {
		m.Item(T(n))
	}
	m.Item(T("新一年的通知下来以后，逐项核对期限和要求，再运行 pufabot check。"))
	m.Head(T("今年的结果，供参考"))
	if !r.Known {
		m.Say(T("没有读到今年的台账，没法比较。"))
	}
	for _, x := range r.Results {
		m.Item(B(x.Item.Name), T("："+rollResult(x)))
	}
	return m
}

func rollResult(x RollResult) string {
	s := fmt.Sprintf("应报%d，报了%d，合计%s%s", x.Owed, x.Done, Figure(x.Value, false), x.Item.Measure)
	if len(x.Late) > 0 {
		s += fmt.Sprintf("；迟报%d：%s", len(x.Late), unitNames(x.Late))
	}
	if len(x.Missing) > 0 {
		s += fmt.Sprintf("；没报齐%d：%s", len(x.Missing), unitNames(x.Missing))
	}
	return s
}

func unitNames(units []ledger.Unit) string {
	var out []string
	for _, u := range units {
		out = append(out, u.Name)
	}
	return strings.Join(out, "、")
}

// RollStart and RollEnd name the campaign's first and last day.
func RollStart() string { return "活动开始" }

// RollEnd names the campaign's last day.
func RollEnd() string { return "活动结束" }

// RollRoster heads the people whom the new file has from chat.
func RollRoster() string {
	return "以下是上一年在聊天里绑定的人，换了人请改掉或删掉"
}

// RollBadYear says that a year makes no sense.
func RollBadYear(year, now int) string {
	if year == now {
		return fmt.Sprintf("这份配置本来就是 %d 年的，请写另一年，如 --year %d。", now, now+1)
	}
	return fmt.Sprintf("年份 %d 不对，请写 2000 到 2099 之间的一年，如 --year %d。", year, now+1)
}

// RollSameFile says that the new file would take the place of this year's.
func RollSameFile() string {
	return "不能写回正在用的配置文件，请用 -o 换一个文件名。"
}

// RollExists says that there is a file already.
func RollExists(path string) string {
	return path + " 已经存在，没有动它。换一个文件名，或者确实要覆盖就加 --force。"
}

// RollNotRolled says that the new file would not be right, so that none was written.
func RollNotRolled() string {
	return "有的日期写得特别，没能全部换算，所以没有写出新文件。请把日期写成 2026-12-20 这样（不加引号、每项各占一行）再试。"
}

// RollElsewhere warns of references to files beside the old configuration.
func RollElsewhere() string {
	return "新文件和原来的不在同一个文件夹，里面 \"file:\" 写法的相对路径请检查。"
}

// RollLeap says that a day does not exist in the new year.
func RollLeap(d ledger.Date) string {
	return fmt.Sprintf("原来的 %s 在新的一年里没有，先写成了 2 月 28 日。", fullDay(d))
}

// RollDropped says that days of the old year were left out.
func RollDropped(key string) string {
	return key + " 里是旧一年的日子，已经清空，请按新一年的放假通知填写。"
}

// RollOldYear names the lines that still hold the old year.
func RollOldYear(year int, lines []int) string {
	return fmt.Sprintf("新文件里还写着 %d 的有：第 %s 行。", year, lineNumbers(lines))
}

// RollCounted names the lines that count years.
func RollCounted(lines []int) string {
	return fmt.Sprintf("写着“第几个”“几周年”的有：第 %s 行，新一年要不要加一？", lineNumbers(lines))
}

func lineNumbers(lines []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(lines), "[]"), " ", "、")
}

// weekdayCharacters are the days of the week as they follow 周 and 星期.
const weekdayCharacters = "日一二三四五六"

// WeekdayCharacter is the character of a weekday, after 周 or 星期.
func WeekdayCharacter(w time.Weekday) string { return string([]rune(weekdayCharacters)[w]) }

// SameWeekday tells whether a character names a weekday; Sunday has two.
func SameWeekday(character string, w time.Weekday) bool {
	return character == WeekdayCharacter(w) || character == "天" && w == time.Sunday
}
