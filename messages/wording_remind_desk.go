package messages

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Laggard is a unit that still owes something on the advised day.
type Laggard struct {
	Unit  ledger.Unit
	Items []ledger.Item
	// Moved are the due instants of those Items for which the unit has more time.
	Moved map[ledger.ItemID]time.Time
	// Told is how often it was called in the last week.
	Told         int
	Acknowledged bool
	Silenced     bool
	NoContact    bool
	Note         string
}

// Ahead tells the coordinator who is still missing while there is time to telephone.
// Units with the same gap share a line.
func Ahead(late []Laggard, due, now time.Time) Message {
	m := Message{Title: fmt.Sprintf("还有%d%s没报", len(late), counter(laggards(late)))}
	m.Head(T("下班前看一眼：" + m.Title))
	m.Note(T("期限" + When(due) + "，" + Left(now, due) + "；今天是稳妥报送的最后一个工作日。"))
	var lines [][]Laggard
next:
	for _, l := range late {
		for i := range lines {
			if alikeLaggards(lines[i][0], l) {
				lines[i] = append(lines[i], l)
				continue next
			}
		}
		lines = append(lines, []Laggard{l})
	}
	for _, line := range lines {
		var names []string
		for _, it := range line[0].Items {
			name := it.Name
			if due, ok := line[0].Moved[it.ID]; ok {
				name += "（延到" + When(due) + "）"
			}
			names = append(names, name)
		}
		m.Item(B(strings.Join(names, "、")), T(fmt.Sprintf("（%d）：%s%s", len(line), namesWithNotes(line), standingOf(line[0]))))
	}
	called := ""
	if slices.ContainsFunc(late, func(l Laggard) bool { return l.Told > 0 }) {
		called = "群里已经提醒过，"
	}
	m.Note(T(called + "打个电话最管用。要再点一次名请发："))
	var owed []ledger.Item
	for _, l := range late {
		owed = append(owed, l.Items...)
	}
	m.Copy(chaseWords(owed))
	return m
}

func laggards(late []Laggard) []ledger.Unit {
	var out []ledger.Unit
	for _, l := range late {
		out = append(out, l.Unit)
	}
	return out
}

func namesWithNotes(late []Laggard) string {
	var names []string
	for _, l := range late {
		names = append(names, l.Unit.Name+l.Note)
	}
	return strings.Join(names, "、")
}

func alikeLaggards(a, b Laggard) bool {
	return standingOf(a) == standingOf(b) && maps.EqualFunc(a.Moved, b.Moved, time.Time.Equal) && slices.EqualFunc(a.Items, b.Items, func(x, y ledger.Item) bool { return x.ID == y.ID })
}

// standingOf is what there is to know before telephoning.
func standingOf(l Laggard) string {
	var facts []string
	switch {
	case l.Silenced:
		facts = append(facts, "说好先不催")
	case l.NoContact:
		facts = append(facts, "没有联络员")
	case l.Told > 0:
		facts = append(facts, fmt.Sprintf("提醒过%d次", l.Told))
	}
	if l.Acknowledged {
		facts = append(facts, "回过“收到”")
	}
	if len(facts) == 0 {
		return ""
	}
	return "，" + strings.Join(facts, "，")
}

// Undelivered is a push that did not arrive, or not yet.
type Undelivered struct {
	At      time.Time
	What    []string
	To      string
	Channel Channel
	State   DeliveryState
	Failure string
}

// shown is how many entries a list for the coordinator has at most.
const shown = 6

// Troubles tells the coordinator which pushes did not arrive, and why.
func Troubles(list []Undelivered) Message {
	m := Message{Title: "有提醒没送到"}
	m.Head(T(fmt.Sprintf("有%d条提醒没送到", len(list))))
	for _, u := range list[:min(len(list), shown)] {
		m.Item(T(When(u.At) + " " + strings.Join(u.What, "、") + " → " + u.To + "：" + Outcome(u.State, u.Failure) + "（" + channelName(u.Channel) + "）"))
	}
	if rest := len(list) - shown; rest > 0 {
		m.Note(T(fmt.Sprintf("另有%d条，发“提醒记录”看全部。", rest)))
	}
	m.Note(T("期限照旧。要紧的请先打电话；修好以后发“催”可以再提醒一次。"))
	return m
}

// Outcome words how far a delivery has come.
func Outcome(s DeliveryState, failure string) string {
	class, code, _ := strings.Cut(failure, " ")
	why := map[string]string{
		string(Transient): "网络或平台暂时不通", string(Limited): "平台限速", string(Auth): "平台不认密钥或没有权限",
		string(Gone): "对方地址失效", string(Permanent): "平台拒收",
	}[class]
	if why != "" && code != "" && code != "unknown" {
		why += " " + code
	}
	switch {
	case s == Sent:
		return "已送到"
	case s == Expired && class == "merged":
		return "没来得及发，已并进下一条"
	case s == Expired && class == "settled":
		return "等到能发时都报了，没有发"
	case s == Expired && class == Withdrawn:
		return "已撤回，没有发"
	case s == Expired && class == "away":
		return "等到能发时联络员已请假，没有发"
	case s == Expired:
		return "过了期限没送出去" + bracketed(why)
	case s == Failed:
		return "没送到" + bracketed(why)
	case why != "":
		return "还没送出，在重试" + bracketed(why)
	}
	return "还没送出"
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

func channelName(c Channel) string {
	switch c {
	case ChanConsole:
		return "演练页面"
	case ChanWeComWebhook:
		return "企业微信群机器人"
	case ChanWeComBot:
		return "企业微信智能机器人"
	case ChanWeComApp:
		return "企业微信应用"
	case ChanDingTalkRobot:
		return "钉钉群机器人"
	case ChanDingTalkSession, ChanDingTalkGroup, ChanDingTalkUser:
		return "钉钉应用机器人"
	}
	return string(c)
}

// AloneTo is who was written to privately.
func AloneTo(units []ledger.Unit) string {
	if len(units) == 1 {
		return units[0].Name + "（私聊）"
	}
	return fmt.Sprintf("%d%s（私聊）", len(units), counter(units))
}

// Reminded is one push of the past.
type Reminded struct {
	At   time.Time
	What []string
	To   string
	// Named were called by name; Done owe nothing of it any more, Begun have reported
	// since without being done, Back have a piece to mend, Acked have said 收到, Silent
	// neither. Counted is how many were missing when nobody was named.
	Named, Done, Begun, Back, Acked, Silent []ledger.Unit
	Counted                                 int
	// Outcomes are how far it has come, one for each way.
	Outcomes []string
}

// Reminders answers 提醒记录: the latest first.
func Reminders(list []Reminded, more int) Message {
	m := Message{Title: "提醒记录"}
	if len(list) == 0 {
		m.Say(T("还没有发过提醒。接下来的发“提醒计划”看。"))
		return m
	}
	m.Head(T("最近的提醒"))
	for _, r := range list {
		s := " → " + r.To
		switch {
		case strings.HasSuffix(r.To, "（私聊）"):
		case len(r.Named) > 0:
			s += fmt.Sprintf("，点名%d%s", len(r.Named), counter(r.Named))
		case r.Counted > 0:
			s += fmt.Sprintf("，报了数没点名（差%d）", r.Counted)
		}
		m.Item(T(When(r.At)+" "), B(strings.Join(r.What, "、")), T(s+"，"+strings.Join(r.Outcomes, "；")))
		if len(r.Named) > 0 {
			m.Note(T("　" + answers(r)))
		}
	}
	if more > 0 {
		m.Note(T(fmt.Sprintf("更早的还有%d条。看一个单位的，发“提醒记录 单位名”。", more)))
	}
	return m
}

func answers(r Reminded) string {
	var parts []string
	for _, p := range []struct {
		word  string
		units []ledger.Unit
	}{{"已报", r.Done}, {"报了没齐", r.Begun}, {"退回待改", r.Back}, {"回了收到", r.Acked}, {"没回音", r.Silent}} {
		if len(p.units) > 0 {
			parts = append(parts, fmt.Sprintf("%s（%d）：%s", p.word, len(p.units), UnitNames(p.units)))
		}
	}
	return strings.Join(parts, "；")
}
