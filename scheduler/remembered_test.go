package scheduler

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// 提醒记录 tells what went out, how far it came and who has answered.
func TestRemembered(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article", "nanyue", "qidong", "leiyang", "hengnan"))
	d.fire("2026-12-04 09:30")
	d.fire("2026-12-04 16:30")
	d.clock.Set(at("2026-12-04 17:30"))
	d.do(func(tx *store.Tx) {
		fulfil(tx, "nanyue", "article")
		tx.Ack("qidong", tx.Now())
		say := func(u ledger.UnitID, it ledger.ItemID, role ledger.Role) {
			tx.Append(ledger.Record{At: tx.Now(), Role: role, Unit: u, Item: it, Verb: ledger.Handed, Op: ledger.Add, Value: 1, Stage: ledger.Written})
		}
		say("hengnan", "article", ledger.Contact) // written is not handed in: an answer all the same
		say("leiyang", "work", ledger.Contact)    // about something else
		say("leiyang", "article", ledger.Coordinator)
	})
	d.down = true
	d.fire("2026-12-05 10:00")
	fails(d, messages.Transient)
	d.do(func(tx *store.Tx) {
		want := strings.Join([]string{
			"最近的提醒",
			"· 12月5日（周六）10:00 署名文章 → 全市统计法治宣传工作群，点名3家，还没送出，在重试（网络或平台暂时不通 test）",
			"　没回音（3）：衡南县、祁东县、耒阳市",
			"· 12月4日（周五）16:30 署名文章 → 全市统计法治宣传工作群，点名4家，已送到",
			"　已报（1）：南岳区；报了没齐（1）：衡南县；回了收到（1）：祁东县；没回音（1）：耒阳市",
			"· 12月4日（周五）09:30 署名文章 → 全市统计法治宣传工作群，报了数没点名（差4），已送到",
		}, "\n")
		if diff := cmp.Diff(want, messages.Render(Remembered(tx, ""), messages.DialectText)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if one := messages.Render(Remembered(tx, "nanyue"), messages.DialectText); strings.Count(one, "·") != 1 || strings.Contains(one, "祁东县") {
			t.Errorf("of one unit:\n%s", one)
		}
	})
}

// A reminder ordered for later stands at the hour at which it went out, and a
// private list counts as reported only what it asked of that unit.
func TestRememberedAsItWas(t *testing.T) {
	d := newDesk(t, december(t), consoleRoutes)
	d.fire("2026-12-01 09:00")
	d.do(func(tx *store.Tx) {
		if got := messages.Render(Remembered(tx, ""), messages.DialectText); strings.Contains(got, "已报") {
			t.Errorf("nobody has reported:\n%s", got)
		}
	})
	d.clock.Set(at("2026-12-02 10:00"))
	d.do(func(tx *store.Tx) {
		tx.Enqueue(messages.Delivery{Key: "nudge/1", Kind: messages.KindNudge, To: messages.To{Group: "work"},
			Address: messages.Address{Channel: messages.ChanConsole, Target: "group/work"}, Named: []ledger.UnitID{"qidong"}, Units: []ledger.UnitID{"qidong"},
			About: []ledger.ItemID{"article"}, Created: tx.Now(), NextAt: at("2026-12-02 15:00")})
		tx.Ack("qidong", at("2026-12-02 11:00"))
	})
	d.fire("2026-12-02 15:00")
	d.do(func(tx *store.Tx) {
		got := messages.Render(Remembered(tx, "qidong"), messages.DialectText)
		if want := "12月2日（周三）15:00 署名文章 → 全市统计法治宣传工作群，点名1家，已送到\n　没回音（1）：祁东县"; !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
		tx.Deliveries(func(x messages.Delivery) bool {
			if x.Key == "nudge/1" { // a real outbox counts its attempts
				x.Attempts = 1
				tx.PutDelivery(x)
			}
			return true
		})
		if again := messages.Render(Remembered(tx, "qidong"), messages.DialectText); again != got {
			t.Errorf("after one attempt:\n%s", again)
		}
	})
}
