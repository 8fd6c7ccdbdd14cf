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
	// Longer is until when units in Missing and Partial have more time.
	Longer map[ledger.UnitID]time.Time
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

// inTime are those who are missing without the ones whose more time runs on, and these,
// each with its day.
func (s Summary) inTime(now time.Time) (missing []ledger.Unit, longer []string) {
	for _, u := range s.Missing {
		if due, ok := s.Longer[u.ID]; ok && now.Before(due) {
			longer = append(longer, u.Name+"（"+When(due.In(now.Location()))+"）")
		} else {
			missing = append(missing, u)
		}
	}
	return missing, longer
}

// tell is how one item stands, and whom it waits for.
func (s Summary) tell(m *Message, most int, now time.Time) {
	m.Head(T(s.Item.Name))
	if most == mostBeside && len(s.Missing) == s.Owed && s.Owed > 1 { // everybody's names under every item are a wall
		m.Say(T(fmt.Sprintf("%d家都还没报；期限%s", s.Owed, DueWords(s.Due, now))))
		return
	}
	m.Say(T(fmt.Sprintf("已报%d家，共%d家，合计%d%s；期限%s", s.Done, s.Owed, s.Value, s.Item.Measure, DueWords(s.Due, now))))
	missing, longer := s.inTime(now)
	if len(missing) > 0 {
		m.Item(T(fmt.Sprintf("未报（%d）：%s", len(missing), firstNames(missing, most))))
	}
	if len(longer) > 0 {
		m.Item(T(fmt.Sprintf("已延期，还没到期（%d）：%s", len(longer), strings.Join(longer, "、"))))
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

// Closing is the sheet of the last day.
func Closing(p *ledger.Plan, sums []Summary, now time.Time) Message {
	m := Message{Title: "活动收官"}
	m.Head(T(p.Campaign.Title + " 收官情况"))
	m.Note(T("截至" + When(now.In(p.Campaign.Zone))))
	for _, s := range sums {
		m.Item(summaryLine(s)...)
	}
	m.Note(T("还有补报的，今天之内仍会登记。大家辛苦了。"))
	return m
}
