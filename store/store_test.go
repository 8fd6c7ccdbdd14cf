package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

var zone = time.FixedZone("CST", 8*3600)

// testPlan is a small campaign: two counties, the city and a section.
func testPlan() *ledger.Plan {
	day := func(d int) ledger.Date { return ledger.Date{Year: 2026, Month: 12, Day: d} }
	return &ledger.Plan{
		Campaign: ledger.Campaign{ID: "2026-12", Title: "test", Zone: zone, Start: day(1), End: day(31)},
		Units: []ledger.Unit{
			{ID: "hengnan", Name: "衡南县", Kind: ledger.County},
			{ID: "leiyang", Name: "耒阳市", Kind: ledger.County},
			{ID: "city", Name: "市本级", Kind: ledger.City},
			{ID: "law", Name: "法规科", Kind: ledger.Section},
		},
		Items: []ledger.Item{
			{ID: "article", Kind: ledger.Entry, Measure: "篇", OwedBy: []string{"county", "city"}, Min: 1, Due: day(5), HasTime: true, DueTime: ledger.Clock{Hour: 12}},
			{ID: "essay", Kind: ledger.Entry, Measure: "篇", OwedBy: []string{"county", "city"}, Min: 2, Due: day(20)},
			{ID: "quiz", Kind: ledger.Count, Measure: "人", OwedBy: []string{"county", "city"}, Due: day(25)},
			{ID: "outreach", Kind: ledger.Sessions, Measure: "场", OwedBy: []string{"county"}, Min: 1, Due: day(25)},
			{ID: "duty", Kind: ledger.Signup, Measure: "人", OwedBy: []string{"section"}, Min: 1, Due: day(7), Events: []ledger.MilestoneID{"community"}},
			{ID: "report", Kind: ledger.Mail, Measure: "份", OwedBy: []string{"county"}, Min: 1, Due: day(25)},
		},
		People: []ledger.Person{
			{Role: ledger.Coordinator, Name: "甲", Accounts: []ledger.Account{{Platform: ledger.WeCom, UserID: "boss"}}},
			{Role: ledger.Contact, Unit: "hengnan", Name: "乙", Accounts: []ledger.Account{{Platform: ledger.WeCom, UserID: "hn"}, {Platform: ledger.DingTalk, UserID: "hn2"}}},
		},
		Calendar: ledger.NewCalendar(nil, nil),
	}
}

// clock is a clock that stands still until it is moved.
type clock struct{ t time.Time }

func newClock() *clock                   { return &clock{time.Date(2026, 12, 1, 9, 0, 0, 0, zone)} }
func (c *clock) now() time.Time          { return c.t }
func (c *clock) forward(d time.Duration) { c.t = c.t.Add(d) }

// openAt opens the store at a path and closes it when the test ends.
func openAt(t testing.TB, path string, c *clock) *DB {
	t.Helper()
	db, err := Open(path, Options{Plan: testPlan(), Now: c.now, Routes: Routes{
		Groups:  map[ledger.GroupID][]messages.Address{"work": {{Channel: messages.ChanWeComWebhook, Target: "work"}}},
		Private: []messages.Channel{messages.ChanDingTalkUser, messages.ChanWeComApp},
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func openNew(t testing.TB) (*DB, *clock) {
	c := newClock()
	return openAt(t, filepath.Join(t.TempDir(), "pufabot.db"), c), c
}

func update(t testing.TB, db *DB, fn func(tx *Tx)) {
	t.Helper()
	if err := db.Update(context.Background(), func(tx *Tx) error { fn(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, db *DB, fn func(tx *Tx)) {
	t.Helper()
	if err := db.View(func(tx *Tx) error { fn(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

// inPlace puts all that is recent where it belongs.
func inPlace(t testing.TB, db *DB) {
	t.Helper()
	if err := db.write(context.Background(), &job{alone: db.settleAll}); err != nil {
		t.Fatal(err)
	}
}

var hn = ledger.Account{Platform: ledger.WeCom, UserID: "hn"}

// say does what the bot does for one chat line with one record: line, record,
// seen, delivery.
func say(tx *Tx, key string, r ledger.Record) (line uint64, rec ledger.Record) {
	if r.By.UserID == "" {
		r.By = hn
	}
	chat := messages.Chat{Platform: ledger.WeCom, ID: "chat-1", Title: "工作群"}
	line = tx.AppendLine(Line{Key: key, Chat: chat, By: r.By, Nick: "小李", Role: ledger.Contact, Unit: r.Unit,
		Text: "宣讲又搞了一场 昨天在三塘社区 六十来个人", Outcome: "apply", Acts: []byte(`[{"verb":"session"}]`)})
	r.Line = line
	rec, _, after := tx.Append(r)
	var reply messages.Message
	reply.Say(messages.T("收到，共"), messages.T(fmt.Sprint(after.Value())), messages.U("三塘社区"))
	tx.Answer(key, SeenReply{Line: line}, messages.Delivery{Kind: messages.KindReply, Message: reply,
		Address: messages.Address{Channel: messages.ChanWeComBot, Target: chat.ID, URL: "https://secret.example/reply", ReqID: "r-1"}})
	return line, rec
}

func quiz(n int) ledger.Record {
	return ledger.Record{Unit: "hengnan", Item: "quiz", Verb: ledger.Counted, Op: ledger.Add, Value: n}
}

// mustVerify verifies a closed file.
func mustVerify(t testing.TB, path string) Report {
	t.Helper()
	r, err := Verify(path, testPlan())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("%s %s: %s", p.Kind, p.Campaign, p.Where)
	}
	return r
}

func ledgerEssay(n int) ledger.Record {
	return ledger.Record{Unit: "hengnan", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: n}
}
