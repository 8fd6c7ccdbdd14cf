package messages

import (
	"fmt"
	"strings"
)

// CLIAbout is the first line of the command line's help.
func CLIAbout() string {
	return "普法 bot：在企业微信、钉钉工作群里收报送、记台账、按时提醒。"
}

// CLIHelp are the help texts of the subcommands and flags.
func CLIHelp() map[string]string {
	return map[string]string{
		"config_help":         "配置文件",
		"serve_help":          "运行机器人，直到按 Ctrl-C",
		"played_help":         "排练：在浏览器里用虚拟的时间演完整个活动，什么都不会真的发出去",
		"doctor_help":         "逐项检查时钟、网络、凭证，发一条测试消息，说明该点哪里",
		"check_help":          "检查配置，列出单位、事项、期限和全部提醒",
		"rehearse_help":       "从空台账开始，用虚拟时钟走完整个活动，列出会发出的每条消息",
		"roll_help":           "从今年的配置生成另一年的：日期换年份，名单和绑定带过去，并和今年的结果比一比",
		"year_help":           "哪一年",
		"overwrite_help":      "文件已经存在也覆盖",
		"explain_help":        "看一行话会被怎样理解，不记录",
		"status_help":         "查看汇总",
		"export_help":         "导出台账",
		"backup_help":         "热备份",
		"restore_help":        "用备份恢复",
		"purge_help":          "活动结束后清除个人信息：姓名、账号、原话、文件；数字和凭据留下（先停机）",
		"purge_yes_help":      "真的清除；不写就只说会清除什么",
		"purge_early_help":    "活动还没结束也清除",
		"verify_help":         "检查台账文件是否完好",
		"version_help":        "版本",
		"service_help":        "装成系统服务，开机自动运行：install start stop status uninstall",
		"service_action_help": "install 安装，start 启动，stop 停止，status 查看，uninstall 卸载",
		"no_message_help":     "不发测试消息",
		"as_help":             "以谁的身份：单位编号或名称、coordinator、observer、unbound",
		"at_help":             "什么时间，如 2026-12-03T10:00",
		"from_help":           "从什么时间开始",
		"to_help":             "到什么时间为止",
		"json_help":           "输出 JSON",
		"script_help":         "剧本文件，每行如：2026-12-03T10:00 衡阳县: 宣讲 2场",
		"format_help":         "格式：xlsx csv json zip docx png",
		"export_unit_help":    "docx：这个单位的活动组织开展情况报告；不写就是全市报告",
		"export_item_help":    "docx：报省局的函和目录；zip：只打包这个事项的文件",
		"export_page_help":    "png：第几张（单位很多时有好几张）",
		"output_help":         "写到哪个文件",
		"force_help":          "覆盖比备份更新的台账",
		"line_help":           "要解释的话；不写就从标准输入逐行读",
		"file_help":           "文件",
	}
}

// CLIFailed is the one sentence of a failed command.
func CLIFailed(err error) string { return "没有成功：" + err.Error() }

// NoConfig says that the configuration cannot be read.
func NoConfig(path string) string {
	return fmt.Sprintf("读不到配置文件 %s。请用 --config 指定，或先复制 config.example.toml 为 config.toml。", path)
}

// FaultCount closes the list of a configuration's faults.
func FaultCount(n int) string {
	return fmt.Sprintf("配置共有 %d 处需要修改，改好后再试。", n)
}

// Serving tells where the console is.
func Serving(url string, console bool) string {
	if !console {
		return "机器人已启动，监听 " + url + "。按 Ctrl-C 停止。"
	}
	return "机器人已启动。请用浏览器打开 " + url + "/ 试用（不需要任何账号）。按 Ctrl-C 停止。"
}

// Stopped is the last line of serve.
func Stopped() string { return "已停止，数据已保存。" }

// BadTime says that a time on the command line was not understood.
func BadTime(s string) string {
	return fmt.Sprintf("看不懂时间“%s”，请写成 2026-12-03T10:00 这样。", s)
}

// BadSpeaker says that --as names nobody.
func BadSpeaker(s string) string {
	return fmt.Sprintf("没有“%s”这个身份，请写单位编号或名称、coordinator、observer 或 unbound。", s)
}

// NoSuchUnit says that a unit on the command line is not in the plan.
func NoSuchUnit(s string) string {
	return fmt.Sprintf("没有“%s”这个单位，请写单位编号或名称。", s)
}

// NoSuchItem says that an item on the command line is not in the plan.
func NoSuchItem(s string) string {
	return fmt.Sprintf("没有“%s”这个事项，请写事项编号或名称。", s)
}

// OnlyWith says that a flag belongs to other formats.
func OnlyWith(flag, formats string) string {
	return fmt.Sprintf("%s 只能和 --format %s 一起用", flag, formats)
}

// NotTogether says that two flags exclude each other.
func NotTogether(a, b string) string { return fmt.Sprintf("%s 和 %s 不能一起用", a, b) }

// NotForProvince says that nothing of an item goes to the province in a letter.
func NotForProvince(item string) string {
	return fmt.Sprintf("%s没有可以报省局的作品，没有函和目录。", item)
}

// NoneForProvince says that nothing of an item goes to the province yet.
func NoneForProvince(item string) string {
	return fmt.Sprintf("还没有选报省局的%s，没有函和目录可写。请协调员先在聊天里选，如“雁峰区的%[1]s选报省局”。", item)
}

// NoSuchPage says that a picture has fewer pages.
func NoSuchPage() string { return "进度图没有这么多张。" }

// Wrote tells where a file was written.
func Wrote(path string) string { return "已写到 " + path }

// NotOver says that a file will not take the place of another one.
func NotOver(path string) string {
	return path + " 已经有别的内容（台账、配置或别的文件），没有盖掉它。请换一个文件名。"
}

// AskedInVain says that the running bot did not give what a command asked it for.
func AskedInVain() string {
	return "运行中的机器人没有办成，请看它的日志，过一会儿再试。"
}

// FileTrouble says that the system refused a file, and why.
func FileTrouble(path, why string) string { return "读写不了 " + path + "：" + why }

// SystemReason words the usual reasons for which a system refuses a file.
func SystemReason(why string) string {
	return map[string]string{
		"folder":     "没有这个文件或文件夹，请检查名字，文件夹要先建好。",
		"nofolder":   "路径中间有一段不是文件夹，请检查。",
		"isfolder":   "这是一个文件夹，或者已经有同名的，请写一个文件名。",
		"permission": "没有权限，请换一个位置，或者换有权限的用户来运行。",
		"full":       "磁盘满了，请先腾出空间。",
		"readonly":   "磁盘是只读的，请换一个位置。",
	}[why]
}

// Restored tells where the backup is now, and the ledger that was there before; empty: none was.
func Restored(path, before string) string {
	if before == "" {
		return "已恢复到 " + path
	}
	return "已恢复到 " + path + "。原来的台账没有删，改名为 " + before
}

// Verified tells what verify found.
func Verified(lines, records, deliveries uint64, problems []string) string {
	head := fmt.Sprintf("聊天记录 %d 条，台账 %d 条，发送 %d 条。", lines, records, deliveries)
	if len(problems) == 0 {
		return head + "没有发现问题。"
	}
	return head + fmt.Sprintf("发现 %d 处问题：\n", len(problems)) + strings.Join(problems, "\n") +
		"\n请先把这个文件另存一份，再用 pufabot restore 恢复最近的备份。"
}

// StoreTrouble explains why the ledger file cannot be opened.
func StoreTrouble(why, path string) string {
	switch why {
	case "locked":
		return path + " 正被另一个 pufabot 使用，请先停掉那一个。"
	case "foreign":
		return path + " 不是 pufabot 的台账文件，没有改动它。请检查 data_dir。"
	case "truncated":
		return path + " 不完整（可能磁盘满过或复制中断），没有改动它。请用 pufabot restore 恢复最近的备份。"
	case "newer":
		return path + " 是更新版本的 pufabot 写的，请升级程序后再打开。"
	case "corrupt":
		return path + " 有损坏的记录。请运行 pufabot verify 查看，或用 pufabot restore 恢复备份。"
	case "nofile":
		return "没有这个文件：" + path + "，请检查文件名。"
	case "missing":
		return "还没有台账文件 " + path + "，先运行一次 serve。"
	}
	return "打不开台账文件 " + path + "：" + why
}

// DiskUnsure says why the program ends by itself: the disk has failed it.
func DiskUnsure() string {
	return "磁盘没有确认写入，再记下去可能丢数，所以停了下来。已经回复过的都在台账里。请检查磁盘，再重新启动（装成服务的会自动重启）；重启时会从磁盘逐页核对。"
}

// LedgerNote words what is odd about a ledger file and no damage.
func LedgerNote(which string) string {
	return "注意：" + map[string]string{
		"meta":   "文件开头的两个元页有一个坏了。多半是正好在写入时断了电，没有损失；也可能少了最后一次写入。请看看最后报来的几条在不在，不在就恢复备份。",
		"older":  "这是旧版本的台账，只核对了各页和校验值；下次启动会先升级。",
		"refold": "有的合计是按以前的配置算的，下次启动会重新算。",
	}[which]
}

// TableHeader are the column names of the exported table.
func TableHeader() []string {
	return []string{"单位", "事项", "通知条款", "数量", "量词", "约数", "状态", "最后更新", "期限", "题目", "封存数", "补报"}
}

// StateName is a state in Chinese.
func StateName(s string) string {
	return map[string]string{"done": "已完成", "partial": "未齐", "zero": "报零", "missing": "未报", "late": "迟报", "none": "不要求"}[s]
}

// ExplainWords shows a person how a line was understood.
func ExplainWords(line, outcome, acts, reply string) string {
	name := map[string]string{"apply": "直接办", "confirm": "先确认", "ask": "反问", "answer": "回答，不记录",
		"refuse": "拒绝", "unknown": "没听懂", "ignore": "闲聊，不记录"}[outcome]
	s := line + "\n  结果：" + name
	if acts != "" {
		s += "\n  理解：" + acts
	}
	if reply != "" {
		s += "\n  回复：" + strings.ReplaceAll(reply, "\n", "\n        ")
	}
	return s
}

// KindName is a delivery's kind in Chinese.
func KindName(k Kind) string {
	return map[Kind]string{KindReply: "回复", KindReminder: "提醒", KindNudge: "催报", KindMilestone: "节点", KindDigest: "清单", KindStatus: "通知"}[k]
}

// DamageFound is one problem that verify has found; where names a place in the file for
// whoever mends it, never people's words.
func DamageFound(kind, where string) string {
	what := map[string]string{
		"page":         "文件里有一页坏了，它后面的内容读不到",
		"value":        "有一条内容和当初写入的不一样",
		"count":        "实有的条数和登记的条数不一致",
		"line-chain":   "聊天记录前后接不上，中间可能少了或改过",
		"record-chain": "台账前后接不上，中间可能少了或改过",
		"index":        "有一条索引和台账对不上",
		"tally":        "有一个合计和明细对不上",
	}[kind]
	if what == "" {
		what = "有一处内容不对"
	}
	return "· " + what + "。（技术细节：" + where + "）"
}

// RestoreRefused says that the ledger in place holds more than the backup.
func RestoreRefused() string {
	return "现有台账比备份更新，没有替换。确实要用备份覆盖，请加 --force（原台账会另存，不会丢失）。"
}
