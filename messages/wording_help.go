package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// HelpEntry is one command as help shows it.
type HelpEntry struct{ What, Example string }

// HelpTopic is what people call a part of the help; the empty one is all of it.
func HelpTopic(id string) string {
	return map[string]string{"": "全部", "report": "报送", "ask": "查询", "remind": "提醒", "review": "审核", "export": "导出", "run": "管理"}[id]
}

// HelpText is help for one role: some entries, and the topics that have more.
func HelpText(role ledger.Role, unit string, entries []HelpEntry, more []string) Message {
	m := Message{Title: "帮助"}
	switch role {
	case ledger.Contact:
		m.Head(T(unit + "，可以这样发（在群里先 @ 我）"))
	case ledger.Coordinator:
		m.Head(T("协调员可以这样发"))
	case ledger.Observer:
		m.Head(T("您可以查看，不能填报"))
	default:
		m.Head(T("您还没有绑定单位，可以先这样发"))
	}
	for _, e := range entries {
		m.Item(B(e.What))
		m.Copy(e.Example)
	}
	if len(more) > 0 {
		m.Note(T("更多：发“帮助 " + strings.Join(more, "”“帮助 ") + "”。"))
	}
	if role == ledger.Contact || role == ledger.Coordinator {
		m.Note(T("照平时说话的样子发就行，一行可以报几项；记错了发“撤回”。"))
	}
	return m
}

// Who answers 我是谁.
func Who(role ledger.Role, unit string, account ledger.Account, nick string) Message {
	m := Message{Title: "我是谁"}
	switch role {
	case ledger.Contact:
		m.Say(T("您是"), B(unit), T("的联络员。"))
	case ledger.Coordinator:
		m.Say(T("您是协调员，可以查看和管理全部单位。"))
	case ledger.Observer:
		m.Say(T("您可以查看进度，不能填报。"))
	default:
		m.Say(T("您还没有绑定单位。请这样申请："))
		m.Copy("绑定 单位名称 您的姓名")
	}
	m.Note(T("平台账号："), U(account.UserID))
	return m
}

// ExampleLine is a line to copy that reports the item.
func ExampleLine(it ledger.Item) string {
	switch it.Kind {
	case ledger.Signup:
		return signUpExample(it.Name)
	case ledger.Text:
		return it.Name + "：……"
	case ledger.Mail:
		return it.Name + "已发邮箱"
	case ledger.Count:
		return fmt.Sprintf("%s30%s", it.Name, it.Measure)
	}
	return fmt.Sprintf("%s%d%s", it.Name, max(it.Min, 1), it.Measure)
}
