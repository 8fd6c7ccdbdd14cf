package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// evil is markup of every platform: a link, a picture, mentions, a heading, HTML,
// a card and a line that pretends to come from the bot.
const evil = "[点我](https://evil.example)![图](https://evil.example/x.png)<@all>@all <@zhangsan> <font color=\"warning\">x</font>"

// active are the pieces that would do something on one platform or another.
var active = []string{"](http", "<@", "@all", "@zhangsan", "<font", "![图]"}

// Nobody's words do anything but stand there: not as a name, a title, a place, a
// note or a reason, wherever the bot repeats them, on any platform.
func TestInjectionThroughWords(t *testing.T) {
	c := newChat(t)
	c.where = "inject"
	lines := []string{
		"征文《%s》", "征文1篇《%s》，作者%s", "宣讲1场，在%s", "宣讲2场 昨天在%s 60人", "作品《%s》 动漫", "特色做法：%s", "署名文章《%s》 已刊发 %s日报",
		"绑定 祁东县 %s", "申请征文延期到22号，因为%s", "%s", "答题66人 %s", "撤回", "我们报了什么", "征文是谁报的", "还差什么", "帮助 %s", "%s征文2篇", "是", "不是",
		"报名 %s", "催一下%s", "改成《%s》", "更正：征文题目是《%s》", "请问%s", "转告协调员：%s",
		"汇总", "待办", "查看申请", "衡东报了哪些征文", "通过1号绑定申请", "退回2号",
	}
	for _, who := range []string{"衡东县", "办公室", "协调员", "领导", "路人"} {
		for _, private := range []bool{false, true} {
			for _, l := range lines {
				c.deliver(hostile(c, who, private, strings.ReplaceAll(l, "%s", evil)))
			}
		}
	}
	said := 0
	err := c.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			for _, dialect := range []messages.Dialect{messages.DialectWeComMarkdown, messages.DialectDingTalkMarkdown, messages.DialectText} {
				text := messages.Render(d.Message, dialect)
				said += strings.Count(text, "evil.example")
				for _, a := range active {
					if dialect == messages.DialectText && (strings.HasPrefix(a, "]") || strings.HasPrefix(a, "!") || a == "<font") {
						continue // nothing but words in plain text; mentions do work there
					}
					if strings.Contains(text, a) {
						t.Errorf("dialect %v: %q in %q", dialect, a, text)
						return false
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if said < 100 {
		t.Errorf("the words were repeated %d times only: nothing was tested", said)
	}
}

// hostile is a line of somebody whose every name is markup.
func hostile(c *chat, who string, private bool, text string) messages.Envelope {
	c.count++
	where := messages.Chat{Platform: ledger.Console, ID: "group/work", Title: evil}
	if private {
		where = messages.Chat{Platform: ledger.Console, ID: "private/" + who, Private: true, Title: evil}
	}
	account := ledger.Account{Platform: ledger.Console, UserID: who}
	return messages.Envelope{Key: fmt.Sprint("inject/", c.count), Chat: where, At: c.now, Text: text,
		From:     messages.Sender{Account: account, Nick: evil + who},
		ReplyVia: messages.Address{Channel: messages.ChanConsole, Target: where.ID}}
}
