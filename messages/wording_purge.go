package messages

import (
	"fmt"
	"strings"
	"time"
)

// Erased stands for words that were erased after a campaign.
func Erased() string { return "（已清除）" }

// ErasedName stands for somebody whose name was erased; the number keeps apart who
// was not the same person.
func ErasedName(number string) string { return "已清除" + number + "号" }

// PurgeEarly refuses to erase what is still needed.
func PurgeEarly(end string) string {
	return "活动到 " + end + " 才结束，现在清除会影响提醒和核对。确要现在清除，加 --early。"
}

// PurgeWould tells what would be erased, and that nothing was.
func PurgeWould(title string, copies, elsewhere []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "还没有清除。加 --yes 以后，会从“%s”的台账里清除：\n", title)
	b.WriteString("- 原话、昵称、账号、姓名、作者、特色做法和说明的文字、绑定、申请、发过的消息、收到的文件内容\n")
	b.WriteString("留下：每条记录的单位、事项、数字、题目、地点、时间，各单位合计，提醒记录，文件和消息编号的校验值。\n")
	b.WriteString("清除以后找不回来。请先导出要存档的材料（export），明年要用的名单先用 roll 带走。\n")
	if len(copies) > 0 {
		b.WriteString("这些副本里也有原来的内容，会一起删除：\n")
		for _, c := range copies {
			b.WriteString("- " + c + "\n")
		}
	}
	b.WriteString("运行日志不删，清除以后会逐个查一遍里面有没有这些内容。\n")
	b.WriteString(purgeElsewhere(elsewhere))
	return b.String()
}

// purgeElsewhere names what people must see to themselves.
func purgeElsewhere(paths []string) string {
	s := "程序管不到、请另外处理的：config.toml 和 roll 写出的配置里的 [[people]]，复制到别处的备份和导出、转发过的文件，终端和系统日志（journalctl），两个平台上的聊天记录。"
	if len(paths) > 0 {
		s += "还看到这些，程序不知道能不能删，请打开看看，不用的请删除" + listed(paths)
	}
	return s
}

// PurgeReport is what a purge has done.
type PurgeReport struct {
	Title, Campaign                                                  string
	At                                                               time.Time
	Lines, Records, People, Requests, Deliveries                     int
	Accounts, Names, Files, Contents, Figures                        int
	Bytes                                                            int64
	LineHeadBefore, RecordHeadBefore, LineHeadAfter, RecordHeadAfter string
	// Seen are the messages that stay known by the hash of their number.
	Seen int
	// Copies were removed. Logs were looked into, Telling are those of them with something
	// of what was erased, or unreadable. Elsewhere is left to people.
	Copies, Logs, Telling, Elsewhere []string
}

// PurgeStatement is the statement of a purge: what is gone, what proves it, and
// room for the people who answer for it to sign.
func PurgeStatement(r PurgeReport) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("个人信息清除记录\n")
	say("活动：%s（%s）", r.Title, r.Campaign)
	say("时间：%s\n", r.At.Format("2006年1月2日 15:04:05"))
	say("一、已清除")
	say("流水 %d 条的原话、昵称、账号；记录 %d 条的报送人、姓名、作者和文字（账号 %d 个，姓名 %d 个）。", r.Lines, r.Records, r.Accounts, r.Names)
	say("人员绑定 %d 个，申请 %d 件，发过的消息 %d 条。", r.People, r.Requests, r.Deliveries)
	say("文件 %d 份的来源；文件内容 %d 个，共 %d 字节。", r.Files, r.Contents, r.Bytes)
	say("台账副本 %d 个%s\n", len(r.Copies), listed(r.Copies))
	say("二、已保留")
	say("全部记录的单位、事项、数字、题目、地点、时间；逐一核对了 %d 个合计，与清除前相同。", r.Figures)
	say("消息编号的校验值 %d 个：平台把清除前的消息再发一遍时，凭它不重复记账；不含内容、时间和人，手里没有平台的消息编号就对不上。", r.Seen)
	say("%s\n", purgeLogs(r))
	say("三、凭据（SHA-256）")
	say("清除前 流水链尾 %s\n       记录链尾 %s", r.LineHeadBefore, r.RecordHeadBefore)
	say("清除后 流水链尾 %s\n       记录链尾 %s", r.LineHeadAfter, r.RecordHeadAfter)
	say("清除前的链尾也写在清除后流水的最后一条里；以前导出、打印过的链尾可以与它对照。用 pufabot verify 可以核对清除后的台账。\n")
	say("四、%s\n", purgeElsewhere(r.Elsewhere))
	say("经办人：                监督人：                日期：")
	return b.String()
}

// purgeLogs says what looking into the log files has found.
func purgeLogs(r PurgeReport) string {
	if len(r.Logs) == 0 {
		return "运行日志没有写进文件，程序查不到；它只记时间、平台和结果，不记姓名和原话。"
	}
	s := fmt.Sprintf("运行日志 %d 个（不删，它只记时间、平台和结果）", len(r.Logs)) + listed(r.Logs)
	if len(r.Telling) == 0 {
		return s + "\n逐个查过：里面没有被清除的账号、昵称、姓名、手机号和原话（一个字的称呼、三个字以内的话没有查）。"
	}
	return s + "\n逐个查过：这些里面有被清除的账号、姓名或原话，或者打不开，请删除" + listed(r.Telling)
}

func listed(paths []string) string {
	if len(paths) == 0 {
		return "。"
	}
	return "：\n- " + strings.Join(paths, "\n- ")
}
