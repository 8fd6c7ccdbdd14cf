package scheduler

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pufabot/bot/ledger"
)

var shanghai = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at reads "2026-12-05 12:00" by the campaign's clock.
func at(s string) time.Time {
	layout := "2006-01-02 15:04"
	if len(s) > len(layout) {
		layout += ":05"
	}
	t, err := time.ParseInLocation(layout, s, shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) ledger.Date { return ledger.DateOf(at(s + " 00:00")) }

func offsets(list ...string) []ledger.Offset {
	var out []ledger.Offset
	for _, s := range list {
		o, err := ledger.ParseOffset(s)
		if err != nil {
			panic(err)
		}
		out = append(out, o)
	}
	return out
}

func clock(s string) ledger.Clock {
	c, err := ledger.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// december is the example campaign.
func december(t testing.TB) *ledger.Plan {
	t.Helper()
	p := &ledger.Plan{
		Campaign: ledger.Campaign{ID: "2026-12", Title: "2026年统计法治集中宣传活动", Zone: shanghai,
			Start: day("2026-12-01"), End: day("2026-12-31"),
			QuietFrom: clock("20:00"), QuietUntil: clock("08:00"), NudgesPerDay: 1},
		Calendar: ledger.NewCalendar(nil, nil),
		Groups:   []ledger.Group{{ID: "work", Title: "全市统计法治宣传工作群", Push: true}},
	}
	p.Units = units()
	for _, u := range p.Units {
		p.People = append(p.People, ledger.Person{Role: ledger.Contact, Unit: u.ID, Name: u.Name + "联络员",
			Accounts: []ledger.Account{{Platform: ledger.Console, UserID: string(u.ID)}}})
	}
	p.People = append(p.People, ledger.Person{Role: ledger.Coordinator, Name: "协调员",
		Accounts: []ledger.Account{{Platform: ledger.Console, UserID: "coordinator"}}})
	p.Items = items()
	p.Milestones = milestones()
	return p
}

func units() []ledger.Unit {
	var out []ledger.Unit
	for _, u := range [][3]string{
		{"yanfeng", "雁峰区", "county"}, {"shigu", "石鼓区", "county"}, {"zhuhui", "珠晖区", "county"},
		{"zhengxiang", "蒸湘区", "county"}, {"nanyue", "南岳区", "county"}, {"hengyang-xian", "衡阳县", "county"},
		{"hengnan", "衡南县", "county"}, {"hengshan", "衡山县", "county"}, {"hengdong", "衡东县", "county"},
		{"qidong", "祁东县", "county"}, {"leiyang", "耒阳市", "county"}, {"changning", "常宁市", "county"},
		{"city", "市本级", "city"},
		{"office", "办公室", "section"}, {"law", "法规科", "section"}, {"general", "综合科", "section"},
		{"accounts", "核算科", "section"}, {"industry", "工业科", "section"}, {"services", "服务业科", "section"},
		{"rural", "农村科", "section"}, {"population", "人口社科科", "section"}, {"census", "普查中心", "section"},
	} {
		out = append(out, ledger.Unit{ID: ledger.UnitID(u[0]), Name: u[1], Kind: ledger.UnitKind(u[2])})
	}
	return out
}

func items() []ledger.Item {
	both, county := []string{"county", "city"}, []string{"county"}
	month := offsets("-3d 10:00", "-1wd 16:00", "0d 10:00", "0d 17:00")
	return []ledger.Item{
		{ID: "article", Name: "署名文章", Clause: "二(一)", Kind: ledger.Entry, Measure: "篇", OwedBy: both, Min: 1,
			Due: day("2026-12-05"), DueTime: clock("12:00"), HasTime: true, Files: []string{"word", "pdf"},
			Remind: offsets("-1wd 09:30", "-1wd 16:30", "-2h", "-30m")},
		{ID: "lecture", Name: "专题讲座", Clause: "二(二)", Kind: ledger.Count, Measure: "人", OwedBy: both, Due: day("2026-12-25")},
		{ID: "work", Name: "宣传作品", Clause: "二(三)", Kind: ledger.Entry, Measure: "件", OwedBy: county, Min: 1,
			Due: day("2026-12-25"), Soft: true, Remind: offsets("-3d 10:00", "-1wd 16:00")},
		{ID: "essay", Name: "征文", Clause: "二(四)", Kind: ledger.Entry, Measure: "篇", OwedBy: both, Min: 1,
			Due: day("2026-12-20"), Remind: offsets("-4d 10:00", "-1wd 10:00", "-1wd 16:00")},
		{ID: "quiz", Name: "专项答题", Clause: "二(五)", Kind: ledger.Count, Measure: "人", OwedBy: both, Due: day("2026-12-25"), Remind: month},
		{ID: "outreach", Name: "普法宣讲", Clause: "二(六)", Kind: ledger.Sessions, Measure: "场", OwedBy: both, Min: 1, Due: day("2026-12-25"), Remind: month},
		{ID: "duty", Name: "宣讲人员报名", Clause: "二(六)", Kind: ledger.Signup, Measure: "人", OwedBy: []string{"section"}, Min: 1,
			Due: day("2026-12-07"), DueTime: clock("17:00"), HasTime: true,
			Events: []ledger.MilestoneID{"community", "enterprise"}, Remind: offsets("-1wd 10:00", "-1h")},
		{ID: "practice", Name: "特色做法", Clause: "结尾", Kind: ledger.Text, Measure: "条", OwedBy: county, Due: day("2026-12-25")},
		{ID: "report", Name: "活动总结", Clause: "结尾", Kind: ledger.Mail, Measure: "份", OwedBy: county, Min: 1, Due: day("2026-12-25"), Remind: month},
	}
}

func milestones() []ledger.Milestone {
	all, own := []string{"county", "city", "section"}, []string{"city", "section"}
	return []ledger.Milestone{
		{ID: "city-lecture", Title: "市局专题讲座", Day: day("2026-12-03"), Units: own, Remind: offsets("-1d 16:00")},
		{ID: "constitution-day", Title: "国家宪法日", Day: day("2026-12-04"), Units: all, Remind: offsets("-1d 16:30", "0d 08:30")},
		{ID: "statlaw-day", Title: "《统计法》颁布纪念日", Day: day("2026-12-08"), Units: all, Remind: offsets("-1d 16:00", "0d 08:30")},
		{ID: "community", Title: "统计普法进社区", Day: day("2026-12-08"), Units: own, Remind: offsets("-1d 16:00")},
		{ID: "enterprise", Title: "统计普法进企业", Day: day("2026-12-09"), Units: own, Remind: offsets("-1d 16:00")},
	}
}
