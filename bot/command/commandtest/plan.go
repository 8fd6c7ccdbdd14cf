package commandtest

import (
	"time"

	"pufabot/bot/ledger"
)

// Plan is the example campaign of December 2026.
func Plan() *ledger.Plan {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		zone = time.FixedZone("CST", 8*3600)
	}
	day := func(d int) ledger.Date { return ledger.Date{Year: 2026, Month: time.December, Day: d} }
	both := []string{"county", "city"}
	return &ledger.Plan{
		Campaign: ledger.Campaign{ID: "2026-12", Title: "2026年统计法治集中宣传活动", Zone: zone, Start: day(1), End: day(31),
			QuietFrom: ledger.Clock{Hour: 20}, QuietUntil: ledger.Clock{Hour: 8}, NudgesPerDay: 1},
		Units: units(),
		Items: []ledger.Item{
			{ID: "article", Name: "署名文章", Clause: "二(一)", Kind: ledger.Entry, Measure: "篇", OwedBy: both, Min: 1,
				Max: 10, Due: day(5), DueTime: ledger.Clock{Hour: 12}, HasTime: true, Files: []string{"word", "pdf"}},
			{ID: "lecture", Name: "专题讲座", Aliases: []string{"讲座"}, Clause: "二(二)", Kind: ledger.Count, Measure: "人", OwedBy: both, Max: 5000, Due: day(25)},
			{ID: "work", Name: "宣传作品", Aliases: []string{"作品"}, Clause: "二(三)", Kind: ledger.Entry, Measure: "件", OwedBy: []string{"county"}, Min: 1,
				Max: 200, Due: day(25), Soft: true, Types: []string{"动漫", "微视频", "图解", "漫画", "宣传海报", "摄影作品"}},
			{ID: "essay", Name: "征文", Aliases: []string{"文章征集", "征文稿"}, Clause: "二(四)", Kind: ledger.Entry, Measure: "篇", OwedBy: both, Min: 1, Max: 500, Due: day(20)},
			{ID: "quiz", Name: "专项答题", Aliases: []string{"答题"}, Clause: "二(五)", Kind: ledger.Count, Measure: "人", OwedBy: both, Max: 50000, Due: day(25)},
			{ID: "outreach", Name: "普法宣讲", Aliases: []string{"宣讲"}, Clause: "二(六)", Kind: ledger.Sessions, Measure: "场", OwedBy: both, Min: 1, Max: 500, Due: day(25)},
			{ID: "duty", Name: "宣讲人员报名", Clause: "二(六)", Kind: ledger.Signup, Measure: "人", OwedBy: []string{"section"}, Min: 1,
				Max: 20, Due: day(7), DueTime: ledger.Clock{Hour: 17}, HasTime: true, Events: []ledger.MilestoneID{"community", "enterprise"}},
			{ID: "practice", Name: "特色做法", Clause: "结尾", Kind: ledger.Text, Measure: "条", OwedBy: []string{"county"}, Max: 100, Due: day(25)},
			{ID: "report", Name: "活动总结", Aliases: []string{"总结"}, Clause: "结尾", Kind: ledger.Mail, Measure: "份", OwedBy: []string{"county"}, Min: 1, Due: day(25)},
		},
		Milestones: []ledger.Milestone{
			{ID: "city-lecture", Title: "市局专题讲座", Day: day(3), Units: []string{"city", "section"}},
			{ID: "constitution-day", Title: "国家宪法日", Day: day(4)},
			{ID: "statlaw-day", Title: "《统计法》颁布纪念日", Day: day(8)},
			{ID: "community", Title: "统计普法进社区", Day: day(8), Units: []string{"city", "section"}},
			{ID: "enterprise", Title: "统计普法进企业", Day: day(9), Units: []string{"city", "section"}},
		},
		Groups:   []ledger.Group{{ID: "work", Title: "全市统计法治宣传工作群", Push: true}},
		Calendar: ledger.NewCalendar(nil, nil),
	}
}

func units() []ledger.Unit {
	county := func(id, name string, typos ...string) ledger.Unit {
		return ledger.Unit{ID: ledger.UnitID(id), Name: name, Kind: ledger.County, Aliases: []string{name + "统计局"}, Typos: typos}
	}
	section := func(id, name string, aliases ...string) ledger.Unit {
		return ledger.Unit{ID: ledger.UnitID(id), Name: name, Kind: ledger.Section, Aliases: aliases}
	}
	return []ledger.Unit{
		county("yanfeng", "雁峰区"), county("shigu", "石鼓区"), county("zhuhui", "珠晖区", "珠辉"), county("zhengxiang", "蒸湘区"), county("nanyue", "南岳区"),
		county("hengyang-xian", "衡阳县"), county("hengnan", "衡南县"), county("hengshan", "衡山县"), county("hengdong", "衡东县"),
		county("qidong", "祁东县", "祈东"), county("leiyang", "耒阳市", "来阳", "莱阳"), county("changning", "常宁市"),
		{ID: "city", Name: "市本级", Kind: ledger.City, Aliases: []string{"市局", "市统计局", "衡阳市局", "衡阳市统计局", "局本级"}},
		section("office", "办公室"), section("law", "法规科"), section("general", "综合科"), section("accounts", "核算科"), section("industry", "工业科"),
		section("services", "服务业科"), section("rural", "农村科"), section("population", "人口社科科", "人口科"), section("census", "普查中心"),
	}
}
