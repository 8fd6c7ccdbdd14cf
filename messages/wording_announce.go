package messages

import "fmt"

// AnnouncePreview shows an announcement before it goes out.
func AnnouncePreview(text string, groups int) Message {
	m := Message{Title: "请确认"}
	m.Head(T(fmt.Sprintf("将发到%d个工作群：", groups)))
	m.Say(U(text))
	yesNo(&m)
	return m
}

// AnnounceText is the announcement itself.
func AnnounceText(text string) Message {
	m := Message{Title: "通知"}
	m.Head(T("通知"))
	m.Say(U(text))
	return m
}

// Announced tells the coordinator that it is on its way.
func Announced(groups int) Message { return one("", fmt.Sprintf("已发到%d个工作群。", groups)) }

// NoGroup says that no group can be reached.
func NoGroup() Message {
	return one("", "还没有可以发送的工作群：请在配置文件里填写群机器人，或者在群里 @ 我发“绑定群”。")
}
