package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossiertest"
	"pufabot/store"
)

// In a country of many counties nobody is answered with all their names: replies
// stay readable, the counts are right, and what is left out can be had.
func TestManyCounties(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and nothing in it runs at the same time")
	}
	const counties, readable = 400, 4 * 2048 // four messages of WeCom
	c := newChat(t)
	c.plan.Units = slices.DeleteFunc(c.plan.Units, func(u ledger.Unit) bool { return u.Kind == ledger.County && u.ID != "qidong" })
	for i := range counties - 1 {
		c.plan.Units = append(c.plan.Units, ledger.Unit{ID: ledger.UnitID(fmt.Sprintf("c%04d", i)), Name: fmt.Sprintf("第%d区", i+1), Kind: ledger.County})
	}
	_ = c.db.Close()
	c.start()
	ask := func(text string, want ...string) {
		t.Helper()
		c.say("协调员", true, text)
		if len(c.reply) > readable {
			t.Errorf("%s: %d bytes: %.300s…", text, len(c.reply), c.reply)
		}
		for _, w := range want {
			if !strings.Contains(c.reply, w) {
				t.Errorf("%s: no %q in %.1200s", text, w, c.reply)
			}
		}
	}
	ask("谁还没交征文", "未报（401）：祁东县、", "等401家", "导出表格")
	ask("谁还没交", "400家都还没报", "导出表格")
	err := c.db.Update(context.Background(), func(tx *store.Tx) error {
		for _, r := range dossiertest.Records(c.plan, 3) {
			r.At = c.now
			r.Line = tx.AppendLine(store.Line{At: r.At, By: r.By, Role: r.Role, Unit: r.Unit, Text: "报送"})
			tx.Append(r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ask("汇总", "昨天以来的变化", "未报")
	ask("今天有什么变化", "家")
	ask("还有哪些没审", "等")
	ask("审核", "一共")
	ask("邮件对账", "对上")
	ask("导出表格")
	if last := c.said[len(c.said)-1]; len(last.Attachments) != 1 {
		t.Errorf("no table: %s", c.reply)
	}
	ask("进度图", "张")
	if last := c.said[len(c.said)-1]; !slices.ContainsFunc(last.Attachments, func(a messages.Attachment) bool { return a.Picture }) {
		t.Errorf("no picture: %s", c.reply)
	}
}
