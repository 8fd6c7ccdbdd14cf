package dossiertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Of folds records, numbered from 1 in their order, into a dossier. Each record
// has a journal line of its own.
func Of(p *ledger.Plan, records []ledger.Record, at time.Time) dossier.Dossier {
	d := dossier.Dossier{Plan: p, At: at.In(p.Campaign.Zone), Proof: []byte{0x5a, 0x01}}
	type key struct {
		ledger.UnitID
		ledger.ItemID
	}
	of := map[key][]ledger.Record{}
	var lines []dossier.Line
	records = slices.Clone(records)
	for i, r := range records {
		r.Seq, r.Line = uint64(i+1), uint64(i+1)
		records[i] = r
		of[key{r.Unit, r.Item}] = append(of[key{r.Unit, r.Item}], r)
		lines = append(lines, dossier.Line{Seq: r.Line, At: r.At, Nick: p.UnitName(r.Unit) + "小周", By: r.By, Role: ledger.Contact, Unit: r.Unit,
			Chat: messages.Chat{Platform: ledger.WeCom, ID: "g1", Title: "全市统计法治宣传工作群"},
			Text: said(p, r), Outcome: "apply"})
	}
	d.History, d.Lines, d.Records = dossier.Keep(lines, records), uint64(len(lines)), uint64(len(records))
	for _, u := range p.Units {
		for _, it := range p.Items {
			t := ledger.Fold(it, of[key{u.ID, it.ID}])
			if it.Owes(u) || t.Answered {
				d.Gaps = append(d.Gaps, ledger.NewGap(u, it, t, p.Deadline(it)))
			}
		}
	}
	return d
}

// said is a line that could have led to the record.
func said(p *ledger.Plan, r ledger.Record) string {
	it, _ := p.Item(r.Item)
	return strings.TrimSpace(fmt.Sprintf("%s%d%s %s%s", it.Name, r.Value, it.Measure, r.Place, strings.Join(r.Titles, "、")))
}

// December is the example campaign on the morning of the 22nd: most have
// reported, some late, some nothing at all.
func December() dossier.Dossier {
	p := commandtest.Plan()
	d := Of(p, Records(p, 7), time.Date(2026, 12, 22, 9, 30, 0, 0, p.Campaign.Zone))
	day := func(n, hour int) time.Time { return time.Date(2026, 12, n, hour, 0, 0, 0, p.Campaign.Zone) }
	d.Reminders = []dossier.Reminder{
		{At: day(4, 9), SentAt: day(4, 9), Kind: messages.KindReminder, To: messages.To{Group: "work"}, Channel: messages.ChanWeComWebhook,
			About: []ledger.ItemID{"article"}, Units: []ledger.UnitID{"nanyue", "qidong"}, State: messages.Sent,
			Text: "署名文章明天中午12点截止，还差：南岳区、祁东县", Heard: []ledger.UnitID{"nanyue"}},
		{At: day(18, 10), SentAt: day(18, 10), Kind: messages.KindNudge, To: messages.To{Unit: "qidong"}, Channel: messages.ChanDingTalkUser,
			About: []ledger.ItemID{"essay"}, Units: []ledger.UnitID{"qidong"}, State: messages.Sent, Text: "征文还没收到，请抓紧。"},
		{At: day(21, 9), Kind: messages.KindDigest, To: messages.To{Role: ledger.Coordinator}, Channel: messages.ChanWeComApp,
			State: messages.Failed, Text: "征文逾期清单"},
	}
	d.Reviews = []dossier.Review{
		{At: day(10, 15), Unit: "leiyang", Item: "article", Verdict: "select", By: "协调员"},
		{At: day(21, 16), Unit: "hengnan", Item: "essay", Title: "数说山乡", Verdict: "return", Reason: "=题目与主题不合，请改后再报", By: "协调员"},
	}
	return d
}

// Many is the example campaign with n counties in the place of the twelve.
func Many(n int) dossier.Dossier {
	p := commandtest.Plan()
	p.Units = slices.DeleteFunc(p.Units, func(u ledger.Unit) bool { return u.Kind == ledger.County })
	for i := range n {
		p.Units = append(p.Units, ledger.Unit{ID: ledger.UnitID(fmt.Sprintf("c%04d", i)), Name: fmt.Sprintf("第%d区", i+1), Kind: ledger.County})
	}
	return Of(p, Records(p, 3), time.Date(2026, 12, 22, 9, 30, 0, 0, p.Campaign.Zone))
}

var (
	titles = []string{"守好数据生命线", "让统计法走进千家万户", "数说山乡", "依法治统 久久为功", "一名辅助调查员的十年", "=SUM(A1:A9)", "+86 统计热线", "@全体人员", "-1"}
	places = []string{"三塘社区", "白沙工业园", "金兰寺镇", "县委党校", "城关中学"}
	texts  = []string{"把统计法编成渔鼓词，下村入户演唱，群众听得懂、记得住。", "联合县委党校开设统计法专题课，科级干部轮训一遍。",
		"发动辅助调查员当宣传员，\n每户一张明白卡。"}
	surnames = []string{"周", "吴", "郑", "王", "冯", "陈", "褚", "卫"}
)

// Records are a month of reports of all units of a plan, the same for the same seed.
func Records(p *ledger.Plan, seed uint64) []ledger.Record {
	rnd := rand.New(rand.NewPCG(seed, seed))
	var out []ledger.Record
	for _, u := range p.Units {
		for _, it := range p.ItemsOf(u) {
			if rnd.IntN(7) == 0 {
				continue // nothing heard
			}
			last := min(it.Due.Day+rnd.IntN(3), 21)
			at := time.Date(2026, 12, 1+rnd.IntN(last), 8+rnd.IntN(10), rnd.IntN(60), 0, 0, p.Campaign.Zone)
			r := ledger.Record{At: at, By: ledger.Account{Platform: ledger.WeCom, UserID: string(u.ID)}, Role: ledger.Contact, Unit: u.ID, Item: it.ID, Op: ledger.Add, Value: 1}
			out = append(out, report(rnd, it, r)...)
		}
	}
	slices.SortStableFunc(out, func(a, b ledger.Record) int { return a.At.Compare(b.At) })
	return out
}

func report(rnd *rand.Rand, it ledger.Item, r ledger.Record) []ledger.Record {
	name := surnames[rnd.IntN(len(surnames))] + "小" + surnames[rnd.IntN(len(surnames))]
	switch it.Kind {
	case ledger.Entry:
		r.Verb = ledger.Handed
		if rnd.IntN(4) == 0 { // a bare figure
			r.Op, r.Value = ledger.Set, rnd.IntN(4)
			return []ledger.Record{r}
		}
		r.Titles, r.Author = []string{titles[rnd.IntN(len(titles))]}, name
		if len(it.Types) > 0 {
			r.Type = it.Types[rnd.IntN(len(it.Types))]
		}
		if len(it.Files) > 0 {
			r.Stage = []ledger.Stage{ledger.Written, ledger.Published, ledger.Submitted, ledger.Submitted}[rnd.IntN(4)]
			r.Media, r.Date = "衡阳日报", ledger.DateOf(r.At)
		}
	case ledger.Sessions:
		r.Verb, r.Place, r.People, r.Approx, r.Date = ledger.Held, places[rnd.IntN(len(places))], 20+rnd.IntN(200), rnd.IntN(2) == 0, ledger.DateOf(r.At)
		more := r
		more.Place, more.People, more.Value, more.Date, more.Approx = "", 0, 1+rnd.IntN(3), ledger.Date{}, false
		return []ledger.Record{r, more}
	case ledger.Count:
		r.Verb, r.Op, r.Value, r.Scope = ledger.Counted, ledger.Set, 15+rnd.IntN(200), ledger.ScopeOwn
		others := r
		others.Scope, others.Value, others.Approx = ledger.ScopeOthers, 10*rnd.IntN(300), rnd.IntN(2) == 0
		return []ledger.Record{r, others}
	case ledger.Signup:
		r.Verb, r.Names = ledger.SignedUp, []string{name}
		if rnd.IntN(2) == 0 {
			r.Event = it.Events[0]
		}
	case ledger.Text:
		r.Verb, r.Text = ledger.Told, texts[rnd.IntN(len(texts))]
	case ledger.Mail:
		r.Verb, r.State = ledger.Mailed, []string{ledger.StateSent, ledger.StateReceived}[rnd.IntN(2)]
	}
	return []ledger.Record{r}
}
