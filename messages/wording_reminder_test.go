package messages

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

func TestTurnoutTellsWhoHasBegun(t *testing.T) {
	law := ledger.Unit{ID: "law", Name: "法规科", Kind: ledger.Section}
	rural := ledger.Unit{ID: "rural", Name: "农村科", Kind: ledger.Section}
	tests := map[string]struct {
		asked Asked
		want  string
	}{
		"nobody":             {Asked{Of: 2, Missing: []ledger.Unit{law, rural}}, "：2个科室都还没报"},
		"one left":           {Asked{In: 1, Of: 2, Missing: []ledger.Unit{law}}, "：已报1个科室，还差1个科室"},
		"the only one":       {Asked{Of: 1, Missing: []ledger.Unit{law}}, "：还差1个科室"},
		"many begun":         {Asked{Of: 5, Missing: []ledger.Unit{law, rural, law, rural, law}, Begun: []ledger.Unit{law, rural, law, rural}}, "：还差5个科室（其中4个科室报了没齐）"},
		"one came back":      {Asked{Of: 2, Missing: []ledger.Unit{law, rural}, Back: []ledger.Unit{law}}, "：还差2个科室（法规科退回待改）"},
		"the only one, back": {Asked{Of: 2, In: 1, Missing: []ledger.Unit{law}, Back: []ledger.Unit{law}}, "：已报1个科室，还差1个科室（法规科退回待改）"},
		"both":               {Asked{Of: 2, Missing: []ledger.Unit{law, rural}, Begun: []ledger.Unit{rural}, Back: []ledger.Unit{law}}, "：还差2个科室（农村科报了没齐，法规科退回待改）"},
		"one begun":          {Asked{Of: 2, Missing: []ledger.Unit{law, rural}, Begun: []ledger.Unit{law}}, "：还差2个科室（法规科报了没齐）"},
	}
	for name, tt := range tests {
		if got := turnout(tt.asked); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// Five items that different units owe, on the last day: a dozen counties are all named;
// of a hundred and twenty a phone shows as many as can be read, and how many they are.
func TestReminderFitsAPhone(t *testing.T) {
	now := time.Date(2026, 12, 24, 16, 0, 0, 0, time.UTC)
	p := &ledger.Plan{Campaign: ledger.Campaign{Zone: time.UTC}}
	for n, most := range map[int]int{12: 650, 120: 1100} {
		var units []ledger.Unit
		for i := range n {
			units = append(units, ledger.Unit{ID: ledger.UnitID(fmt.Sprint(i)), Name: fmt.Sprintf("第%03d县", i), Kind: ledger.County})
		}
		var owed []Asked
		for i, name := range []string{"宣传作品", "专项答题", "普法宣讲", "特色做法", "活动总结"} {
			missing := slices.DeleteFunc(slices.Clone(units), func(u ledger.Unit) bool { return strings.HasSuffix(u.Name, fmt.Sprintf("%d县", i)) })
			owed = append(owed, Asked{Item: ledger.Item{Name: name, Min: 1, Measure: "件", Clause: "二(三)"}, Deadline: ledger.Deadline{Due: now.Add(32 * time.Hour)},
				In: n - len(missing), Of: n, Missing: missing, Named: missing, Begun: missing[:len(missing)/2]})
		}
		text := Render(Reminder(p, owed, nil, 0, now), DialectText)
		if got := utf8.RuneCountInString(text); got > most {
			t.Errorf("%d units: %d characters, want at most %d\n%s", n, got, most, text)
		}
		if all := strings.Contains(text, units[n-1].Name); all != (n == 12) {
			t.Errorf("%d units: the last one is named: %v", n, all)
		}
		if n == 120 && !strings.Contains(text, "等108家") {
			t.Errorf("not counted:\n%s", text)
		}
	}
}

// Why the others are not called is told as it is.
func TestNamesAndRest(t *testing.T) {
	law, rural, census := ledger.Unit{Name: "法规科", Kind: ledger.Section}, ledger.Unit{Name: "农村科", Kind: ledger.Section}, ledger.Unit{Name: "普查中心", Kind: ledger.Section}
	for _, test := range []struct {
		missing []ledger.Unit
		resting int
		want    string
	}{
		{[]ledger.Unit{law}, 0, "法规科"},
		{[]ledger.Unit{law, rural}, 0, "法规科（另有1个科室今天已提醒过或已回复）"},
		{[]ledger.Unit{law, rural}, 1, "法规科（另有1个科室说好先不催）"},
		{[]ledger.Unit{law, rural, census}, 1, "法规科（另有1个科室今天已提醒过或已回复，1个科室说好先不催）"},
	} {
		if got := namesAndRest(Asked{Missing: test.missing, Named: test.missing[:1], Resting: test.resting}); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
