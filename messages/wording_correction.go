package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// ConfirmNotReceived asks before mail that was noted as received no longer is.
func ConfirmNotReceived(units []ledger.Unit, it ledger.Item) Message {
	m := Message{Title: "请确认"}
	m.Head(T(UnitNames(units)+"的"), B(it.Name), T("记的是市局已收到，改成没有收到吗？"))
	yesNo(&m)
	return m
}

// NotReceived tells whose mail is no longer noted as received.
func NotReceived(changes []Change) Message {
	m := Message{Title: "已改"}
	for _, c := range changes {
		state := "没有收到"
		if c.After.Sent {
			state = "自述已发，市局没有收到"
		}
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("：市局已收到 → "+state))
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
