package bot_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/parcel"
	"pufabot/store"
)

// sent are the references of all documents that were enqueued, with the chat that each goes to.
func (c *chat) sent() []string {
	var out []string
	err := c.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			for _, a := range d.Message.Attachments {
				out = append(out, d.Address.Target+" "+a.Ref+" "+a.Name)
			}
			return true
		})
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

func TestHandOn(t *testing.T) {
	const title = "2026年统计法治集中宣传活动"
	for name, test := range map[string]struct {
		who     string
		private bool
		line    string
		reply   string
		sent    []string
	}{
		"a picture is for everybody":      {"衡阳县", false, "出个进度图", "进度图", []string{"group/work make:format=png " + title + "进度图（12月1日）.png"}},
		"a workbook goes privately":       {"协调员", false, "导出汇总表", "已经私发给您", []string{"private/协调员 make:format=xlsx " + title + "汇总表（12月1日）.xlsx"}},
		"asked privately":                 {"协调员", true, "导出csv", "数据截至", []string{"private/协调员 make:format=csv " + title + "汇总表（12月1日）.csv"}},
		"nothing to pack":                 {"协调员", true, "打包署名文章", "没有可以打包的", nil},
		"contacts get no workbook":        {"衡阳县", true, "导出汇总表", "", nil},
		"json is for programs":            {"协调员", true, "导出json", "pufabot export --format json", nil},
		"the city's report":               {"协调员", true, "导出word", "开展情况报告", []string{"private/协调员 make:format=docx " + title + "开展情况报告（12月1日）.docx"}},
		"a picture for oneself":           {"协调员", false, "进度图私发我", "私发给您", []string{"private/协调员 make:format=png " + title + "进度图（12月1日）.png"}},
		"a picture for the group":         {"协调员", true, "把进度图发群里", "发到工作群", []string{"group/work make:format=png " + title + "进度图（12月1日）.png"}},
		"contacts post nothing":           {"衡阳县", true, "把进度图发群里", "进度图", []string{"private/衡阳县 make:format=png " + title + "进度图（12月1日）.png"}},
		"all counties' reports":           {"协调员", true, "各县的报告都给我", "各县市区报告", []string{"private/协调员 make:format=zip&part=counties " + title + "各县市区报告（12月1日）.zip"}},
		"no letter about nothing":         {"协调员", true, "征文报省局的函", "还没有可以报省局的征文", nil},
		"nothing for the province yet":    {"协调员", true, "报省局的材料给我", "还没有可以报省局的", nil},
		"the board, here only":            {"协调员", true, "看板地址", "public_url", nil},
		"everything, files or not as yet": {"协调员", true, "全部打包", "材料包", []string{"private/协调员 make:format=zip " + title + "材料包（12月1日）.zip"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := newChat(t)
			c.say(test.who, test.private, test.line)
			if !strings.Contains(c.reply, test.reply) {
				t.Errorf("reply: %s", c.reply)
			}
			if diff := cmp.Diff(test.sent, c.sent()); diff != "" {
				t.Error(diff)
			}
			for _, s := range c.sent() {
				if _, ok := parcel.ParseRef(strings.Fields(s)[1]); !ok {
					t.Errorf("%s cannot be made", s)
				}
			}
		})
	}
}

// What is chosen goes in one package; the board's address only to those who run the campaign.
func TestHandOnToTheProvince(t *testing.T) {
	c := newChat(t)
	c.say("祁东县", false, "征文1篇《甲》")
	c.say("协调员", true, "祁东征文选报省局")
	c.say("协调员", true, "报省局的征文材料打包给我")
	if got := c.sent(); len(got) != 1 || !strings.Contains(got[0], "part=province") || !strings.Contains(got[0], "item=essay") {
		t.Errorf("%s\n%s", got, c.reply)
	}
	c.handler.Board = "https://bot.example.gov.cn/board?token=t"
	for _, s := range []struct {
		who     string
		private bool
		want    bool
	}{{"协调员", true, true}, {"领导", true, true}, {"协调员", false, false}, {"祁东县", true, false}} {
		if c.say(s.who, s.private, "看板地址"); strings.Contains(c.reply, "token=t") != s.want {
			t.Errorf("%s private %v: %s", s.who, s.private, c.reply)
		}
	}
}

// An answer to a reminder is what the unit itself said since about what it was
// reminded of; a list for the coordinator has none.
func TestGatherAnswers(t *testing.T) {
	c := newChat(t)
	push := func(key string, kind messages.Kind) {
		err := c.db.Update(t.Context(), func(tx *store.Tx) error {
			d := messages.Delivery{Key: key, Kind: kind, To: messages.To{Group: "work"}, Created: c.now, About: []ledger.ItemID{"essay"},
				Address: messages.Address{Channel: messages.ChanConsole, Target: "group/work"}, Units: []ledger.UnitID{"qidong", "hengnan", "leiyang", "nanyue"}}
			d.Seq, _ = tx.Enqueue(d)
			d.State, d.SentAt = messages.Sent, c.now
			tx.PutDelivery(d)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	push("a", messages.KindReminder)
	push("b", messages.KindDigest)
	c.step("at 2026-12-01T10:00")
	c.say("祁东县", false, "征文2篇")
	c.say("衡南县", false, "宣讲1场")
	c.say("耒阳市", false, "收到")
	c.say("协调员", false, "南岳征文1篇")
	d, err := bot.Gather(c.db.View)
	if err != nil {
		t.Fatal(err)
	}
	got := map[messages.Kind][]ledger.UnitID{}
	for _, r := range d.Reminders {
		got[r.Kind] = r.Heard
	}
	want := map[messages.Kind][]ledger.UnitID{messages.KindReminder: {"qidong", "leiyang"}, messages.KindDigest: nil}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What was said in chat is in the dossier: figures, records, original words.
func TestGather(t *testing.T) {
	c := newChat(t)
	c.say("祁东县", false, "征文2篇")
	c.say("祁东县", false, "征文更正为3篇")
	c.say("协调员", false, "发通知：明天上午有人值班")
	c.say("协调员", false, "是")
	d, err := bot.Gather(c.db.View)
	if err != nil {
		t.Fatal(err)
	}
	read := d.Reader()
	g, ok := d.Of("qidong", "essay")
	if !ok || g.Tally.Value() != 3 || d.Records != 2 || d.Lines != 4 || len(d.Proof) == 0 {
		t.Errorf("%+v, %d records, %d lines", g.Tally, d.Records, d.Lines)
	}
	r, _ := read.Record(2)
	said, _ := read.Line(r.Line)
	if said.Text != "征文更正为3篇" || said.Unit != "qidong" || said.At.Location() != d.At.Location() {
		t.Errorf("%+v", said)
	}
	if len(d.Reminders) != 1 || d.Reminders[0].To.Group == "" {
		t.Errorf("%+v", d.Reminders)
	}
	if first, _ := read.Line(1); d.Reminders[0].Kind == messages.KindReply || first.Role != ledger.Contact {
		t.Error("replies are no reminders")
	}
}
