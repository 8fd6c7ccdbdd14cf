package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// WarnRestDay says that a deadline is on a day off, and which working day is advised.
func WarnRestDay(it ledger.Item, d ledger.Deadline) string {
	return fmt.Sprintf("“%s”的截止日 %s是%s，不上班。期限不会顺延，建议在最后一个工作日 %s（%s）前办好。",
		it.Name, dayOnly(d.Day), restName(d.Day), dayOnly(d.Advised), Weekday(d.Advised))
}

func dayOnly(d ledger.Date) string { return fmt.Sprintf("%d月%d日", d.Month, d.Day) }

func restName(d ledger.Date) string {
	switch d.Weekday() {
	case time.Saturday, time.Sunday:
		return Weekday(d)
	}
	return Weekday(d) + "（休息日）"
}

// WarnMilestoneRestDay says that an event is on a day off.
func WarnMilestoneRestDay(ms ledger.Milestone) string {
	return fmt.Sprintf("“%s”在 %s，是%s，不上班。", ms.Title, dayOnly(ms.Day), restName(ms.Day))
}

// WarnYear says that the calendar does not know a year.
func WarnYear(year int) string {
	return fmt.Sprintf("程序里没有 %d 年的放假调休安排，暂时只按周一至周五算上班。请对照国务院办公厅的通知，把放假的日子写进 campaign.rest_days，调休上班的日子写进 campaign.work_days。", year)
}

// WarnOutside says that a date is outside the campaign.
func WarnOutside(name string, day ledger.Date) string {
	return fmt.Sprintf("“%s”的日期 %s 不在活动起止日期之内，请核对。", name, fullDay(day))
}

// WarnNoReminder says that an item is never reminded of before its deadline.
func WarnNoReminder(it ledger.Item) string {
	return fmt.Sprintf("“%s”没有设提醒，到期前不会提醒任何人。", it.Name)
}

// WarnNobodyOwes says that no unit owes an item.
func WarnNobodyOwes(it ledger.Item) string {
	return fmt.Sprintf("“%s”没有任何单位要报：owed_by 里的那类单位一个也没有。", it.Name)
}

// WarnLateReminder says that a reminder is not before what it reminds of.
func WarnLateReminder(name, offset string) string {
	return fmt.Sprintf("“%s”的提醒 %s 不在期限之前，不会发出。", name, offset)
}

// WarnNoPush says that no group is reminded.
func WarnNoPush() string {
	return "没有一个工作群设了 push = true，提醒不会发到群里。"
}

// WarnUnsigned says that the DingTalk robot of a group is used without a signature.
func WarnUnsigned(group string) string {
	return fmt.Sprintf("“%s”的钉钉群机器人没有加签密钥（dingtalk_webhook_secret）；如果机器人的安全设置选了加签，消息会被拒收。", group)
}

// WarnNoCoordinator says that nobody can approve anything.
func WarnNoCoordinator() string {
	return "人员里没有协调员（coordinator），在企业微信、钉钉里没有人能同意绑定申请。"
}

// WarnPlainHTTP says that secrets would travel unencrypted.
func WarnPlainHTTP(key string) string {
	return fmt.Sprintf("%s 没有用加密的地址（https 或 wss），密钥会明文传输；只在本机试验时才可以这样。", key)
}
