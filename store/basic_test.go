package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestReopen(t *testing.T) {
	db, c := openNew(t)
	for i := range 20 {
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprintf("wecom/b/%d", i), quiz(i)) })
	}
	var want string
	view(t, db, func(tx *Tx) { want = everything(tx) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := mustVerify(t, db.Path())
	if r.Lines != 20 || r.Records != 20 || r.Deliveries != 20 || len(r.Campaigns) != 1 {
		t.Errorf("report: %+v", r)
	}
	db = openAt(t, db.Path(), c)
	view(t, db, func(tx *Tx) {
		if diff := cmp.Diff(want, everything(tx)); diff != "" {
			t.Errorf("after reopening (-before +after):\n%s", diff)
		}
	})
}

func TestUpdateRollsBack(t *testing.T) {
	refusal := errors.New("refusal")
	for name, fn := range map[string]func(*Tx) error{
		"error": func(*Tx) error { return refusal },
		"panic": func(*Tx) error { panic(refusal) },
		"stuck": func(tx *Tx) error { tx.Append(ledger.Record{Verb: ledger.Undone, Undoes: 7}); return nil },
		"stuck and error": func(tx *Tx) error {
			tx.Append(ledger.Record{Verb: ledger.Undone, Undoes: 7})
			return refusal
		},
	} {
		t.Run(name, func(t *testing.T) {
			db, _ := openNew(t)
			update(t, db, func(tx *Tx) { say(tx, "k/0", quiz(1)) })
			var before string
			view(t, db, func(tx *Tx) { before = everything(tx) })
			err := func() (err error) {
				defer func() {
					if r := recover(); r != nil {
						err = r.(*Panic).Value.(error)
					}
				}()
				return db.Update(context.Background(), func(tx *Tx) error {
					say(tx, "k/1", quiz(5))
					return fn(tx)
				})
			}()
			want := refusal
			if name[0] == 's' {
				want = ErrMisuse
			}
			if !errors.Is(err, want) {
				t.Errorf("error %v, want %v", err, want)
			}
			view(t, db, func(tx *Tx) {
				if diff := cmp.Diff(before, everything(tx)); diff != "" {
					t.Errorf("something was kept:\n%s", diff)
				}
			})
			update(t, db, func(tx *Tx) { say(tx, "k/1", quiz(5)) }) // the writer's place is free again
			db.Close()
			mustVerify(t, db.Path())
		})
	}
}

func TestDryRunKeepsNothing(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) { say(tx, "k/0", quiz(1)) })
	err := db.DryRun(func(tx *Tx) error {
		say(tx, "k/1", quiz(41))
		if n := tx.Tally("hengnan", "quiz").Value(); n != 42 {
			t.Errorf("inside: %d", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	view(t, db, func(tx *Tx) {
		if n := tx.Tally("hengnan", "quiz").Value(); n != 1 || tx.CountLines() != 1 {
			t.Errorf("afterwards: %d, %d lines", n, tx.CountLines())
		}
	})
	oops := errors.New("oops")
	if err := db.DryRun(func(*Tx) error { return oops }); err != oops {
		t.Errorf("error %v", err)
	}
}

func TestViewCannotWrite(t *testing.T) {
	db, _ := openNew(t)
	if err := db.View(func(tx *Tx) error { say(tx, "k", quiz(1)); return nil }); err == nil {
		t.Error("a view wrote")
	}
}

func TestUpdateHonoursContext(t *testing.T) {
	db, _ := openNew(t)
	ctx, cancel := context.WithCancel(context.Background())
	err := db.Update(context.Background(), func(*Tx) error {
		cancel()
		// Somebody else wants to write, and gives up while this one is at it.
		if err := db.Update(ctx, func(*Tx) error { t.Error("ran"); return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestClosed(t *testing.T) {
	db, _ := openNew(t)
	db.Close()
	if err := db.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	nothing := func(*Tx) error { return nil }
	for name, err := range map[string]error{
		"Update": db.Update(context.Background(), nothing),
		"View":   db.View(nothing),
		"DryRun": db.DryRun(nothing),
		"Backup": db.Backup(context.Background(), db.Path()+".bak"),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOneTimeInATransaction(t *testing.T) {
	db, c := openNew(t)
	update(t, db, func(tx *Tx) {
		before := tx.Now()
		c.forward(time.Hour)
		line, rec := say(tx, "k", quiz(1))
		l, _ := tx.Line(line)
		for _, at := range []time.Time{tx.Now(), l.At, rec.At, tx.Tally("hengnan", "quiz").At} {
			if !at.Equal(before) {
				t.Errorf("%v instead of %v", at, before)
			}
		}
		if l.At.Location() != time.UTC || rec.At.Location() != time.UTC {
			t.Error("instants do not rest in UTC")
		}
	})
}

func TestCampaignsSideBySide(t *testing.T) {
	db, c := openNew(t)
	update(t, db, func(tx *Tx) { say(tx, "k", quiz(5)) })
	db.Close()
	next := testPlan()
	next.Campaign.ID = "2027-12"
	other, err := Open(db.Path(), Options{Plan: next, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	update(t, other, func(tx *Tx) {
		if _, ok := tx.Seen("k"); ok || tx.CountLines() != 0 || len(tx.Tallies()) != 0 {
			t.Error("one campaign sees another")
		}
		say(tx, "k", quiz(7))
	})
	other.Close()
	if r := mustVerify(t, db.Path()); len(r.Campaigns) != 2 || r.Records != 2 {
		t.Errorf("report %+v", r)
	}
	db = openAt(t, db.Path(), c)
	view(t, db, func(tx *Tx) {
		if n := tx.Tally("hengnan", "quiz").Value(); n != 5 {
			t.Errorf("%d", n)
		}
	})
}

func allLines(tx *Tx) (out []uint64) {
	for n := range tx.CountLines() {
		out = append(out, n+1)
	}
	return out
}

// everything is all that a store answers, as text.
func everything(tx *Tx) string {
	var s strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&s, format+"\n", args...) }
	tx.Lines(allLines(tx), func(l Line) bool {
		say("line %+v", l)
		r, ok := tx.Seen(l.Key)
		say("seen %+v %v", r, ok)
		say("in force %+v", tx.RecordsOfLine(l.Seq))
		last, ok := tx.LastLineBy(l.By)
		say("last %d %v", last, ok)
		p, ok := tx.Person(l.By)
		say("person %+v %v", p, ok)
		q, ok := tx.Pending(l.By, l.Chat)
		say("pending %+v %v", q, ok)
		return true
	})
	for seq := uint64(1); seq <= tx.CountRecords(); seq++ {
		r, ok := tx.Record(seq)
		say("record %+v %v", r, ok)
	}
	for _, u := range tx.Plan().Units {
		for _, it := range tx.Plan().Items {
			say("%s %s %+v %+v", u.ID, it.ID, tx.Tally(u.ID, it.ID), tx.Deadline(u.ID, it))
			say("records %+v", tx.RecordsOf(u.ID, it.ID))
		}
		say("contacts %+v acked %v nudges %d", tx.ContactsOf(u.ID), tx.Acked(u.ID), tx.NudgesOn(u.ID, tx.Plan().Campaign.Start))
	}
	say("tallies %+v", tx.Tallies())
	say("gaps %+v", tx.Gaps())
	say("requests %+v", tx.OpenRequests())
	tx.Deliveries(func(d messages.Delivery) bool {
		byKey, ok := tx.DeliveryByKey(d.Key)
		say("delivery %+v %v", d, ok && byKey.Seq == d.Seq)
		return true
	})
	say("due %+v", tx.DueDeliveries(tx.Now().AddDate(1, 0, 0), 0))
	next, ok := tx.NextDeliveryAt()
	say("next %v %v of %d", next, ok, tx.CountPending())
	tx.Firings(func(f Firing) bool { say("firing %+v %v", f, tx.Fired(f.Key)); return true })
	say("silences %+v paused %v tick %v", tx.Silences(time.Time{}), tx.Paused(), tx.LastTick())
	say("addresses %+v", tx.GroupAddresses("work"))
	seq, head := tx.Head()
	say("head %d %x", seq, head)
	return s.String()
}

// furnish puts one of everything into a store.
func furnish(t testing.TB, db *DB, c *clock) {
	t.Helper()
	chat := messages.Chat{Platform: ledger.Console, ID: "room", Title: "群"}
	contact := ledger.Account{Platform: ledger.DingTalk, UserID: "ly"}
	update(t, db, func(tx *Tx) {
		tx.BindPerson(contact, ledger.Person{Role: ledger.Contact, Unit: "leiyang", Name: "丙", Mobile: "13800000000"})
		tx.BindChat("work", chat)
		tx.SetExtension("leiyang", "essay", tx.Now().AddDate(0, 0, 22), 1)
	})
	for i, r := range []ledger.Record{
		quiz(126),
		{Unit: "hengnan", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1, Titles: []string{"法治的温度"}, Author: "丁"},
		{Unit: "leiyang", Item: "outreach", Verb: ledger.Held, Op: ledger.Add, Value: 1, Place: "三塘社区", People: 60, Approx: true, Date: ledger.Date{Year: 2026, Month: 12, Day: 2}, By: contact},
		{Unit: "law", Item: "duty", Verb: ledger.SignedUp, Op: ledger.Add, Value: 2, Names: []string{"戊", "己"}, Event: "community"},
		{Unit: "leiyang", Item: "report", Verb: ledger.Mailed, State: ledger.StateSent, Value: 1, By: contact},
		quiz(12),
	} {
		c.forward(time.Minute)
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprintf("wecom/b/%d", i), r) })
	}
	update(t, db, func(tx *Tx) {
		line := tx.AppendLine(Line{Key: "wecom/b/undo", By: hn, Chat: chat, Text: "撤销", Outcome: "apply", SentAt: tx.Now().Add(-time.Second)})
		tx.Append(ledger.Record{Line: line, By: hn, Verb: ledger.Undone, Undoes: 6})
		tx.MarkSeen("wecom/b/undo", SeenReply{Line: line})
		tx.AddRequest(Request{By: contact, Nick: "小周", Unit: "leiyang", Kind: "extension", Item: "essay", Until: tx.Now().AddDate(0, 0, 20), Text: "宽限两天", Chat: chat})
		id := tx.AddRequest(Request{By: contact, Kind: "other", Text: "问一下"})
		r, _ := tx.Request(id)
		r.State, r.Settled = RequestReturned, tx.Now()
		tx.PutRequest(r)
		tx.PutPending(hn, chat, Pending{Line: line, Expires: tx.Now().Add(time.Hour), Data: []byte(`{"ask":1}`)})
		tx.PutFired(Firing{Key: "remind/essay/1", Units: []ledger.UnitID{"hengnan"}, Why: "owed"})
		tx.SetLastTick(tx.Now())
		tx.CountNudge("hengnan", tx.Plan().Campaign.Start)
		tx.Ack("hengnan", tx.Now())
		tx.AddSilence(Silence{Units: []ledger.UnitID{"leiyang"}, Until: tx.Now().Add(48 * time.Hour), Line: line})
		tx.SetPaused(true)
		sent := File{Line: line, By: contact, Chat: chat, Via: messages.Address{Channel: messages.ChanDingTalkSession, Target: "room", URL: "https://reply"},
			Source: messages.File{Name: "征文.docx", Ref: "code", Key: "key"}, State: FileComing, Due: tx.Now(), Until: tx.Now().Add(5 * time.Minute)}
		tx.AddFile(sent)
		sent.ID = tx.AddFile(sent)
		sent.State, sent.Due, sent.Hash, sent.Size, sent.Format, sent.Ext = FileKept, time.Time{}, strings.Repeat("0f", 32), 9, ledger.Word, ".docx"
		sent.Unit, sent.Item, sent.Title = "hengnan", "essay", "法治的温度"
		tx.PutFile(sent)
		tx.Append(ledger.Record{Line: line, By: contact, Unit: "hengnan", Item: "essay", Verb: ledger.Filed, File: sent.ID, Format: ledger.Word, Titles: []string{"法治的温度"}})
		tx.Append(ledger.Record{Line: line, By: hn, Role: ledger.Coordinator, Unit: "hengnan", Item: "essay", Verb: ledger.Reviewed, Verdict: ledger.Returned, Pieces: []int{1}, Text: "缺署名"})
		tx.Append(ledger.Record{Line: line, By: hn, Unit: "hengnan", Item: "quiz", Verb: ledger.Explained, Query: "leap/12/126/", Text: "新增两个学校"})
		tx.SetFreeze(Freeze{At: tx.Now().Add(time.Hour), Line: line})
		tx.PutIntake(messages.Envelope{Key: "dingtalk/r/f", Chat: chat, Files: []messages.File{{Ref: "code2"}}, At: tx.Now()})
		tx.PutSubject(contact, chat, Subject{Unit: "hengnan", Item: "essay", At: tx.Now()})
		d, _ := tx.DeliveryByKey("reply/wecom/b/0")
		d.State, d.SentAt, d.Attempts, d.Parts = messages.Sent, tx.Now(), 1, 1
		tx.PutDelivery(d)
	})
}

// Many at once: every line is counted once, and every reader sees whole commits.
func TestManyAtOnce(t *testing.T) {
	db, _ := openNew(t)
	var writers, readers sync.WaitGroup
	stop := make(chan struct{})
	for w := range 4 {
		writers.Go(func() {
			for i := range 15 {
				update(t, db, func(tx *Tx) { say(tx, fmt.Sprintf("%d/%d", w, i), quiz(1)) })
			}
		})
	}
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				view(t, db, func(tx *Tx) {
					n := tx.Tallies()[TallyKey{"hengnan", "quiz"}].Value()
					if lines := tx.CountLines(); uint64(n) != lines || tx.CountPending() != n || len(tx.Gaps()) == 0 {
						t.Errorf("%d of %d lines, %d pending", n, lines, tx.CountPending())
					}
				})
			}
		})
	}
	readers.Go(func() {
		to := filepath.Join(t.TempDir(), "backup.db")
		for range 3 {
			if err := db.Backup(context.Background(), to); err != nil {
				t.Error(err)
				return
			}
			mustVerify(t, to)
		}
	})
	writers.Wait()
	close(stop)
	readers.Wait()
	view(t, db, func(tx *Tx) {
		if n := tx.Tally("hengnan", "quiz").Value(); n != 60 {
			t.Errorf("%d of 60", n)
		}
	})
}
