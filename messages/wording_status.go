package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Summary is how one item stands over all units that it is asked of.
type Summary struct {
	Item    ledger.Item
	Owed    int
	Done    int
	Value   int
	Missing []ledger.Unit
	Partial []ledger.Unit
	// Lacks is what units in Partial still owe, in words; see [Unfinished].
	Lacks map[ledger.UnitID]string
	Due   ledger.Deadline
	// Review counts the pieces by how far they have come in the review.
	Review map[ledger.ReviewState]int
	// Returned are the units that have a piece out for revision.
	Returned []ledger.Unit
}

// reviewWords are the summary's review: 通过9，退回1（衡南县），待审4.
func (s Summary) reviewWords() string {
	passed := s.Review[ledger.ReviewAccepted] + s.Review[ledger.ReviewSelected]
	waits := s.Review[ledger.ReviewWaiting] + s.Review[ledger.ReviewRevised] + s.Review[ledger.ReviewHeld]
	back := s.Review[ledger.ReviewReturned]
	if passed+back == 0 {
		return ""
	}
	var parts []string
	if passed > 0 {
		parts = append(parts, fmt.Sprintf("通过%d", passed))
	}
	if n := s.Review[ledger.ReviewSelected]; n > 0 {
		parts = append(parts, fmt.Sprintf("其中选报省局%d", n))
	}
	if back > 0 {
		parts = append(parts, fmt.Sprintf("退回待改%d（%s）", back, namesOrCount(s.Returned)))
	}
	if waits > 0 {
		parts = append(parts, fmt.Sprintf("待审%d", waits))
	}
	return "审核：" + strings.Join(parts, "，")
}

// Overview is 汇总 for all.
func Overview(p *ledger.Plan, sums []Summary, now time.Time) Message {
	m := Message{Title: "汇总", Columns: []string{"事项", "已报/应报", "合计", "未报"}}
	m.Head(T(p.Campaign.Title + " 汇总"))
	m.Note(T("截至" + When(now)))
	for _, s := range sums {
		m.Row(summaryCells(s), summaryLine(s)...)
	}
	m.Note(T("看某一项还差谁："))
	m.Copy("谁还没交" + firstOpen(sums))
	return m
}

func firstOpen(sums []Summary) string {
	for _, s := range sums {
		if len(s.Missing)+len(s.Partial) > 0 {
			return s.Item.Name
		}
	}
	return ""
}

// summaryCells say what summaryLine says, for a table.
func summaryCells(s Summary) []Span {
	missing := UnitNames(s.Missing)
	if len(s.Missing) > 4 {
		missing = fmt.Sprintf("%d家", len(s.Missing))
	}
	return []Span{T(s.Item.Name), T(fmt.Sprintf("%d/%d", s.Done, s.Owed)), T(fmt.Sprintf("%d%s", s.Value, s.Item.Measure)), T(missing)}
}

func summaryLine(s Summary) []Span {
	line := fmt.Sprintf("：%d/%d，合计%d%s", s.Done, s.Owed, s.Value, s.Item.Measure)
	if n := len(s.Missing); n > 0 && n <= 4 {
		line += "，未报：" + UnitNames(s.Missing)
	} else if n > 0 {
		line += fmt.Sprintf("，未报%d家", n)
	}
	if n := len(s.Partial); n > 0 {
		line += "，未齐：" + namesOrCount(s.Partial)
	}
	if words := s.reviewWords(); words != "" {
		line += "，" + words
	}
	return []Span{B(s.Item.Name), T(line)}
}

// ItemProgress is 汇总 or 未报 of one item or several.
func ItemProgress(sums []Summary, now time.Time) Message {
	m := Message{Title: "进度"}
	most := mostNamed
	if len(sums) > 1 {
		most = mostBeside
	}
	open, short := 0, false
	for _, s := range sums {
		if len(s.Missing)+len(s.Partial) == 0 && len(sums) > 1 {
			continue
		}
		open++
		short = short || max(len(s.Missing), len(s.Partial)) > most
		s.tell(&m, most, now)
	}
	if open == 0 {
		m.Say(T("各项都齐了，没有未报的单位。"))
	}
	if short {
		wholeList(&m, Sheets().Missing)
	}
	return m
}

// tell is how one item stands, and whom it waits for.
func (s Summary) tell(m *Message, most int, now time.Time) {
	m.Head(T(s.Item.Name))
	m.Say(T(fmt.Sprintf("已报%d家，共%d家，合计%d%s；期限%s", s.Done, s.Owed, s.Value, s.Item.Measure, DueWords(s.Due, now))))
	if len(s.Missing) > 0 {
		m.Item(T(fmt.Sprintf("未报（%d）：%s", len(s.Missing), firstNames(s.Missing, most))))
	}
	if len(s.Partial) > 0 {
		m.Item(T(fmt.Sprintf("报了没齐（%d）：%s", len(s.Partial), s.partialNames(most))))
	}
	if len(s.Missing)+len(s.Partial) == 0 {
		m.Item(T("都齐了。"))
	}
	if words := s.reviewWords(); words != "" {
		m.Item(T(words))
	}
}

// partialNames names units that have begun, with what they lack.
func (s Summary) partialNames(most int) string {
	names := make([]string, min(len(s.Partial), most))
	for i, u := range s.Partial[:len(names)] {
		names[i] = u.Name
		if w := s.Lacks[u.ID]; w != "" {
			names[i] += "（" + w + "）"
		}
	}
	return strings.Join(names, "、") + andSo(len(s.Partial), most)
}

// UnitStatus is one unit's own standing.
func UnitStatus(p *ledger.Plan, u ledger.Unit, gaps []ledger.Gap, now time.Time) Message {
	m := Message{Title: u.Name}
	m.Head(T(u.Name + " 报送情况"))
	for _, g := range gaps {
		m.Item(standing(p, g, now)...)
	}
	if len(gaps) == 0 {
		m.Say(T("本次活动没有要求贵单位报送的内容。"))
	}
	return m
}

func standing(p *ledger.Plan, g ledger.Gap, now time.Time) []Span {
	mark := map[ledger.State]string{ledger.StateDone: "✅", ledger.StateLate: "☑️", ledger.StatePartial: "🔸",
		ledger.StateZero: "0️⃣", ledger.StateMissing: "⬜", ledger.StateNone: "·"}[g.State]
	t := g.Tally
	s := ""
	switch {
	case !t.Answered:
		s = "还没报，" + DueWords(g.Deadline, now)
	case g.Item.Kind == ledger.Mail && t.Received && len(t.Pieces) > 0 && t.Pieces[0].Verdict != "":
		s = "市局已收到，" + ReviewName(t.Pieces[0].Review())
	case g.Item.Kind == ledger.Mail && t.Received:
		s = "市局已收到"
	case g.Item.Kind == ledger.Mail:
		s = "自述已发，等市局确认"
	case g.Item.Kind == ledger.Mail && len(t.Pieces) > 0 && t.Value() == 0:
		s = "退回待改，" + DueWords(g.Deadline, now)
	case g.Item.Kind == ledger.Entry && t.Value() == 0 && len(t.Pieces) > 0 && t.Standing()[ledger.ReviewReturned] == 0:
		s = stageOf(t) + "，还没报送，" + DueWords(g.Deadline, now)
	default:
		measure := g.Item.Measure
		if t.Measure != "" {
			measure = t.Measure
		}
		s = Figure(t.Value(), t.Approx) + measure + boxes(t, g.Item)
		if g.State == ledger.StateLate {
			s += "（迟报）"
		}
		if short := reviewShort(t); short != "" {
			s += "（" + short + "）"
		}
		if lacks := Unfinished(p, g); lacks != "" {
			s += "，" + lacks + "，" + DueWords(g.Deadline, now)
		} else if g.Owing() {
			s += "，还不够，" + DueWords(g.Deadline, now)
		}
	}
	spans := []Span{T(mark + " "), B(g.Item.Name), T(" " + s)}
	return append(spans, known(p, t)...)
}

func stageOf(t ledger.Tally) string {
	last := t.Pieces[len(t.Pieces)-1]
	if last.Published {
		return "已刊发"
	}
	return "已撰写"
}

// known lists the titles or names that are recorded, briefly.
func known(p *ledger.Plan, t ledger.Tally) []Span {
	var out []Span
	for _, piece := range t.Pieces {
		if piece.Title != "" && len(out) < 3 {
			out = append(out, U("《"+piece.Title+"》"))
		}
	}
	return out
}

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
