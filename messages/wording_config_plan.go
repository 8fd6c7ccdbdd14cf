package messages

import (
	"fmt"
	"strings"
)

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

// FaultRole says that a unit's id is what --as calls a role.
func FaultRole(id string) string {
	return fmt.Sprintf("代号“%s”是身份的名字（协调员、观察员、未登记的人），--as 和排练里会认错人，单位不能用，请换一个。", id)
}

// FaultKindID says that a unit's id is what units of another sort are called.
func FaultKindID(id string) string {
	return fmt.Sprintf("代号“%s”是一类单位的名字，owed_by、units 里会分不清是这一个还是这一类，请换一个。", id)
}

// FaultSpoken says that a name means something else when it is said in chat.
func FaultSpoken(word string) string {
	return fmt.Sprintf("“%s”不能当名称：聊天里单说它，会被当成回答、数字或命令。请换一个说法。", word)
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
