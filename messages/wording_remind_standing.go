package messages

// WhichNudge asks which of the nudges ordered for later is meant.
func WhichNudge(orders []string) Message {
	m := Message{Title: "请说明"}
	m.Say(T("定好要催的有这些，是哪一条？请连时间一起说，比如“取消下午3点的催办”："))
	for _, o := range orders {
		m.Item(T(o))
	}
	return m
}

// ConfirmCallOff asks before a nudge that was ordered for later is called off.
func ConfirmCallOff(order string) Message {
	m := Message{Title: "请确认"}
	m.Head(T("定好的这一条不催了吗？别的提醒照常。"))
	m.Item(T(order))
	yesNo(&m)
	return m
}

// NudgeMoved says that a nudge takes the place of the one that was ordered.
func NudgeMoved(preview Message) Message {
	m := Message{Title: preview.Title}
	m.Say(T("改成这样，原来定的那一条不发了："))
	m.Lines = append(m.Lines, preview.Lines...)
	return m
}
