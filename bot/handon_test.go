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

// What was said in chat is in the dossier: figures, records, original words.
func TestGather(t *testing.T) {
	c := newChat(t)
	c.say("祁东县", false, "征文2篇")
	c.say("祁东县", false, "征文更正为3篇")
	c.say("协调员", false, "发通知：明天上午有人值班")
	c.say("协调员", false, "是")
	err := c.db.View(func(tx *store.Tx) error {
		d := bot.Gather(tx)
		g, ok := d.Of("qidong", "essay")
		if !ok || g.Tally.Value() != 3 || len(d.Records) != 2 || len(d.Lines) != 4 || len(d.Proof) == 0 {
			t.Errorf("%+v, %d records, %d lines", g.Tally, len(d.Records), len(d.Lines))
		}
		r, _ := d.Record(2)
		said, _ := d.Line(r.Line)
		if said.Text != "征文更正为3篇" || said.Unit != "qidong" || said.At.Location() != d.At.Location() {
			t.Errorf("%+v", said)
		}
		if len(d.Reminders) != 1 || d.Reminders[0].To.Group == "" {
			t.Errorf("%+v", d.Reminders)
		}
		if d.Reminders[0].Kind == messages.KindReply || d.Lines[0].Role != ledger.Contact {
			t.Error("replies are no reminders")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
