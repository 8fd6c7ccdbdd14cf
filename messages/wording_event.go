package messages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// tellComing is a milestone: what, when, for whom, and who has not signed up,
// unless the sign-up is asked for in the same message.
func tellComing(m *Message, c Coming, asked []Asked, now time.Time) {
	who := "各单位"
	if !c.All {
		who = whoWords(c.For)
	}
	words := "请" + who + "做好准备。"
	if c.Milestone.Text != "" {
		words = c.Milestone.Text
	}
	m.Say(B(c.Milestone.Title), T("："+dayFrom(c.Milestone.Day, now)+eventClock(c.Milestone)+"。"+words))
	if len(c.Unsigned) == 0 || slices.ContainsFunc(asked, func(o Asked) bool { return o.Item.ID == c.SignUp.ID }) {
		return
	}
	if len(c.Named) == 0 {
		m.Item(B(c.SignUp.Name), T(fmt.Sprintf("：还有%d%s没报参加人员", len(c.Unsigned), counter(c.Unsigned))+clauseOf(c.SignUp)))
		return
	}
	m.Item(B(c.SignUp.Name), T("：还没报参加人员的有"+namesAndRest(Asked{Missing: c.Unsigned, Named: c.Named, Resting: c.Resting})+clauseOf(c.SignUp)))
}

// eventClock is the time of a milestone that has one.
func eventClock(ms ledger.Milestone) string {
	if ms.HasTime {
		return ms.Time.String()
	}
	return ""
}

// dayFrom names a day as seen from now: 明天（12月8日周二）.
func dayFrom(d ledger.Date, now time.Time) string {
	today := ledger.DateOf(now)
	for i, word := range []string{"今天", "明天", "后天"} {
		if today.AddDays(i) == d {
			return fmt.Sprintf("%s（%d月%d日%s）", word, d.Month, d.Day, Weekday(d))
		}
	}
	return Day(d)
}

// whoWords names units by their kinds where the kinds say it.
func whoWords(units []ledger.Unit) string {
	var parts []string
	kinds := map[ledger.UnitKind]int{}
	for _, u := range units {
		kinds[u.Kind]++
		if u.Kind == ledger.City || kinds[u.Kind] == 1 && u.Kind != ledger.County && u.Kind != ledger.Section {
			parts = append(parts, u.Name)
		}
	}
	for _, k := range []struct {
		kind ledger.UnitKind
		name string
	}{{ledger.County, "各县市区"}, {ledger.Section, "各科室"}} {
		if kinds[k.kind] > 3 {
			parts = append(parts, k.name)
			continue
		}
		for _, u := range units {
			if u.Kind == k.kind {
				parts = append(parts, u.Name)
			}
		}
	}
	return strings.Join(parts, "、")
}
