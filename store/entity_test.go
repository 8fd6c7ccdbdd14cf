package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestLineRoundTrip(t *testing.T) {
	db, c := openNew(t)
	want := Line{SentAt: c.now().Add(-time.Minute).UTC(), Key: "dingtalk/x/1", Chat: messages.Chat{Platform: ledger.DingTalk, ID: "cid==", Private: true, Title: "<群>"},
		By: hn, Nick: "小李 & \u2028 王", Role: ledger.Contact, Unit: "hengnan", Text: "答题 126 人\n\t“好”", Quote: "原话", Outcome: "apply", Acts: []byte(`[{"verb":"count"}]`)}
	update(t, db, func(tx *Tx) {
		if seq := tx.AppendLine(want); seq != 1 {
			t.Errorf("first line is %d", seq)
		}
	})
	view(t, db, func(tx *Tx) {
		got, ok := tx.Line(1)
		want.Seq, want.At = 1, c.now().UTC()
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%v\n%s", ok, diff)
		}
		for _, seq := range []uint64{0, 2} {
			if _, ok := tx.Line(seq); ok {
				t.Errorf("there is a line %d", seq)
			}
		}
	})
}

func TestLinesFromAndStop(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) {
		for i := range 5 {
			tx.AppendLine(Line{Text: fmt.Sprint(i)})
		}
		var got []uint64
		tx.Lines([]uint64{3, 4, 5}, func(l Line) bool { got = append(got, l.Seq); return l.Seq < 4 })
		if diff := cmp.Diff([]uint64{3, 4}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSeen(t *testing.T) {
	db, c := openNew(t)
	var reply messages.Message
	reply.Say(messages.T("收到"))
	update(t, db, func(tx *Tx) {
		if _, ok := tx.Seen("k"); ok {
			t.Error("seen before")
		}
		tx.MarkSeen("k", SeenReply{Line: 3, Reply: reply})
		tx.Answer("answered", SeenReply{Line: 4}, messages.Delivery{Message: reply})
		tx.Answer("bad \xff", SeenReply{Line: 5}, messages.Delivery{Message: reply})
	})
	c.forward(time.Hour)
	update(t, db, func(tx *Tx) {
		r, ok := tx.Seen("k")
		if diff := cmp.Diff(reply, r.Reply); !ok || r.Line != 3 || diff != "" {
			t.Errorf("%v %+v %s", ok, r, diff)
		}
		for i, key := range []string{"answered", "bad \xff"} {
			r, ok := tx.Seen(key)
			d, queued := tx.DeliveryByKey(ReplyKey(key))
			if diff := cmp.Diff(reply, d.Message); !ok || !queued || r.Line != uint64(4+i) || !r.Reply.Empty() || diff != "" {
				t.Errorf("%q: %v %+v, %v %s", key, ok, r, queued, diff)
			}
		}
		if _, fresh := tx.Enqueue(messages.Delivery{Key: ReplyKey("answered")}); fresh {
			t.Error("answered twice")
		}
		if _, ok := tx.DeliveryByKey(ReplyKey("k")); ok {
			t.Error("a reply that was not enqueued")
		}
	})
	db.Close()
	mustVerify(t, db.Path())
}

// No text that a platform sends may make a key fail or meet another.
func TestHostileKeys(t *testing.T) {
	db, _ := openNew(t)
	long := strings.Repeat("长", 20_000)
	texts := []string{"", "a", "a\x00", "\x00", "a/b", long, long + "x", strings.Repeat("y", 254), strings.Repeat("y", 255), strings.Repeat("y", 256), "\xff\xff"}
	update(t, db, func(tx *Tx) {
		for i, s := range texts {
			tx.MarkSeen(s, SeenReply{Line: uint64(i)})
			tx.BindPerson(ledger.Account{Platform: ledger.WeCom, UserID: s}, ledger.Person{Role: ledger.Observer, Name: fmt.Sprint(i)})
			tx.BindChat(ledger.GroupID(fmt.Sprint(i)), messages.Chat{Platform: ledger.WeCom, ID: s})
			tx.PutPending(ledger.Account{UserID: s}, messages.Chat{ID: s}, Pending{Line: uint64(i)})
			tx.PutFired(Firing{Key: s, Why: fmt.Sprint(i)})
			tx.Ack(ledger.UnitID(s), time.Unix(int64(i), 0))
			if s != "" {
				tx.Enqueue(messages.Delivery{Key: s})
			}
			r := quiz(1)
			r.By, r.Line = ledger.Account{Platform: ledger.WeCom, UserID: s}, uint64(i+1)
			r, _, _ = tx.Append(r)
			tx.Append(ledger.Record{Verb: ledger.Undone, Undoes: r.Seq})
		}
	})
	view(t, db, func(tx *Tx) {
		for i, s := range texts {
			if r, ok := tx.Seen(s); !ok || r.Line != uint64(i) {
				t.Errorf("seen %d", i)
			}
			if p, ok := tx.Person(ledger.Account{Platform: ledger.WeCom, UserID: s}); !ok || p.Name != fmt.Sprint(i) {
				t.Errorf("person %d: %v", i, p.Name)
			}
			if g, ok := tx.GroupOf(messages.Chat{Platform: ledger.WeCom, ID: s}); !ok || g != ledger.GroupID(fmt.Sprint(i)) {
				t.Errorf("chat %d: %v", i, g)
			}
			if p, ok := tx.Pending(ledger.Account{UserID: s}, messages.Chat{ID: s}); !ok || p.Line != uint64(i) {
				t.Errorf("pending %d", i)
			}
			if at := tx.Acked(ledger.UnitID(s)); at.Unix() != int64(i) {
				t.Errorf("ack %d", i)
			}
			if _, ok := tx.DeliveryByKey(s); !ok && s != "" {
				t.Errorf("delivery %d", i)
			}
		}
	})
	db.Close()
	mustVerify(t, db.Path())
}

func TestDeadlinesAndGaps(t *testing.T) {
	db, c := openNew(t)
	plan := testPlan()
	essay, _ := plan.Item("essay")
	moved := time.Date(2026, 12, 23, 18, 0, 0, 0, zone)
	update(t, db, func(tx *Tx) {
		tx.SetExtension("leiyang", "essay", moved, 1)
		if d := tx.Deadline("leiyang", essay); !d.Due.Equal(moved) || !d.Extended {
			t.Errorf("%+v", d)
		}
		if d := tx.Deadline("hengnan", essay); d.Extended || d.Day.Day != 20 {
			t.Errorf("%+v", d)
		}
		tx.SetExtension("leiyang", "essay", time.Time{}, 2)
		if d := tx.Deadline("leiyang", essay); d.Extended {
			t.Errorf("%+v", d)
		}
		tx.SetExtension("leiyang", "essay", moved, 3)
	})
	c.t = moved.AddDate(0, 0, -1) // after the 20th, before the extension
	update(t, db, func(tx *Tx) {
		for i, u := range []ledger.UnitID{"hengnan", "leiyang"} {
			say(tx, fmt.Sprint(i), ledger.Record{Unit: u, Item: "essay", Verb: ledger.Handed, Op: ledger.Set, Value: 2})
		}
		say(tx, "unasked", ledger.Record{Unit: "law", Item: "quiz", Verb: ledger.Counted, Op: ledger.Set, Value: 3})
	})
	view(t, db, func(tx *Tx) {
		var got []string
		for _, g := range tx.Gaps() {
			got = append(got, fmt.Sprintf("%s %s %s", g.Unit.ID, g.Item.ID, g.State))
		}
		want := []string{
			"hengnan article missing", "hengnan essay late", "hengnan quiz missing", "hengnan outreach missing", "hengnan report missing",
			"leiyang article missing", "leiyang essay done", "leiyang quiz missing", "leiyang outreach missing", "leiyang report missing",
			"city article missing", "city essay missing", "city quiz missing",
			"law quiz done", "law duty missing",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestPeople(t *testing.T) {
	db, _ := openNew(t)
	chatOnly := ledger.Account{Platform: ledger.WeCom, UserID: "new"}
	update(t, db, func(tx *Tx) {
		tx.BindPerson(chatOnly, ledger.Person{Role: ledger.Contact, Unit: "hengnan", Name: "新"})
		tx.BindPerson(hn, ledger.Person{Role: ledger.Coordinator}) // the configuration knows better
	})
	names := func(people []ledger.Person) (out []string) {
		for _, p := range people {
			out = append(out, fmt.Sprintf("%s %v", p.Name, p.Accounts))
		}
		return out
	}
	update(t, db, func(tx *Tx) {
		if p, ok := tx.Person(hn); !ok || p.Role != ledger.Contact || p.Name != "乙" {
			t.Errorf("%+v", p)
		}
		if diff := cmp.Diff([]string{"乙 [{wecom hn} {dingtalk hn2}]", "新 [{wecom new}]"}, names(tx.ContactsOf("hengnan"))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"甲 [{wecom boss}]"}, names(tx.PeopleWith(ledger.Coordinator))); diff != "" {
			t.Error(diff)
		}
		for _, a := range []ledger.Account{{}, {Platform: ledger.WeCom}, {Platform: ledger.DingTalk, UserID: "hn"}} {
			if p, ok := tx.Person(a); ok {
				t.Errorf("%v is %+v", a, p)
			}
		}
		if !tx.UnbindPerson(chatOnly) || tx.UnbindPerson(chatOnly) {
			t.Error("unbinding")
		}
		if _, ok := tx.Person(chatOnly); ok {
			t.Error("still bound")
		}
	})
}

func TestAddresses(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) {
		tx.BindChat("work", messages.Chat{Platform: ledger.WeCom, ID: "wrc1"}) // has a webhook already
		tx.BindChat("work", messages.Chat{Platform: ledger.DingTalk, ID: "cid1"})
		tx.BindChat("other", messages.Chat{Platform: ledger.DingTalk, ID: "cid2"})
		want := []messages.Address{{Channel: messages.ChanWeComWebhook, Target: "work"}, {Channel: messages.ChanDingTalkGroup, Target: "cid1"}}
		if diff := cmp.Diff(want, tx.GroupAddresses("work")); diff != "" {
			t.Error(diff)
		}
		tx.BindChat("other", messages.Chat{Platform: ledger.DingTalk, ID: "cid1"}) // moved
		if got := tx.GroupAddresses("work"); len(got) != 1 {
			t.Errorf("%v", got)
		}
		p, _ := tx.Person(hn)
		if a, ok := tx.PersonAddress(p); !ok || a.Channel != messages.ChanDingTalkUser || a.Target != "hn2" {
			t.Errorf("%+v", a) // DingTalk is preferred in this test's routes
		}
		if _, ok := tx.PersonAddress(ledger.Person{Accounts: []ledger.Account{{Platform: ledger.Console, UserID: "x"}}}); ok {
			t.Error("a way that is not routed")
		}
	})
}

func TestRequests(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) {
		for i := range 3 {
			if id := tx.AddRequest(Request{Kind: "bind", Name: fmt.Sprint(i)}); id != uint64(i+1) {
				t.Errorf("id %d", id)
			}
		}
		r, _ := tx.Request(2)
		r.State = RequestAccepted
		tx.PutRequest(r)
	})
	update(t, db, func(tx *Tx) {
		open := tx.OpenRequests()
		if len(open) != 2 || open[0].ID != 1 || open[1].ID != 3 || open[0].State != RequestOpen {
			t.Errorf("%+v", open)
		}
		if r, ok := tx.Request(2); !ok || r.State != RequestAccepted || r.Name != "1" {
			t.Errorf("%+v", r)
		}
		if _, ok := tx.Request(4); ok {
			t.Error("request 4")
		}
	})
	if err := db.Update(context.Background(), func(tx *Tx) error { tx.PutRequest(Request{ID: 9}); return nil }); !errors.Is(err, ErrMisuse) {
		t.Errorf("%v", err)
	}
}

func TestPending(t *testing.T) {
	db, c := openNew(t)
	group, private := messages.Chat{Platform: ledger.WeCom, ID: "g"}, messages.Chat{Platform: ledger.WeCom, ID: "hn", Private: true}
	update(t, db, func(tx *Tx) {
		tx.PutPending(hn, group, Pending{Line: 1, Expires: tx.Now().Add(time.Minute), Data: []byte(`{"a":1}`)})
		tx.PutPending(hn, private, Pending{Line: 2})
	})
	update(t, db, func(tx *Tx) {
		if p, ok := tx.Pending(hn, group); !ok || string(p.Data) != `{"a":1}` || !p.At.Equal(c.now()) {
			t.Errorf("%+v", p)
		}
		if _, ok := tx.Pending(ledger.Account{Platform: ledger.WeCom, UserID: "boss"}, group); ok {
			t.Error("somebody else's question")
		}
		tx.DropPending(hn, private)
		if _, ok := tx.Pending(hn, private); ok {
			t.Error("dropped")
		}
	})
	c.forward(time.Minute)
	view(t, db, func(tx *Tx) {
		if _, ok := tx.Pending(hn, group); ok {
			t.Error("expired")
		}
	})
}

func TestReminderState(t *testing.T) {
	db, c := openNew(t)
	day := ledger.Date{Year: 2026, Month: 12, Day: 4}
	update(t, db, func(tx *Tx) {
		if tx.Fired("a") || tx.Paused() || !tx.LastTick().IsZero() || !tx.Acked("hengnan").IsZero() || tx.NudgesOn("hengnan", day) != 0 {
			t.Error("not empty")
		}
		tx.PutFired(Firing{Key: "b", At: c.now().Add(time.Hour)})
		tx.PutFired(Firing{Key: "z", Units: []ledger.UnitID{"hengnan"}, Why: "owed"})
		tx.SetLastTick(c.now())
		tx.CountNudge("hengnan", day)
		tx.CountNudge("hengnan", day)
		tx.Ack("hengnan", c.now())
		tx.SetPaused(true)
		tx.AddSilence(Silence{Until: c.now().Add(time.Hour)})
		tx.AddSilence(Silence{Units: []ledger.UnitID{"city"}, Until: c.now().Add(48 * time.Hour), Line: 4})
	})
	update(t, db, func(tx *Tx) {
		var keys []string
		tx.Firings(func(f Firing) bool { keys = append(keys, f.Key); return true })
		if diff := cmp.Diff([]string{"z", "b"}, keys); diff != "" {
			t.Error(diff)
		}
		if !tx.Fired("z") || !tx.Paused() || !tx.LastTick().Equal(c.now()) || !tx.Acked("hengnan").Equal(c.now()) {
			t.Error("forgotten")
		}
		if tx.NudgesOn("hengnan", day) != 2 || tx.NudgesOn("hengnan", day.AddDays(1)) != 0 || tx.NudgesOn("city", day) != 0 {
			t.Error("nudges")
		}
		if n := len(tx.Silences(c.now())); n != 2 {
			t.Errorf("%d silences", n)
		}
		if s := tx.Silences(c.now().Add(time.Hour)); len(s) != 1 || s[0].Line != 4 {
			t.Errorf("%+v", s)
		}
		tx.SetPaused(false)
	})
	c.forward(2 * time.Hour)
	update(t, db, func(tx *Tx) {
		tx.AddSilence(Silence{Until: c.now().Add(time.Hour)})
		if n := len(tx.Silences(time.Time{})); n != 2 { // the first has ended and is gone
			t.Errorf("%d silences kept", n)
		}
		if tx.Paused() {
			t.Error("paused")
		}
	})
}
