package messages

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Recall is when a unit that has said 收到 is called again if it does nothing.
type Recall struct {
	// At is zero when the plan has no more to say; Known tells that from not knowing.
	At    time.Time
	Known bool
	// Last says that it is the last call before the due instant, which 收到 does not stop.
	Last bool
}

// Acknowledged answers 收到: when the unit is called again, and what is due next.
func Acknowledged(owing []ledger.Gap, next Recall, now time.Time) Message {
	if len(owing) == 0 {
		return one("", "好的，贵单位没有欠的，不会再提醒。")
	}
	ahead := slices.DeleteFunc(slices.Clone(owing), func(g ledger.Gap) bool { return !g.Deadline.Due.After(now) })
	if len(ahead) == 0 {
		return one("", "好的。"+gapNames(owing)+"已过期限，请尽快补报。")
	}
	m := one("", "好的，这一轮不再点名"+next.words())
	tellInside(&m, "最近的是", ahead[:1], now)
	return m
}

func (r Recall) words() string {
	switch {
	case !r.Known:
		return "，到下一个阶段还没报再提醒。"
	case r.At.IsZero():
		return "。"
	case r.Last:
		return "；截止前最后一次（" + When(r.At) + "）还没报，照样点名。"
	}
	return "，到下一个阶段还没报再提醒（" + When(r.At) + "）。"
}

// gapNames are the names of the items of gaps, each once.
func gapNames(gaps []ledger.Gap) string {
	var names []string
	for _, g := range gaps {
		if !slices.Contains(names, g.Item.Name) {
			names = append(names, g.Item.Name)
		}
	}
	return strings.Join(names, "、")
}

// Muted answers 免打扰 and 先别催我: from when (zero: now), how long it holds, and what
// falls due meanwhile.
func Muted(from, until time.Time, inside []ledger.Gap, now time.Time) Message {
	begin := ""
	if !from.IsZero() {
		begin = RestFrom(from) + "，"
	}
	m := one("", "好的，"+begin+before(until)+"不再点名提醒贵单位；过后还没报再提醒。")
	tellInside(&m, "请注意，这段时间里就到期：", inside, now)
	return m
}

// NothingToMute answers somebody who is bound to no unit.
func NothingToMute() Message {
	return one("", "您没有绑定单位，本来就不会单独提醒您。")
}

// Silenced tells the coordinator which reminders rest from when (zero: now) until
// when, and what falls due meanwhile.
func Silenced(units []ledger.Unit, from, until time.Time, inside []ledger.Gap, now time.Time) Message {
	m := Message{Title: "暂不提醒"}
	who := "全部单位"
	if len(units) > 0 {
		who = UnitNames(units)
	}
	m.Say(T(who + "，" + RestFrom(from) + "，" + before(until) + "不再提醒（所有事项），到时自动恢复。要提前恢复请发“恢复提醒”。"))
	tellInside(&m, "请注意，这段时间里就到期：", inside, now)
	return m
}

// RestFrom words the beginning of a rest: 12月5日（周六）起, 从现在起.
func RestFrom(t time.Time) string {
	switch {
	case t.IsZero():
		return "从现在起"
	case ledger.ClockOf(t) == (ledger.Clock{}):
		return Day(ledger.DateOf(t)) + "起"
	}
	return When(t) + "起"
}

// before words an end: 12月8日（周二）24点前, 12月7日（周一）前.
func before(t time.Time) string {
	if ledger.ClockOf(t) == (ledger.Clock{}) {
		return Day(ledger.DateOf(t)) + "前"
	}
	if s := When(t); strings.HasSuffix(s, "前") {
		return s
	}
	return When(t) + "前"
}

// tellInside points out deadlines, each item once.
func tellInside(m *Message, lead string, gaps []ledger.Gap, now time.Time) {
	seen := map[ledger.ItemID]bool{}
	for _, g := range gaps {
		if !seen[g.Item.ID] {
			seen[g.Item.ID] = true
			m.Note(T(lead + g.Item.Name + " " + When(g.Deadline.Due.In(now.Location())) + "，" + Left(now, g.Deadline.Due) + "，期限不变。"))
		}
	}
}

// PausedWords answers 暂停提醒 and 恢复提醒.
func PausedWords(paused bool) Message {
	if paused {
		return one("", "已暂停全部定时提醒。恢复请发“恢复提醒”。期限不变。")
	}
	return one("", "已恢复定时提醒。暂停期间错过的合成一条补上，已经过期的不再催。")
}

// StandinNote stands beside a unit's name while its contact is away.
func StandinNote(deputy string, away bool) string {
	switch {
	case deputy != "":
		return "（这几天找" + clip(deputy, 12) + "）"
	case away:
		return "（联络员请假）"
	}
	return ""
}

// Away answers 我请假 and 这几天找小李: until when, who is asked instead, and what
// falls due meanwhile. own: the one who is away has said so.
func Away(unit, deputy string, known, reachable, own bool, until time.Time, inside []ledger.Gap, now time.Time) Message {
	m := Message{Title: "已记下"}
	switch {
	case deputy == "" && !own:
		m.Say(T("好的，" + before(until) + "不再单独提醒" + unit + "的联络员。"))
	case deputy == "":
		m.Say(T("好的，" + before(until) + "不再单独提醒您。"))
	default:
		m.Say(T("好的，"+before(until)+""+unit+"的事找"), U(clip(deputy, 12)), T("，提醒里会写明。"))
	}
	switch {
	case deputy != "" && !known:
		m.Note(T("这位同事我还不认识，@ 不到人。请他发一次："))
		m.Copy("绑定 " + unit + " 姓名")
	case deputy == "" && !reachable:
		m.Note(T("这段时间" + unit + "没有别的联络员。有人代办的话请发一句，比如："))
		m.Copy("这几天找小李")
	}
	tellInside(&m, "请注意，这段时间里就到期：", inside, now)
	if own {
		m.Note(T("提前回来发“我回来了”就行。"))
	} else {
		m.Note(T("已告诉" + unit + "的联络员，提前回来由本人发“我回来了”就行。"))
	}
	return m
}

// SetAway tells a unit's contacts that a coordinator has noted a leave for them.
func SetAway(unit, deputy string, until time.Time) Message {
	m := Message{Title: "请假"}
	words := []Span{T(unit + "：协调员登记了联络员" + before(until) + "不在")}
	if deputy != "" {
		words = append(words, T("，提醒里会写明由"), U(clip(deputy, 12)), T("代办"))
	}
	m.Say(append(words, T("，不再单独提醒您。"))...)
	m.Note(T("已经在岗的，发“我回来了”就恢复。"))
	return m
}

// AwayNotice tells the coordinator that a unit's contact is away while something falls due.
func AwayNotice(unit, deputy string, until time.Time, inside []ledger.Gap, now time.Time) Message {
	m := Message{Title: "联络员请假"}
	if deputy != "" {
		m.Say(B(unit), T("的联络员"+before(until)+"不在，这几天找"), U(clip(deputy, 12)), T("。"))
	} else {
		m.Say(B(unit), T("的联络员"+before(until)+"不在，没有说由谁代办。"))
	}
	tellInside(&m, "这段时间里就到期：", inside, now)
	return m
}

// Back answers 我回来了.
func Back(was bool) Message {
	if !was {
		return one("", "好的，照常联系您。")
	}
	return one("", "欢迎回来，提醒恢复发给您。")
}

// Resumed answers 恢复耒阳的提醒: whose rest has ended, and that all units still rest.
func Resumed(units []ledger.Unit, was, all bool) Message {
	switch {
	case all:
		m := one("", UnitNames(units)+"没有单独暂停，现在是全部单位都暂停提醒。要恢复请发：")
		m.Copy("恢复提醒")
		return m
	case !was:
		return one("", UnitNames(units)+"没有暂停，一直照常提醒。")
	}
	return one("", UnitNames(units)+"已恢复提醒。")
}

// Leave is somebody of a unit who cannot be asked until an instant.
type Leave struct {
	Unit   ledger.Unit
	Until  time.Time
	Deputy string
}

// OnLeave answers 谁请假了, and names the units whose reminders rest.
func OnLeave(leaves []Leave, resting []ledger.Unit) Message {
	if len(leaves)+len(resting) == 0 {
		return one("", "现在没有联络员请假，也没有单位暂停提醒。")
	}
	m := Message{Title: "请假情况"}
	for _, l := range leaves {
		spans := []Span{B(l.Unit.Name), T("：" + before(l.Until) + "不在")}
		if l.Deputy != "" {
			spans = append(spans, T("，找"), U(clip(l.Deputy, 12)))
		}
		m.Item(spans...)
	}
	if len(resting) > 0 {
		m.Say(T("暂停提醒：" + UnitNames(resting)))
	}
	return m
}
