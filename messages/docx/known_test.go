package docx

import (
	"strings"
	"testing"
	"time"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossiertest"
)

// What the ledger knows of a figure is told, what it does not know is asked for; what
// the city has returned is not the unit's own to tell.
func TestWhatIsKnownOfAFigure(t *testing.T) {
	p := commandtest.Plan()
	handed := func(r ledger.Record) ledger.Record { r.Verb, r.Op = ledger.Handed, ledger.Add; return r }
	for name, c := range map[string]struct {
		item    ledger.ItemID
		records []ledger.Record
		want    string
	}{
		"no title":          {"essay", []ledger.Record{handed(ledger.Record{Value: 1})}, "报送征文1篇：【请补充：题目】。"},
		"one of two":        {"essay", []ledger.Record{handed(ledger.Record{Value: 1}), handed(ledger.Record{Value: 1, Titles: []string{"甲"}})}, "报送征文2篇：《甲》；另有1篇【请补充：题目】。"},
		"types":             {"work", []ledger.Record{handed(ledger.Record{Value: 2, Type: "动漫"}), handed(ledger.Record{Value: 1, Type: "漫画", Titles: []string{"甲"}})}, "报送宣传作品3件：漫画《甲》；动漫2件【请补充：题目】。"},
		"published":         {"article", []ledger.Record{handed(ledger.Record{Value: 1, Titles: []string{"甲"}, Stage: ledger.Published, Media: "衡东日报", Date: ledger.Date{Year: 2026, Month: 12, Day: 4}}), handed(ledger.Record{Value: 1, Titles: []string{"甲"}, Stage: ledger.Submitted})}, "《甲》（12月4日刊发于衡东日报）。"},
		"returned":          {"essay", []ledger.Record{handed(ledger.Record{Value: 2, Titles: []string{"甲", "乙"}}), {Verb: ledger.Reviewed, Verdict: ledger.Returned, Pieces: []int{2}}}, "报送征文1篇：《甲》。"},
		"all returned":      {"essay", []ledger.Record{handed(ledger.Record{Value: 1, Titles: []string{"甲"}}), {Verb: ledger.Reviewed, Verdict: ledger.Returned, Pieces: []int{1}}}, "【请补充：征文情况，改好重报后补上】"},
		"boxes":             {"quiz", []ledger.Record{{Verb: ledger.Counted, Op: ledger.Set, Scope: ledger.ScopeOwn, Value: 30}, {Verb: ledger.Counted, Op: ledger.Set, Scope: ledger.ScopeOthers, Value: 275}}, "累计305人，其中本单位30人、其他部门275人。"},
		"one box":           {"quiz", []ledger.Record{{Verb: ledger.Counted, Op: ledger.Set, Scope: ledger.ScopeOwn, Value: 30}}, "累计30人，其中本单位30人。"},
		"a whole":           {"quiz", []ledger.Record{{Verb: ledger.Counted, Op: ledger.Set, Value: 30}}, "累计30人。"},
		"sessions in order": {"outreach", []ledger.Record{{Verb: ledger.Held, Op: ledger.Add, Value: 1, Place: "乙社区", Date: ledger.Date{Year: 2026, Month: 12, Day: 9}}, {Verb: ledger.Held, Op: ledger.Add, Value: 1, Place: "甲社区", Date: ledger.Date{Year: 2026, Month: 12, Day: 2}}, {Verb: ledger.Held, Op: ledger.Add, Value: 1}}, "开展普法宣讲3场，其中：12月2日甲社区；12月9日乙社区；【请补充：另1场的时间、地点】。"},
	} {
		at := time.Date(2026, 12, 20, 9, 0, 0, 0, p.Campaign.Zone)
		for i := range c.records {
			c.records[i].Unit, c.records[i].Item, c.records[i].At = "qidong", c.item, at
		}
		d := dossiertest.Of(p, c.records, at)
		body := parts(t, written(t, County(d, must(p.Unit("qidong"))), d))["word/document.xml"]
		if !strings.Contains(body, c.want) || strings.Contains(body, "退回") {
			t.Errorf("%s: no %s in\n%s", name, c.want, messages.ItemSentence(must(d.Of("qidong", c.item))))
		}
	}
}

// A mail that only its sender knows of is not in; sections take part in their bureau.
func TestMailsAreInWhenReceived(t *testing.T) {
	p := commandtest.Plan()
	at := time.Date(2026, 12, 25, 9, 0, 0, 0, p.Campaign.Zone)
	mailed := func(u ledger.UnitID, state string) ledger.Record {
		return ledger.Record{At: at, Unit: u, Item: "report", Verb: ledger.Mailed, State: state}
	}
	d := dossiertest.Of(p, []ledger.Record{mailed("qidong", ledger.StateSent), mailed("hengshan", ledger.StateReceived),
		{At: at, Unit: "law", Item: "duty", Verb: ledger.SignedUp, Op: ledger.Add, Names: []string{"李静"}}}, at)
	city := parts(t, written(t, City(d), d))["word/document.xml"]
	for _, want := range []string{"12个单位应报，市局已收到1份，另有1个单位自述已发、市局尚未核收。", "活动总结自述已发、尚未核收（1个）：祁东县。", "，2个单位参加"} {
		if !strings.Contains(city, want) {
			t.Errorf("no %s", want)
		}
	}
}

// A letter to the province asks for what is not known, and has the columns that its
// item needs; the city's own report goes to the province.
func TestLettersToTheProvince(t *testing.T) {
	d := dossiertest.December()
	work := parts(t, written(t, Province(d, must(d.Plan.Item("work"))), d))["word/document.xml"]
	article := parts(t, written(t, Province(d, must(d.Plan.Item("article"))), d))["word/document.xml"]
	own := parts(t, written(t, County(d, must(d.Plan.Unit("city"))), d))["word/document.xml"]
	if strings.Contains(work, "市本级的宣传作品") || strings.Contains(work, "刊发媒体") || !strings.Contains(work, "种类") {
		t.Error("works:", work)
	}
	if !strings.Contains(article, "刊发媒体") || strings.Contains(article, "种类") {
		t.Error("articles:", article)
	}
	if !strings.Contains(own, "省统计局：") || strings.Contains(own, "按照市统计局") {
		t.Error("the city's own:", own)
	}
}
