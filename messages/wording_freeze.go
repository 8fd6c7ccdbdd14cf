package messages

import "time"

// FreezePreview says what 封存 and 解除封存 would do; old is the order in force, due
// when the figures freeze by themselves.
func FreezePreview(now, old, due time.Time, lift bool) Message {
	m := Message{Title: "请确认"}
	switch {
	case lift:
		m.Say(T("解除" + When(old) + "的封存，改回总结到期（" + When(due) + "）自动封存。"))
	case old.IsZero() && now.After(due):
		m.Say(T("已在总结到期（" + When(due) + "）时自动封存，改成按现在（" + When(now) + "）的数封存。"))
	case old.IsZero():
		m.Say(T("按现在（" + When(now) + "）的数封存：报告里的数从此不变，以后的改动记为补报，注明日期。"))
	default:
		m.Say(T("已在" + When(old) + "封存，改成按现在（" + When(now) + "）的数封存。"))
	}
	yesNo(&m)
	return m
}

// NotFrozen says that there is no order to lift.
func NotFrozen(due, now time.Time) Message {
	if now.After(due) {
		return one("", "没有手工封存过；总结到期（"+When(due)+"）时已自动封存，这个不能解除。以后的改动照样可以报，记为补报。")
	}
	return one("", "没有手工封存过，不用解除；总结到期（"+When(due)+"）自动封存。")
}

// Frozen tells that the figures of the reports are fixed.
func Frozen(at time.Time) Message {
	m := one("已封存", "已按"+When(at)+"的数封存。报告用这时的数，以后的改动记为补报，注明日期。")
	m.Note(T("恢复自动封存请发“解除封存”。"))
	return m
}

// Thawed tells that the order is taken back.
func Thawed(due, now time.Time) Message {
	if now.After(due) {
		return one("已解除", "手工封存已解除；总结"+When(due)+"到期，按那时的数封存。")
	}
	return one("已解除", "手工封存已解除；总结到期（"+When(due)+"）时自动封存。")
}
