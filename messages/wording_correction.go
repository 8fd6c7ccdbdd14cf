package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// ConfirmNotReceived asks before mail that was noted as received, or that units say
// they have sent, counts as not there.
func ConfirmNotReceived(received, sent []ledger.Unit, it ledger.Item) Message {
	m := Message{Title: "请确认"}
	if len(received) > 0 {
		m.Head(T(UnitNames(received)+"的"), B(it.Name), T("记的是市局已收到，改成没有收到吗？"))
	}
	if len(sent) > 0 {
		m.Head(T(UnitNames(sent)+"的"), B(it.Name), T("记的是自述已发，改成没有收到吗？"))
	}
	m.Note(T("改了就又算欠着，会请他们重新发送。"))
	yesNo(&m)
	return m
}

// MailMissed tells a unit that its mail is not there.
func MailMissed(u ledger.Unit, it ledger.Item, d ledger.Deadline, now time.Time) Message {
	m := Message{Title: "没有收到"}
	m.Say(T(u.Name+"：市局没有收到贵单位的"), B(it.Name), T("，请重新发一次邮件。期限"+DueWords(d, now)+"。"))
	m.Note(T("发了以后请告诉我："))
	m.Copy(ExampleLine(it))
	return m
}

// NotReceived tells whose mail is not there any more.
func NotReceived(changes []Change) Message {
	m := Message{Title: "已改"}
	for _, c := range changes {
		state := "自述已发"
		if c.Before.Received {
			state = "市局已收到"
		}
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("："+state+" → 没有收到"))
	}
	m.Note(T("收到后再发一次，比如："))
	m.Copy(changes[0].Unit.Name + changes[0].Item.Name + "收到了")
	return m
}

// ConfirmLower asks before a bare figure lowers a total.
func ConfirmLower(changes []Change) Message {
	m := Message{Title: "请确认"}
	m.Head(T("这样会比已报的少，请确认"))
	for _, c := range changes {
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("："+moved(c.Before, c.After, c.Item)))
	}
	yesNo(&m)
	return m
}

// TooMuchTaken refuses to take away more than there is.
func TooMuchTaken(u ledger.Unit, it ledger.Item, stored, sub int) Message {
	m := Message{Title: "没有记录"}
	m.Say(T(u.Name+" "), B(it.Name), T(fmt.Sprintf("现在记的是%d%s，减不了%d，没有改动。", stored, it.Measure, sub)))
	m.Note(T("要改成准确的总数，请这样发："))
	m.Copy(fmt.Sprintf("%s更正为%d%s", it.Name, stored, it.Measure))
	return m
}
