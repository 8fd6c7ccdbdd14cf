package messages

import (
	"fmt"
	"strings"
)

// The words for what can be wrong with a configuration file. Each is one plain
// sentence that says what is wrong and what to write instead; none holds a value
// that could be a secret. The file, the line and the key are put in front.

// FaultUnknownKey says that a key is not known here; meant is the known key that
// was probably meant, elsewhere the table that it belongs to.
func FaultUnknownKey(key, meant, elsewhere string, known []string) string {
	switch {
	case meant != "":
		return fmt.Sprintf("没有“%s”这一项，是不是想写 %s？(did you mean %q)", key, meant, meant)
	case elsewhere != "":
		return fmt.Sprintf("这里没有“%s”这一项，它应写在%s。", key, elsewhere)
	}
	return fmt.Sprintf("没有“%s”这一项；这里可以写：%s。", key, strings.Join(known, "、"))
}

// TopOfFile names the place before all tables as the one that a key belongs to.
func TopOfFile() string { return "文件最前面、所有方括号标题之前" }

// Below names a table as the place that a key belongs to.
func Below(table string) string { return " [" + table + "] 下面" }

// FaultSyntax says that a line is not TOML.
func FaultSyntax(chineseMarks, begunEarlier bool, begun int) string {
	where := ""
	if begunEarlier {
		where = fmt.Sprintf("（这一句从第 %d 行开始）", begun)
	}
	if chineseMarks {
		return "这里读不懂" + where + "：用了中文的引号、逗号、等号或括号，请换成英文的。"
	}
	return "这里读不懂" + where + "：请检查英文引号、方括号是否成对，列表各项之间有没有逗号，日期是否写成 2026-12-05 的样子，数字是否以 0 开头。"
}

// FaultNotUTF8 says that the file is in another encoding.
func FaultNotUTF8() string {
	return "文件不是 UTF-8 编码，从这一行起无法读取；请用记事本“另存为”，编码选 UTF-8。"
}

// FaultTooDeep says that lists are nested too deep.
func FaultTooDeep() string { return "列表套得太深了，配置里用不着这样写。" }

// FaultTwice says that something is there twice.
func FaultTwice() string { return "前面已经写过一次，请只留一处。" }

// FaultNeedsTwoBrackets says that a list of tables was opened as one table.
func FaultNeedsTwoBrackets(name string) string {
	return fmt.Sprintf("这里可以有多个，每个都要用双方括号开头：[[%s]]。", name)
}

// FaultMissing says that a key must be there.
func FaultMissing() string { return "必须填写，现在没有或是空的。" }

// FaultType says that a value is of the wrong type.
func FaultType(want, got string) string {
	return fmt.Sprintf("这里应填%s，现在写的是%s。", want, got)
}

// The names of types, as they fit into FaultType.

// WantString names a string.
func WantString() string { return "加英文引号的文字" }

// WantBool names a boolean.
func WantBool() string { return " true 或 false" }

// WantInteger names an integer.
func WantInteger() string { return "不加引号的整数" }

// WantFloat names a number with a point.
func WantFloat() string { return "小数" }

// WantList names a list.
func WantList() string { return `方括号里的列表（如 ["甲", "乙"]）` }

// WantTable names a table.
func WantTable(name string) string {
	if name == "" {
		return "一组设置"
	}
	return fmt.Sprintf("一组设置（[%s] 单独一行，下面逐项写）", name)
}

// WantDate names a date.
func WantDate() string { return "日期（如 2026-12-05，不加引号）" }

// WantTime names a time of day without a date.
func WantTime() string { return "不带日期的时刻" }

// WantDateTime names a date with a time.
func WantDateTime() string { return "带时刻的日期" }

// WantWhen names a date or a date with a time.
func WantWhen() string {
	return "日期或日期加时刻（如 2026-12-05 或 2026-12-05T12:00:00，不加引号）"
}

// WantClock names a time of day as text.
func WantClock() string { return `加英文引号的时刻（如 "20:00"）` }

// WantOffset names an offset.
func WantOffset() string { return `加英文引号的提醒时间（如 "-1wd 16:00"）` }

// FaultInteger says that digits are no usable integer.
func FaultInteger(text string) string {
	return fmt.Sprintf("“%s”不能用：请写普通的整数，不要以 0 开头，也不要太大。", text)
}

// FaultNoSuchDay says that a date does not exist.
func FaultNoSuchDay(text string) string {
	return fmt.Sprintf("没有 %s 这一天，请核对月份和日子。", text)
}

// FaultClock says that a time of day is none.
func FaultClock(text string) string {
	return fmt.Sprintf("“%s”不是有效的时刻，请写成 00:00 到 23:59 之间的两位小时、两位分钟。", text)
}

// FaultZoneInTime says that a time carries a zone.
func FaultZoneInTime() string {
	return "时刻后面不要带时区，直接写当地时间，如 2026-12-05T12:00:00；时区由 campaign.timezone 统一规定。"
}

// FaultQuotedDate says that a date is in quotes.
func FaultQuotedDate() string {
	return "日期不要加引号，直接写成 2026-12-05 这样就行。"
}

// FaultOffset says that an offset cannot be read.
func FaultOffset(text string) string {
	return fmt.Sprintf("“%s”不是有效的提醒时间；可以写 -3d 09:00（提前 3 天的 9 点）、0d 08:30（当天）、-1wd 16:00（提前 1 个工作日）、-2h、-30m（截止前）。", text)
}

// FaultZone says that a time zone is not known.
func FaultZone(name string) string {
	return fmt.Sprintf("不认识时区“%s”，全国统一写 Asia/Shanghai。", name)
}

// FaultSecretEnvName says that env: is not followed by a name.
func FaultSecretEnvName() string {
	return `env: 后面要写环境变量的名字，只用英文字母、数字和下划线，如 "env:PUFABOT_WECOM_TOKEN"。`
}

// FaultSecretFilePath says that file: is not followed by a path.
func FaultSecretFilePath() string {
	return `file: 后面要写文件的路径，如 "file:secrets/token.txt"（相对于配置文件所在的文件夹）。`
}

// FaultSecretEnvUnset says that an environment variable is not set.
func FaultSecretEnvUnset(name string) string {
	return fmt.Sprintf("环境变量 %s 没有设置或是空的", name)
}

// FaultSecretFile says that a file with a secret gives none.
func FaultSecretFile(absent, readable bool) string {
	switch {
	case absent:
		return "写明的密钥文件不存在"
	case readable:
		return "写明的密钥文件是空的"
	}
	return "写明的密钥文件读不出来（应是一个能读取的小文本文件）"
}

// FaultNone says that a list must not be empty.
func FaultNone(what string) string { return "至少要有一个" + what + "。" }

// FaultChoice says that a word is none of those on offer.
func FaultChoice(got, meant string, choices []string) string {
	s := fmt.Sprintf("不能写“%s”，只能是 %s", got, strings.Join(choices, "、"))
	if meant != "" {
		return s + fmt.Sprintf("；是不是想写 %s？(did you mean %q)", meant, meant)
	}
	return s + "。"
}

// FaultID says that an id has unusable characters.
func FaultID(id string) string {
	return fmt.Sprintf("代号“%s”不能用：只用英文字母、数字、点、短横和下划线，以字母或数字开头，最多 64 个字符。", id)
}

// FaultDuplicate says that an id or a name is taken.
func FaultDuplicate(what string, line int) string {
	return fmt.Sprintf("“%s”重复了，第 %d 行已经用过；每个只能用一次，否则会记错账。", what, line)
}

// FaultReference says that something referred to does not exist.
func FaultReference(what, id, meant string) string {
	s := fmt.Sprintf("没有代号为“%s”的%s", id, what)
	if meant != "" {
		return s + fmt.Sprintf("，是不是想写 %s？(did you mean %q)", meant, meant)
	}
	return s + "，请核对。"
}

// The words for what is referred to.
const (
	WordUnit      = "单位（也可写 county、city、section 表示一类单位）"
	WordOneUnit   = "单位"
	WordItem      = "事项"
	WordMilestone = "重要日子"
)

// FaultRange says that a number is out of range.
func FaultRange(least, most int) string {
	return fmt.Sprintf("请写 %d 到 %d 之间的整数。", least, most)
}

// FaultOrder says that the campaign ends before it starts.
func FaultOrder() string { return "结束日期早于开始日期，请核对。" }

// FaultMaxBelowMin says that the maximum is below the minimum.
func FaultMaxBelowMin() string { return "上限（max）比起码数（min）还小，请核对。" }

// FaultQuietHours says that the quiet hours are not two times.
func FaultQuietHours() string {
	return `请写起止两个时刻，如 ["20:00", "08:00"]；不设免打扰时段就写 []。`
}

// FaultRestAndWork says that a day is both off and working.
func FaultRestAndWork(day string) string {
	return fmt.Sprintf("%s 既写成休息日（rest_days）又写成上班日（work_days），请删去一处。", day)
}

// FaultFormats says that a required format is not known.
func FaultFormats(got string, known []string) string {
	return fmt.Sprintf("不认识文件格式“%s”，可以写 %s。", got, strings.Join(known, "、"))
}

// FaultEvents says that only sign-ups have events.
func FaultEvents() string { return `只有报名类事项（kind = "signup"）才写 events。` }

// FaultPersonUnit says that a contact has no unit.
func FaultPersonUnit() string { return "联络员（contact）必须写明所属单位的代号。" }

// FaultPersonNoAccount says that a person cannot be recognised or reached.
func FaultPersonNoAccount() string {
	return "wecom_userid、dingtalk_userid、mobile 至少填一个，否则认不出也找不到这个人；暂时不知道就先删去这一段，以后在群里绑定。"
}

// FaultListen says that the listen address is none.
func FaultListen() string {
	return `请写“主机:端口”，如 "127.0.0.1:8080"；端口在 0 到 65535 之间。`
}

// FaultConsoleBeyondLoopback says that the console would be open to others.
func FaultConsoleBeyondLoopback() string {
	return `打开了演练页面（console.enabled = true），就只能监听本机，请写 "127.0.0.1:8080"；要对外监听，请先把 console.enabled 改成 false。`
}

// FaultURL says that an address is none of the kinds wanted.
func FaultURL(schemes ...string) string {
	return fmt.Sprintf("请写以 %s 开头的完整地址，不要带用户名、问号和井号。", strings.Join(schemes, " 或 "))
}

// FaultChannelNeeds says why a channel that is on cannot work.
func FaultChannelNeeds(channel, why string) string {
	if why == "" {
		why = "这一项还是空的"
	}
	return fmt.Sprintf("%s 需要它：%s。请补上，或者先把对应的通道关掉。", channel, why)
}

// FaultAESKey says that the key has the wrong shape.
func FaultAESKey() string {
	return "EncodingAESKey 应是 43 位的英文字母和数字，请到企业微信后台整段重新复制。"
}

// FaultWebhook says that more or less than the key was pasted.
func FaultWebhook(part string) string {
	return fmt.Sprintf("只填机器人地址里 %s= 后面的那一段，不要整条地址，也不要有空格。", part)
}

// FaultSecretUnavailable says that a referenced secret cannot be had.
func FaultSecretUnavailable(why string) string {
	return why + "。请补上，或者把这一项改成空字符串。"
}

// FaultConversation says that a DingTalk secret stands without its token.
func FaultConversation() string {
	return "填了加签密钥却没有 dingtalk_webhook_token，请一并填上机器人地址里 access_token= 后面的那一段。"
}

// WordApp names the self-built application as a channel.
const WordApp = "自建应用（填了 corp_id）"

// FaultBackupDir says that the copies would lie beside the ledger itself.
func FaultBackupDir() string {
	return "不能和 data_dir 是同一个文件夹，请换一个，最好在另一块盘上"
}
