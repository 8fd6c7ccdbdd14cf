package messages

import "fmt"

func one(title, s string) Message {
	m := Message{Title: title}
	m.Say(T(s))
	return m
}

// SmallTalk is the at most one line that chatter gets; thanks and greetings only.
func SmallTalk(kind string) Message {
	switch kind {
	case "thanks":
		return one("", "不客气，您辛苦了。")
	case "greeting":
		return one("", "您好，发“帮助”看怎么报数。")
	case "complaint":
		return one("", "打扰了。不想收提醒可以发“免打扰”；报齐了就不再提醒。")
	case "photos":
		return one("", "好的，现场照片留作佐证，不另外计数。")
	case "plans":
		return one("", "好的，先不记录，办好了再发给我。")
	}
	return Message{}
}

func yesNo(m *Message) {
	m.Note(T("十分钟内回复："))
	m.Copy("是")
	m.Copy("不是")
}

// PickAgain repeats that a number of the list is wanted.
func PickAgain(n int) Message {
	return one("", fmt.Sprintf("请回复 1 到 %d 中的一个数字，或者回复“取消”。", n))
}

// EchoTypo tells that a misspelling was accepted.
func EchoTypo(typed, taken string) []Span {
	return []Span{T("已把“"), U(typed), T("”当作“" + taken + "”。")}
}
