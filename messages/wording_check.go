package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// CheckSlot is one push of the plan: Item or Milestone is set, or neither for the
// opening and the closing sheet.
type CheckSlot struct {
	At        time.Time
	Kind      Kind
	Item      ledger.Item
	Milestone ledger.Milestone
	Opening   bool
	// Held is when it goes out instead, because At lies in the quiet hours; zero: At stands.
	Held time.Time
}

// CheckChannel is one way in or out and whether it is on.
type CheckChannel struct {
	Name string
	On   bool
}

// CheckReport is the whole plan for somebody who checks it against the notice.
func CheckReport(p *ledger.Plan, slots []CheckSlot, channels []CheckChannel, warnings []string) Message {
	m := Message{Title: p.Campaign.Title}
	m.Head(T(fmt.Sprintf("%s（%s）", p.Campaign.Title, p.Campaign.ID)))
	m.Say(T(fmt.Sprintf("%s 至 %s，时区 %s", fullDay(p.Campaign.Start), fullDay(p.Campaign.End), p.Campaign.Zone)))
	m.Say(T(quietWords(p.Campaign)))
	checkUnits(&m, p)
	m.Say()
	m.Head(T(fmt.Sprintf("事项 %d 项", len(p.Items))))
	for _, it := range p.Items {
		m.Item(T(itemLine(p, it)))
		m.Say(T("    " + dueLine(p, it)))
	}
	if len(p.Milestones) > 0 {
		m.Say()
		m.Head(T(fmt.Sprintf("重要日子 %d 个", len(p.Milestones))))
		for _, ms := range p.Milestones {
			m.Item(T(fmt.Sprintf("%s %s（%s）——%s", fullDay(ms.Day)+clockOf(ms.HasTime, ms.Time), ms.Title, ms.ID, concerned(p, ms.Units))))
		}
	}
	m.Say()
	m.Head(T(fmt.Sprintf("推送 %d 次（提醒只发给到时还没报的，都报了就不发）", len(slots))))
	for _, s := range slots {
		m.Item(T(slotLine(p, s)))
	}
	m.Say()
	m.Head(T("通道"))
	for _, c := range channels {
		m.Item(T(c.Name + "：" + map[bool]string{true: "开", false: "关"}[c.On]))
	}
	m.Say()
	if len(warnings) == 0 {
		m.Head(T("没有需要注意的地方。"))
		return m
	}
	m.Head(T(fmt.Sprintf("请注意 %d 处（不影响运行）", len(warnings))))
	for _, w := range warnings {
		m.Item(T(w))
	}
	return m
}

// fullDay is 2026-12-05 周六.
func fullDay(d ledger.Date) string { return d.String() + " " + Weekday(d) }

func clockOf(has bool, c ledger.Clock) string {
	if !has {
		return ""
	}
	return " " + c.String()
}

func quietWords(c ledger.Campaign) string {
	s := "不设免打扰时段"
	if c.QuietFrom != c.QuietUntil {
		s = fmt.Sprintf("免打扰 %s 至 %s（截止前 24 小时内除外）", c.QuietFrom, c.QuietUntil)
	}
	s += fmt.Sprintf("，每个单位每天最多催 %d 次", c.NudgesPerDay)
	if c.StrictBefore {
		return s + "，“某日前”不含当天"
	}
	return s + "，“某日前”含当天"
}

func checkUnits(m *Message, p *ledger.Plan) {
	m.Say()
	m.Head(T(fmt.Sprintf("单位 %d 个", len(p.Units))))
	for _, k := range []struct {
		kind ledger.UnitKind
		name string
	}{{ledger.County, "县市区"}, {ledger.City, "市本级"}, {ledger.Section, "科室"}} {
		var names []string
		for _, u := range p.Units {
			if u.Kind == k.kind {
				names = append(names, fmt.Sprintf("%s（%s）", u.Name, u.ID))
			}
		}
		if len(names) > 0 {
			m.Item(T(fmt.Sprintf("%s %d 个：%s", k.name, len(names), strings.Join(names, "、"))))
		}
	}
}

func itemLine(p *ledger.Plan, it ledger.Item) string {
	s := fmt.Sprintf("%s（%s）", it.Name, it.ID)
	if it.Clause != "" {
		s += "，通知" + it.Clause
	}
	s += fmt.Sprintf("：%d 个单位报", len(p.Debtors(it)))
	if it.Min > 0 {
		s += fmt.Sprintf("，每个不少于 %d%s", it.Min, it.Measure)
	} else {
		s += "，不设下限，按" + it.Measure + "计"
	}
	if len(it.Files) > 0 {
		s += "，要 " + strings.Join(it.Files, "、")
	}
	if len(it.Events) > 0 {
		var names []string
		for _, e := range it.Events {
			if ms, ok := p.Milestone(e); ok {
				names = append(names, ms.Title)
			}
		}
		s += "，分别报：" + strings.Join(names, "、")
	}
	return s
}

func dueLine(p *ledger.Plan, it ledger.Item) string {
	d := p.Deadline(it)
	s := "截止 " + fullDay(d.Day)
	if it.HasTime {
		s += " " + it.DueTime.String()
	} else {
		s += " 24:00"
	}
	if d.Soft {
		s += "（通知未写明日期）"
	}
	if d.Advised != d.Day {
		s += "，建议 " + fullDay(d.Advised) + " 前办好"
	}
	return s
}

func slotLine(p *ledger.Plan, s CheckSlot) string {
	line := fmt.Sprintf("%s %s ", fullDay(ledger.DateOf(s.At)), ledger.ClockOf(s.At))
	switch {
	case s.Opening:
		line += OpeningSubject + "，发到工作群，各单位另发自己的清单"
	case s.Kind == KindStatus:
		line += ClosingSubject + "，发给协调员"
	case s.Kind == KindDigest:
		line += fmt.Sprintf("%s（%s）报送情况，发给协调员", s.Item.Name, s.Item.ID)
	case s.Milestone.ID != "":
		line += fmt.Sprintf("%s（%s）——%s", s.Milestone.Title, s.Milestone.ID, concerned(p, s.Milestone.Units))
	default:
		line += fmt.Sprintf("%s（%s）", s.Item.Name, s.Item.ID)
	}
	if !s.Held.IsZero() {
		line += fmt.Sprintf("，落在免打扰时段，顺延到 %s %s", fullDay(ledger.DateOf(s.Held)), ledger.ClockOf(s.Held))
	}
	return line
}

// concerned names the units of a list of kinds and ids.
func concerned(p *ledger.Plan, list []string) string {
	all := true
	for _, u := range p.Units {
		all = all && u.Covers(list)
	}
	if all {
		return "所有单位"
	}
	names := map[string]string{string(ledger.County): "县市区", string(ledger.City): "市本级", string(ledger.Section): "科室"}
	var out []string
	for _, s := range list {
		if n, ok := names[s]; ok {
			out = append(out, n)
		} else {
			out = append(out, p.UnitName(ledger.UnitID(s)))
		}
	}
	return strings.Join(out, "、")
}

// The names of the ways in and out, as check lists them.
const (
	ChannelConsole       = "浏览器演练页面"
	ChannelWeComIn       = "企业微信智能机器人"
	ChannelWeComApp      = "企业微信自建应用"
	ChannelWeComWebhook  = "企业微信群机器人"
	ChannelDingTalkIn    = "钉钉应用机器人"
	ChannelDingTalkRobot = "钉钉群机器人"
)
