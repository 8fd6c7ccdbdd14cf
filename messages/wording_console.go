package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// ConsoleWords are all words of the console page. The page gets them as JSON
// under these names; words in braces are filled in by the page.
type ConsoleWords struct {
	Bot      string `json:"bot"`
	Subtitle string `json:"subtitle"`

	Groups   string `json:"groups"`
	Direct   string `json:"direct"`
	Others   string `json:"others"`
	WithBot  string `json:"withBot"`
	With     string `json:"with"`
	ChatList string `json:"chatList"`
	Log      string `json:"log"`

	SpeakAs   string            `json:"speakAs"`
	Change    string            `json:"change"`
	Search    string            `json:"search"`
	NoMatch   string            `json:"noMatch"`
	Sections  map[string]string `json:"sections"`
	Close     string            `json:"close"`
	You       string            `json:"you"`
	Try       string            `json:"try"`
	Compose   string            `json:"compose"`
	Place     string            `json:"place"`
	Attach    string            `json:"attach"`
	Tray      string            `json:"tray"`
	FileDrop  string            `json:"fileDrop"`
	FileEmpty string            `json:"fileEmpty"`
	Send      string            `json:"send"`
	GroupNote string            `json:"groupNote"`
	OwnNote   string            `json:"ownNote"`
	Keys      [][2]string       `json:"keys"`

	Copy    string `json:"copy"`
	Copied  string `json:"copied"`
	Fill    string `json:"fill"`
	Filled  string `json:"filled"`
	Quote   string `json:"quote"`
	Unquote string `json:"unquote"`
	NoCopy  string `json:"noCopy"`

	Connecting string `json:"connecting"`
	Connected  string `json:"connected"`
	Again      string `json:"again"`
	Sending    string `json:"sending"`
	Failed     string `json:"failed"`
	Retry      string `json:"retry"`
	Newer      string `json:"newer"`
	Unread     string `json:"unread"`
	Empty      string `json:"empty"`
	EmptyHint  string `json:"emptyHint"`
	Rehearsal  string `json:"rehearsal"`

	Errors   map[string]string `json:"errors"`
	Kinds    map[Kind]string   `json:"kinds"`
	Weekdays []string          `json:"weekdays"`
	Date     string            `json:"date"`
}

// ConsolePage are the words of the console page.
func ConsolePage() ConsoleWords {
	return ConsoleWords{
		Bot:      "普法小助手",
		Subtitle: "演练聊天室",

		Groups:   "工作群",
		Direct:   "私聊",
		Others:   "其他人的私聊",
		WithBot:  "与小助手私聊",
		With:     "{name} 与小助手",
		ChatList: "会话",
		Log:      "聊天记录",

		SpeakAs: "以谁的身份说话",
		Change:  "正在以“{name}”的身份说话，点这里换人",
		Search:  "输入名称或拼音首字母",
		NoMatch: "没有找到，换个字试试",
		Sections: map[string]string{
			"coordinator": "协调员",
			"county":      "县市区",
			"section":     "科室",
			"other":       "其他",
		},
		Close:     "关闭",
		You:       "我",
		Try:       "可以这样说",
		Compose:   "要说的话",
		Attach:    "添加文件（也可以拖进来）",
		Tray:      "要发的文件",
		FileDrop:  "去掉 {name}",
		FileEmpty: "“{name}”是空的，没有添加。",
		Place:     "像平时聊天一样说",
		Send:      "发送",
		GroupNote: "这里的每句话小助手都会看到，不必 @；在真实的群里要先 @ 它。",
		OwnNote:   "私聊只有本人和小助手看得到。",
		Keys: [][2]string{
			{"Enter", "发送"},
			{"Shift+Enter", "换行"},
			{"↑", "找回上一句"},
			{"/", "去输入框"},
			{"Alt+↑↓", "换人说话"},
		},

		Copy:    "复制",
		Copied:  "已复制",
		Fill:    "填入",
		Filled:  "已填到输入框，改好再发",
		Quote:   "引用",
		Unquote: "取消引用",
		NoCopy:  "没能复制，请长按文字自己复制",

		Connecting: "正在连接",
		Connected:  "已连接",
		Again:      "正在重连",
		Sending:    "发送中",
		Failed:     "没送到",
		Retry:      "再发一次",
		Newer:      "有新消息",
		Unread:     "{n} 条未读",
		Empty:      "还没有人说话",
		EmptyHint:  "选一个身份，点下面的一句试试。说错了也不要紧，发“撤回”就行。",
		Rehearsal:  "这个页面只在本机能打开",

		Errors: map[string]string{
			"offline":        "连不上本机的服务，请看看程序是否还在运行，然后再发一次。",
			"not-kept":       "这句话没能记下来，请再发一次；不会重复计数。",
			"busy":           "同时说话的人太多，请稍等再发。",
			"too-long":       "这句话太长了，请分几次发。",
			"empty":          "还没有写内容。",
			"file-too-large": "文件太大了，演练页面最多 200 MB。",
			"unknown-chat":   "这个会话已经不在了，请刷新页面。",
			"unknown-from":   "这个身份已经不在了，请刷新页面重新选人。",
			"not-yours":      "不能在别人的私聊里说话，请先换成那个人。",
			"id-taken":       "这句话的编号已被另一句话用过，请刷新页面再发。",
			"other":          "没有发出去，请刷新页面再试。",
		},
		Kinds: map[Kind]string{
			KindReminder:  "提醒",
			KindNudge:     "催办",
			KindMilestone: "日程",
			KindDigest:    "汇报",
			KindStatus:    "进展",
		},
		Weekdays: weekdays[:],
		Date:     "{month}月{day}日 {weekday}",
	}
}

// ConsoleLabel is the name under which one person of the rehearsal speaks.
func ConsoleLabel(role ledger.Role, unit string) string {
	switch role {
	case ledger.Coordinator:
		return "协调员"
	case ledger.Observer:
		return "观察员"
	case ledger.Contact:
		return unit + "联络员"
	}
	return "新同事（未绑定）"
}

// ConsoleExamples are lines to try as one person of the rehearsal, made of what
// the plan asks of the person's unit.
func ConsoleExamples(p *ledger.Plan, role ledger.Role, unit ledger.Unit) []string {
	switch role {
	case ledger.Coordinator:
		lines := []string{"汇总", "未报"}
		if len(p.Items) > 0 {
			lines = append(lines, "谁还没交"+p.Items[0].Name, "催一下没交的")
		}
		return append(lines, "导出csv", "帮助")
	case ledger.Observer:
		return []string{"汇总", "未报", "全市进度怎么样了", "帮助"}
	case ledger.Contact:
		return append(reports(p, unit), "我还差什么", "什么时候截止", "撤回", "帮助")
	}
	lines := []string{"我是谁", "帮助"}
	if len(p.Units) > 0 {
		lines = append([]string{"绑定 " + p.Units[0].Name + " 周小舟"}, lines...)
	}
	return lines
}

// reports are at most four lines that report something: one figure each, then several at once.
func reports(p *ledger.Plan, unit ledger.Unit) []string {
	var parts, lines []string
	for _, it := range p.ItemsOf(unit) {
		switch it.Kind {
		case ledger.Sessions:
			parts = append(parts, fmt.Sprintf("%s2%s", it.Name, it.Measure))
			lines = append(lines, fmt.Sprintf("昨天在三塘社区又搞了1%s%s，六十来人", it.Measure, it.Name))
		case ledger.Count:
			parts = append(parts, fmt.Sprintf("%s126%s", it.Name, it.Measure))
		case ledger.Entry:
			if len(it.Files) == 0 && len(it.Types) == 0 {
				lines = append(lines, fmt.Sprintf("%s1%s《守好数据底线》", it.Name, it.Measure))
			}
		case ledger.Signup:
			lines = append(lines, signups(p, it)...)
		}
	}
	if len(parts) > 0 {
		if len(parts) > 2 {
			parts = parts[len(parts)-2:]
		}
		line := parts[0]
		for _, x := range parts[1:] {
			line += "，" + x
		}
		lines = append([]string{line}, lines...)
	}
	return lines[:min(len(lines), 4)]
}

// signups are a line for each event that names are wanted for.
func signups(p *ledger.Plan, it ledger.Item) []string {
	var lines []string
	for i, id := range it.Events {
		m, ok := p.Milestone(id)
		if !ok {
			continue
		}
		name := m.Title
		if len(m.Aliases) > 0 {
			name = m.Aliases[0]
		}
		lines = append(lines, name+"："+[]string{"张明、李华", "陈晓"}[i%2])
	}
	if len(lines) == 0 {
		lines = []string{it.Name + "：张明、李华"}
	}
	return lines
}
